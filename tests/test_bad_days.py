"""Attacks on the door, through the whole stack: refused, on record, and the answer tells nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from nestwerk.audit.models import Line
from nestwerk.common.tenancy import person, tenant
from nestwerk.networks.actions_invitations import invite
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, make_user, signed_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
PASSWORD = "sieben blaue Fahrräder im Regen"
QUICK = ["nestwerk.accounts.tests.door.QuickArgon2"]  # the hash of the field, with next to no work
NEW = "acht rote Ruderboote am Steg"


@pytest.fixture
def network() -> Network:
    return make_network("musterstadt")


@pytest.fixture
def member(network: Network, settings: object) -> Membership:
    """Ada edits here and is a guest next door; her browser wears the hat of here."""
    settings.PASSWORD_HASHERS = QUICK  # type: ignore[attr-defined]
    user = make_user("ada@example.org", password=PASSWORD)
    make_member(make_network("nachbarstadt", ags="16073"), "guest", user=user)
    return make_member(network, "editor", user=user)


def thief(victim: Client) -> Client:
    """Somebody else's browser with the victim's cookie."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = victim.cookies[settings.SESSION_COOKIE_NAME].value
    return client


def denials(network: Network | None, event: str = "access.denied") -> list[tuple[str, str]]:
    """Detail and hat of what was refused, oldest first."""
    with tenant(network.pk) if network else person(0):
        found = Line.objects.filter(event=event).select_related("actor").order_by("pk")
        return [(line.detail, line.actor.hat) for line in found]


# --- a stolen session -----------------------------------------------------------------------------------------------


def sign_out(victim: Client, member: Membership) -> None:
    assert victim.post("/konto/abmelden/").status_code == 302


def change_password(victim: Client, member: Membership) -> None:
    """At another computer, as one does who suspects something."""
    other = Client()
    other.post("/konto/anmelden/", {"login": "ada@example.org", "password": PASSWORD})
    other.post("/konto/nochmal/", {"password": PASSWORD})
    other.post("/konto/kennwort/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert get_user_model().objects.get(pk=member.user_id).check_password(NEW)


def change_hat(victim: Client, member: Membership) -> None:
    with person(member.user_id):
        other = Membership.objects.get(user_id=member.user_id, role="guest")
    assert victim.post("/konto/rollen/aufsetzen/", {"hat": f"member:{other.pk}"}).status_code == 302


def lock(victim: Client, member: Membership) -> None:
    get_user_model().objects.filter(pk=member.user_id).update(is_active=False)


@pytest.mark.parametrize("deed", [sign_out, change_password, change_hat, lock], ids=lambda deed: deed.__name__)
def test_a_stolen_session_is_dead_after(deed: Callable[[Client, Membership], None], member: Membership) -> None:
    victim = signed_in(member)
    stolen = thief(victim)
    assert stolen.get("/netz/musterstadt/").status_code == 200, "the cookie opens the door until then"
    deed(victim, member)
    for path in ("/netz/musterstadt/", "/konto/rollen/"):
        answer = stolen.get(path)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/konto/anmelden/")


def test_a_stolen_session_of_a_leaver_opens_nothing_from_the_given_minute_on(member: Membership) -> None:
    victim = signed_in(member)
    with tenant(member.network_id):
        Membership.objects.filter(pk=member.pk).update(ends_at=timezone.now())
    answer = thief(victim).get("/netz/musterstadt/")
    assert answer.status_code == 404
    assert "Musterstadt" not in answer.content.decode()
    assert (
        denials(member.network) == [("stranger", f"member:{member.pk}")] or denials(member.network)[0][0] == "stranger"
    )


def test_a_session_nobody_gave_out_is_nobody(network: Network) -> None:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = "z" * 32
    assert client.get("/netz/musterstadt/")["Location"].startswith("/konto/anmelden/")


# --- a guessed or replayed link -------------------------------------------------------------------------------------


def link_of(network: Network, email: str = "neu@example.org") -> str:
    with tenant(network.pk):
        made = invite(network, by=None, email=email, role="editor", at=timezone.now())
    return made.link[made.link.index("/konto/") :]


def test_guessed_invitations_answer_alike_whatever_is_wrong_with_them(network: Network) -> None:
    """A guess, another network's link, a cut link, and a network that does not exist."""
    other = make_network("nachbarstadt", ags="16073")
    good = link_of(network)
    guesses = [
        good.replace("/musterstadt/", "/nachbarstadt/"),
        good.replace("/musterstadt/", "/gibt-es-nicht/"),
        good[:-2] + "x/",
        good.rsplit("/", 2)[0] + "/" + "A" * 43 + "/",
    ]
    assert len(set(guesses)) == 4
    answers = {(answer.status_code, answer.content) for answer in map(Client().get, guesses)}
    assert len(answers) == 1, "one answer for all of them"
    status, body = answers.pop()
    assert status == 404
    assert b"neu@example.org" not in body
    assert b"Musterstadt" not in body
    assert [detail for detail, _ in denials(network)] == ["invitation"] * 2
    assert [detail for detail, _ in denials(other)] == ["invitation"]
    assert [detail for detail, _ in denials(None)] == ["invitation"]


def test_a_one_time_link_opens_once(network: Network, settings: object) -> None:
    settings.PASSWORD_HASHERS = QUICK  # type: ignore[attr-defined]
    link, form = link_of(network), {"name": "Neu Beispiel", "password": PASSWORD}
    assert Client().post(link, form).status_code == 302
    for again in (Client().get(link), Client().post(link, form | {"password": NEW})):
        assert again.status_code == 404
        assert "Musterstadt" not in again.content.decode()
    assert [detail for detail, _ in denials(network)] == ["invitation"] * 2
    with tenant(network.pk):
        assert Membership.objects.filter(network=network).count() == 1
    assert get_user_model().objects.get(email="neu@example.org").check_password(PASSWORD), "the key stays the first one"


def test_a_link_past_its_days_opens_nothing(network: Network) -> None:
    with tenant(network.pk):
        made = invite(network, by=None, email="neu@example.org", role="editor", at=timezone.now() - timedelta(days=8))
    assert Client().get(made.link[made.link.index("/konto/") :]).status_code == 404


# --- a foreign id ---------------------------------------------------------------------------------------------------


def test_a_foreign_id_is_refused_and_on_record_in_the_network_of_whoever_asked(network: Network) -> None:
    coordinator = make_member(network, "coordinator")
    neighbour = make_member(make_network("nachbarstadt", ags="16073"), "guest")
    answer = signed_in(coordinator).get(f"/netz/musterstadt/mitglieder/{neighbour.pk}/")
    assert answer.status_code == 404
    assert neighbour.user.email not in answer.content.decode()
    assert denials(network) == [("404", coordinator.hat)]
    assert denials(neighbour.network) == [], "nothing is told next door either"


def test_a_wrong_role_is_refused_and_on_record(network: Network) -> None:
    guest = make_member(network, "guest")
    assert signed_in(guest).post("/netz/musterstadt/mitglieder/einladen/", {}).status_code == 403
    assert denials(network) == [("403", guest.hat)]
