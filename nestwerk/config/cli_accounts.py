"""Commands about accounts."""

from __future__ import annotations

import click

from nestwerk.common.refusals import Refused

from .cli_german import GermanCommand
from .cli_setting import django_ready, say


@click.command("factors-reset", cls=GermanCommand)
@click.argument("email", metavar="E-MAIL")
@click.option("--asked-by", required=True, metavar="E-MAIL", help="Wer darum bittet: die Koordination eines Netzwerks.")
def factors_reset(email: str, asked_by: str) -> int:
    """Passkeys, Code-App und Ersatzcodes eines Kontos löschen, wenn alle verloren sind.

    Dafür braucht es zwei Personen: Die Koordination aus dem Netzwerk der Person bittet darum, der Betrieb führt aus.
    Bitte rufen Sie vorher zurück. Beide bekommen eine Mail; alle Sitzungen des Kontos enden.
    """
    with django_ready():
        from django.utils import timezone

        from nestwerk.accounts.actions import reset_factors

        person, asking, at = _account(email), _account(asked_by), timezone.now()
        if not _may_ask(asking.pk, person.pk, at):
            raise Refused(f"{asking.email} koordiniert kein Netzwerk, in dem {person.email} arbeitet.")
        gone = reset_factors(person, asked_by=asking, at=at)
        say(f"{person.email}: {gone} {'Eintrag' if gone == 1 else 'Einträge'} gelöscht. Beide bekommen eine Mail.")
    return 0


def _account(email: str):  # type: ignore[no-untyped-def]  # Django's models are not there yet
    from nestwerk.accounts.models import User

    found = User.objects.filter(email=email.strip().lower()).first()
    if found is None:
        raise Refused(f"Ein Konto {email} gibt es nicht.")
    return found


def _may_ask(asking_id: int, person_id: int, at) -> bool:  # type: ignore[no-untyped-def]
    """Whether the one coordinates a network the other belongs to, at this moment."""
    from nestwerk.common.tenancy import person
    from nestwerk.networks.models import Membership, Role

    with person(asking_id):
        coordinated = set(
            Membership.objects.held(at)
            .filter(user_id=asking_id, role=Role.COORDINATOR)
            .values_list("network_id", flat=True)
        )
    with person(person_id):
        return Membership.objects.held(at).filter(user_id=person_id, network_id__in=coordinated).exists()
