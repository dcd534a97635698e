"""Accepting: looking uses nothing up, the link is for one person, and every wrong link gets one and the same answer."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from nestwerk.accounts.models import User
from nestwerk.audit.models import Line
from nestwerk.common.tenancy import person, tenant
from nestwerk.networks.actions_invitations import invite, withdraw_invitation
from nestwerk.networks.models import Invitation, Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, make_user, signed_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])

GOOD = "vier ruhige gelbe Enten"


@pytest.fixture
def network() -> Network:
    return make_network("musterstadt")


@pytest.fixture(autouse=True)
def no_tries_yet() -> None:
    cache.clear()


def invited(
    network: Network, email: str = "ada@example.org", role: str = "editor", **rest: object
) -> tuple[str, Invitation]:
    rest.setdefault("at", timezone.now())
    with tenant(network.pk):
        made = invite(network, by=None, email=email, role=role, **rest)
    return made.link[made.link.index("/konto/") :], made.invitation


def denials(network: Network | None) -> list[str]:
    with tenant(network.pk) if network else person(0):
        return list(Line.objects.filter(event="access.denied").values_list("detail", flat=True))


def test_looking_uses_nothing_up_and_makes_no_account(network: Network) -> None:
    address, invitation = invited(network)
    for _ in range(2):
        page = Client().get(address)
        assert page.status_code == 200
        assert Client().head(address).status_code == 200
    assert "Netzwerk Musterstadt" in page.content.decode()
    with tenant(network.pk):
        invitation.refresh_from_db()
    assert invitation.accepted_at is None
    assert not User.objects.filter(email="ada@example.org").exists()


def test_a_name_and_a_password_open_the_workspace(network: Network) -> None:
    address, _ = invited(network)
    client = Client()
    client.get(address)
    wrong = client.post(address, {"name": "Ada Beispiel", "password": "kurz"})
    assert wrong.status_code == 422
    done = client.post(address, {"name": "Ada Beispiel", "password": GOOD, "email": "eva@example.org"})
    assert done["Location"] == "/netz/musterstadt/"
    assert client.get("/netz/musterstadt/").status_code == 200
    ada = User.objects.get(email="ada@example.org")
    assert ada.check_password(GOOD)
    assert not User.objects.filter(email="eva@example.org").exists()
    assert Client().post(address, {"name": "Eva", "password": GOOD}).status_code == 404


def test_with_a_passkey_the_account_has_no_password_and_goes_on_to_make_one(network: Network) -> None:
    address, _ = invited(network, role="coordinator")
    client = Client()
    done = client.post(address, {"name": "Ada Beispiel", "passkey": "1"})
    assert done["Location"] == "/konto/sicherheit/passkeys/neu/"
    assert client.get(done["Location"]).status_code == 200  # she came in just now: nobody asks again
    assert not User.objects.get(email="ada@example.org").has_usable_password()
    assert client.get("/netz/musterstadt/")["Location"].startswith("/konto/sicherheit/")  # not without a second factor


def test_without_name_password_and_passkey_nothing_happens(network: Network) -> None:
    address, _ = invited(network)
    assert Client().post(address, {}).status_code == 422
    assert not User.objects.filter(email="ada@example.org").exists()


def test_the_session_gets_a_new_key(network: Network) -> None:
    address, _ = invited(network)
    client = Client()
    session = client.session
    session["before"] = "untergeschoben"
    session.save()
    before = session.session_key
    client.post(address, {"name": "Ada", "password": GOOD})
    assert client.session.session_key != before


def test_an_existing_account_signs_in_first(network: Network) -> None:
    ada = make_user("ada@example.org", password=GOOD)
    address, _ = invited(network)
    page = Client().get(address)
    assert f"/konto/anmelden/?next={address}" in page.content.decode()
    posted = Client().post(address, {"name": "Eva", "password": GOOD})
    assert posted.status_code == 200  # still asks to sign in
    with tenant(network.pk):
        assert not Membership.objects.filter(user=ada).exists()
    client = Client()
    client.force_login(ada)
    assert "Einladung annehmen" in client.get(address).content.decode()
    key = client.session.session_key
    assert client.post(address)["Location"] == "/netz/musterstadt/"
    assert client.session.session_key != key
    assert client.get("/netz/musterstadt/").status_code == 200


def test_somebody_else_who_is_signed_in_cannot_take_it(network: Network) -> None:
    address, invitation = invited(network)
    eva = signed_in(make_member(network, "guest"))
    page = eva.get(address)
    assert page.status_code == 200
    assert "ada@example.org" not in page.content.decode()
    assert eva.post(address).status_code == 409
    with tenant(network.pk):
        invitation.refresh_from_db()
    assert invitation.accepted_at is None


def test_every_wrong_link_gets_the_same_answer_and_is_on_record(network: Network) -> None:
    old, _ = invited(network, "b@example.org", at=timezone.now() - timedelta(days=8))
    used, _ = invited(network, "c@example.org")
    gone, invitation = invited(network, "d@example.org")
    Client().post(used, {"name": "C", "password": GOOD})
    with tenant(network.pk):
        withdraw_invitation(invitation, by=make_member(network), at=timezone.now())
    guessed = f"/konto/einladung/musterstadt/{'x' * 43}/"
    answers = set()
    for address in (old, used, gone, guessed, f"/konto/einladung/nirgends/{'x' * 43}/"):
        for method in ("get", "post"):
            answer = getattr(Client(), method)(address, {"name": "Eva", "password": GOOD})
            answers.add((answer.status_code, hashlib.sha256(answer.content).hexdigest()))
    assert len(answers) == 1
    assert answers.pop()[0] == 404
    assert denials(network) == ["invitation"] * 8
    assert denials(None) == ["invitation"] * 2


def test_what_strangers_see_does_not_depend_on_whether_the_address_has_an_account(network: Network) -> None:
    make_user("ada@example.org")
    invited(network)
    invited(network, "neu@example.org")
    answers = {Client().get(f"/konto/einladung/musterstadt/{word}/").content for word in ("ada@example.org", "neu")}
    assert len(answers) == 1


def test_who_guesses_has_to_wait_and_the_right_link_still_opens(network: Network, settings: LazySettings) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"invitation": "5/m/ip"}
    address, _ = invited(network)
    guesses = [Client().get(f"/konto/einladung/musterstadt/{number}/").status_code for number in range(7)]
    assert guesses == [404] * 5 + [429] * 2
    assert len(denials(network)) == 5
    assert Client().get(address).status_code == 200
