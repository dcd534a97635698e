"""The operator's view of the post: how much waits, what the server says, a test mail. No text, no recipient's name."""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING

import click

from nestwerk.common.invisible import one_line
from nestwerk.common.refusals import Refused

from .cli_german import GermanCommand
from .cli_setting import django_ready, say

if TYPE_CHECKING:
    from nestwerk.jobs.models import Mail


@click.command("mail", cls=GermanCommand)
@click.option("--waiting", is_flag=True, help="Auch jede wartende Mail nennen, ohne Text und Empfänger.")
@click.option(
    "--now", "at_once", is_flag=True, help="Alle wartenden Mails gleich versuchen, zum Beispiel nach einer Störung."
)
@click.option(
    "--test", "to", metavar="ADRESSE", help="Sofort eine Probemail schicken und die Antwort des Servers zeigen."
)
def mail(waiting: bool, at_once: bool, to: str | None) -> int:
    """Zeigen, wie es um die Mails steht: wie viele warten, seit wann, was der Mailserver sagt."""
    if to is not None:
        return _send_test(to)
    with django_ready():
        from nestwerk.jobs.actions import try_all_now

        if at_once:
            number = try_all_now()
            say(f"{number} wartende {'Mail kommt' if number == 1 else 'Mails kommen'} gleich an die Reihe.")
        _show(waiting)
    return 0


def _show(waiting: bool) -> None:
    from django.conf import settings
    from django.db import transaction

    from nestwerk.common.tenancy import tenant
    from nestwerk.jobs import queries
    from nestwerk.networks.models import Network

    if not settings.EMAIL_HOST:
        say("Es ist kein Mailserver eingestellt (NESTWERK_SMTP_HOST): Mails warten.")
    states, lines = [], []
    for network in [None, *Network.objects.order_by("slug")]:
        with tenant(network.pk) if network else transaction.atomic():
            states.append(queries.state_of_post())
            if waiting and states[-1].oldest_waiting:
                lines += [_line(one, network.slug if network else "Konten") for one in queries.waiting_mails()]
    total = queries.together(states)
    for state, word in queries.STATES.items():
        say(f"{word}: {total.counts.get(state, 0)}")
    if total.oldest_waiting:
        say(f"Die älteste wartende ist vom {_moment(total.oldest_waiting)}.")
    if total.answered_at:
        say(f"Letzte Antwort des Mailservers: {total.last_answer} ({_moment(total.answered_at)})")
    for line in lines:
        say(f"  {line}")


def _line(one: Mail, place: str) -> str:
    from nestwerk.jobs.kinds import label

    answer = f", zuletzt: {one.answer}" if one.answer else ""
    many = f"{one.attempts} {'Versuch' if one.attempts == 1 else 'Versuche'}"
    return f"{_moment(one.queued_at)}  {place}  {label(one.kind)}, an {one.to.rpartition('@')[2]}, {many}{answer}"


def _moment(at: datetime) -> str:
    from django.utils.timezone import localtime

    return f"{localtime(at):%d.%m.%Y %H:%M}"


def _send_test(to: str) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nestwerk.config.settings")
    from django.conf import settings
    from django.utils import timezone

    from nestwerk.jobs import message, smtp

    if not settings.EMAIL_HOST:
        raise Refused("Es ist kein Mailserver eingestellt: NESTWERK_SMTP_HOST fehlt.")
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    composed = message.compose(
        to=message.checked_address(to),
        subject="Probemail von Nestwerk",
        text="Guten Tag,\n\ndiese Probemail kommt von Ihrem Nestwerk. Sie ist angekommen: alles in Ordnung.\n",
        message_id=message.new_message_id(),
        queued_at=timezone.now(),
    )
    with smtp.handing_over(to, composed) as outcome:
        words = one_line(outcome.words.removeprefix(outcome.code[4:]).strip())
    if outcome.verdict != smtp.SENT:
        raise Refused(f"{where} hat die Probemail nicht angenommen: {outcome.code}. {words}".strip())
    say(f"{where} hat die Probemail angenommen: {outcome.code}. {words}")
    return 0
