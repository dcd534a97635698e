"""What becomes of a mail: handed over, refused, tried again, given up."""

from __future__ import annotations

import random
import time
from contextlib import AbstractContextManager, ExitStack
from datetime import datetime

from django.conf import settings
from django.db import InterfaceError, OperationalError, connections, transaction

from nestwerk.common.tenancy import APP, tenant

from . import rules, smtp
from .defer import SEND
from .message import compose
from .models import Mail
from .seal import Unreadable, unseal

CLOSING = {smtp.SENT: Mail.State.SENT, smtp.REFUSED: Mail.State.REFUSED}
INSIST_SECONDS = 120

_quiet: dict[tuple[str, int], datetime] = {}  # servers this process did not reach, and until when it leaves them alone


def hand_over(mail_id: int, network_id: int | None, *, at: datetime) -> datetime | None:
    """Offer a waiting mail to the server once. Returns when to come back, None if there is nothing left to do.

    The row stays locked while the server is talked to, so two workers never offer the same mail at once. What the
    server said is committed right after its last answer and before the farewell; see docs/decisions/0012-mail.md
    for what is left of the gap between the two.
    """
    with ExitStack() as farewell:
        outcome = None
        try:
            with _speaking_for(network_id):
                mail = Mail.objects.select_for_update(skip_locked=True).filter(pk=mail_id).first()
                if mail is None:
                    return at + rules.HELD if _waits(mail_id) else None
                ready = _message(mail, at)
                if ready is None:
                    return None
                outcome = _offer(*ready, farewell, at)
                return _note(mail, outcome, at)
        except (OperationalError, InterfaceError):
            if outcome is None or outcome.verdict not in CLOSING:
                raise
            _insist(mail_id, network_id, outcome, at)
            return None


def try_all_now() -> int:
    """Let every waiting mail be offered at once, whatever its turn. Returns how many."""
    with transaction.atomic(using=APP), connections[APP].cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET scheduled_at = now() WHERE task_name = %s AND status = 'todo'", [SEND]
        )
        return int(cursor.rowcount)


def _speaking_for(network_id: int | None) -> AbstractContextManager[None]:
    """Inside the network; for the mails of accounts inside none."""
    return tenant(network_id) if network_id is not None else transaction.atomic(using=APP)


def _waits(mail_id: int) -> bool:
    return Mail.objects.filter(pk=mail_id, state=Mail.State.WAITING).exists()


def _message(mail: Mail, at: datetime) -> tuple[str, bytes] | None:
    """To whom, and the bytes to offer; None for a mail that waits no more or that nobody can read any more."""
    if mail.state != Mail.State.WAITING:
        return None
    try:
        words = unseal(bytes(mail.sealed or b""))
    except Unreadable:
        _close(mail, Mail.State.GIVEN_UP, "Schlüssel", at)
        return None
    to = words.pop("to", mail.to)
    return to, compose(to=to, message_id=mail.message_id, queued_at=mail.queued_at, **words)


def _offer(to: str, message: bytes, farewell: ExitStack, at: datetime) -> smtp.Outcome:
    """Talk to the server, unless it was silent a moment ago: then every waiting mail would cost its patience again."""
    server = (settings.EMAIL_HOST, settings.EMAIL_PORT)
    if at < _quiet.get(server, at):
        return smtp.SILENT
    outcome = farewell.enter_context(smtp.handing_over(to, message))
    if not outcome.reached:
        _quiet[server] = at + rules.QUIET
    return outcome


def _note(mail: Mail, outcome: smtp.Outcome, at: datetime) -> datetime | None:
    mail.attempts, mail.tried_at = mail.attempts + 1, at
    if outcome.verdict in CLOSING:
        _close(mail, CLOSING[outcome.verdict], outcome.code, at)
        return None
    again = rules.next_attempt(mail.attempts, mail.queued_at, at=at, luck=random.random())  # noqa: S311  # spreads
    if again is None:
        _close(mail, Mail.State.GIVEN_UP, outcome.code, at)
        return None
    mail.answer = outcome.code
    mail.save(update_fields=["attempts", "tried_at", "answer"])
    return again


def _insist(mail_id: int, network_id: int | None, outcome: smtp.Outcome, at: datetime) -> None:
    """The server decided, then the database went away: wait for it, or the mail would leave once more."""
    for left in reversed(range(INSIST_SECONDS)):
        time.sleep(1)
        connections[APP].close()
        try:
            with _speaking_for(network_id):
                mail = Mail.objects.select_for_update().filter(pk=mail_id, state=Mail.State.WAITING).first()
                if mail is not None:
                    _note(mail, outcome, at)
                return
        except (OperationalError, InterfaceError):
            if not left:
                raise


def _close(mail: Mail, state: Mail.State, code: str, at: datetime) -> None:
    """The text goes with the waiting: from here on the row is a line of the log."""
    mail.state, mail.answer, mail.done_at, mail.sealed = state, code, at, None
    mail.save(update_fields=["state", "attempts", "tried_at", "answer", "done_at", "sealed"])
