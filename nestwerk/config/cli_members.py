"""Commands about people: who runs the installation, the first coordination of a network, accounts without a role."""

from __future__ import annotations

import click

from nestwerk.common.refusals import Refused

from .cli_german import GermanCommand
from .cli_setting import django_ready, say

ROLES = "operator (Betrieb) oder land (Landeskoordination)."


@click.command("appoint", cls=GermanCommand)
@click.argument("email", metavar="E-MAIL")
@click.option("--role", required=True, metavar="ROLLE", help=ROLES)
@click.option("--land", default="", metavar="LAND", help="Nur für die Landeskoordination, zum Beispiel TH.")
@click.option("--end", is_flag=True, help="Die Rolle wieder nehmen, sofort.")
def appoint(email: str, role: str, land: str, end: bool) -> int:
    """Jemandem eine Rolle in der Installation geben oder nehmen: Betrieb oder Landeskoordination.

    Fehlt das Konto, wird es angelegt; ein Link zum Setzen des Kennworts wird genannt. Er gilt vier Stunden und einmal.
    """
    with django_ready():
        from django.utils import timezone

        from nestwerk.networks import actions_appointments as actions

        if end:
            done = actions.end_appointment(email=email, role=role, land=land, at=timezone.now())
            say(f"{done.user.email} hat diese Rolle nicht mehr.")
            return 0
        done = actions.appoint(email=email, role=role, land=land, at=timezone.now())
        say(f"{done.user.email} hat die Rolle {'jetzt' if done.changed else 'schon'}.")
        if not done.user.has_usable_password() and done.user.last_login is None:
            say("Das Konto hat noch kein Kennwort. Diesen Link bitte vertraulich weitergeben, er gilt vier Stunden:")
            say(f"  {_password_link(done.user)}")
    return 0


@click.command("invite", cls=GermanCommand)
@click.argument("email", metavar="E-MAIL")
@click.option("--network", required=True, metavar="KURZNAME", help="Das Netzwerk, in das eingeladen wird.")
@click.option(
    "--role", default="coordinator", metavar="ROLLE", help="Die Rolle (sonst: coordinator, die Koordination)."
)
@click.option("--space", multiple=True, metavar="KURZNAME", help="Sozialraum, für die Rolle space; mehrmals möglich.")
def invite(email: str, network: str, role: str, space: tuple[str, ...]) -> int:
    """Jemanden in ein Netzwerk einladen, zum Beispiel die erste Koordination.

    Die Einladung geht als Mail hinaus und wird hier genannt. Sie gilt einmal, höchstens sieben Tage und nur für diese
    Adresse. Alle weiteren lädt die Koordination selbst ein.
    """
    with django_ready():
        from django.utils import timezone

        from nestwerk.common.tenancy import tenant
        from nestwerk.networks.actions_invitations import invite as invite_to
        from nestwerk.networks.queries_members import network_called

        found = network_called(network)
        if found is None:
            raise Refused(f"Ein Netzwerk „{network}“ gibt es nicht.")
        with tenant(found.pk):
            made = invite_to(found, by=None, email=email, role=role, spaces=space, at=timezone.now())
        until = timezone.localtime(made.invitation.expires_at)
        say(f"Eingeladen: {made.invitation.email} als {made.invitation.get_role_display()} in {found.name}.")
        say(f"Die Mail liegt im Postausgang. Der Link gilt bis {until:%d.%m.%Y, %H:%M} Uhr:")
        say(f"  {made.link}")
    return 0


@click.command("accounts", cls=GermanCommand)
@click.option("--orphaned", is_flag=True, help="Nur Konten ohne Rolle: in keinem Netzwerk, nicht berufen.")
def accounts(orphaned: bool) -> int:
    """Die Konten auflisten: Adresse, angelegt, zuletzt angemeldet.

    Konten ohne Rolle bitte einmal im Monat durchsehen: nestwerk accounts --orphaned
    """
    with django_ready():
        from django.utils import timezone

        from nestwerk.accounts.models import User
        from nestwerk.networks.queries_accounts import orphans

        found = list(orphans(timezone.now()) if orphaned else User.objects.order_by("email"))
        for one in found:
            seen = f"{timezone.localtime(one.last_login):%d.%m.%Y}" if one.last_login else "noch nie"
            locked = "" if one.is_active else ", gesperrt"
            joined = timezone.localtime(one.joined_at)
            say(f"{one.email}  angelegt {joined:%d.%m.%Y}, zuletzt angemeldet {seen}{locked}")
        say(f"{len(found)} {'Konto' if len(found) == 1 else 'Konten'}{' ohne Rolle' if orphaned else ''}.")
    return 0


def _password_link(user: object) -> str:
    """The link with which somebody sets a first password, as after „Kennwort vergessen“."""
    from allauth.account.forms import default_token_generator
    from allauth.account.utils import user_pk_to_url_str
    from django.conf import settings
    from django.urls import reverse

    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return f"{settings.PUBLIC_URL}{reverse('account_reset_password_from_key', kwargs=key)}"
