"""A passkey: added, used as the whole sign-in or as the second step, renamed, removed."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from nestwerk.accounts.models import User
from nestwerk.jobs.models import Mail

from .device import Device, asked
from .door import ada, browser, confirm, lines, sign_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
ADD, ENTER = "/konto/sicherheit/passkeys/neu/", "/konto/anmelden/passkey/"


def with_passkey(user: User) -> Device:
    """Add a passkey to an account as its owner does."""
    client, device = browser(), Device()
    assert user.is_active
    sign_in(client, user.email)
    confirm(client)
    credential = device.create(asked(client.get(ADD).content.decode()))
    answer = client.post(ADD, {"name": "Diensthandy", "passwordless": "on", "credential": credential})
    assert answer["Location"] == "/konto/sicherheit/ersatzcodes/", answer.content.decode()
    return device


def enter(client: Client, device: Device, **how: bool) -> str:
    options = client.get(ENTER, headers={"Accept": "application/json"}).json()["request_options"]
    return client.post(ENTER, {"credential": device.get(options, **how)})["Location"]


def test_adding_is_on_record_and_told_by_mail() -> None:
    user = ada()
    with_passkey(user)
    assert Authenticator.objects.get(user=user, type="webauthn").wrap().name == "Diensthandy"
    assert lines("account.factor") == [
        ("account.factor_added", user.pk, "passkey"),
        ("account.factor_added", user.pk, "recovery"),
    ]
    assert list(Mail.objects.values_list("kind", "to")) == [("account.webauthn_added", user.email)]


def test_a_passkey_is_the_whole_sign_in() -> None:
    user = ada()
    device, client = with_passkey(user), browser()
    assert enter(client, device) == "/konto/rollen/"
    assert client.get("/konto/sicherheit/").status_code == 200
    assert lines("account.signed_in")[-1] == ("account.signed_in", user.pk, "passkey")


def test_not_without_fingerprint_face_or_pin() -> None:
    device, client = with_passkey(ada()), browser()
    assert enter(client, device, verified=False) == "/konto/anmelden/"
    assert lines("account.refused") == [("account.refused", None, "passkey")]
    assert client.get("/konto/sicherheit/").status_code == 302


def test_nobody_elses_and_none_that_was_seen_before() -> None:
    user = ada()
    device, client = with_passkey(user), browser()
    stranger = Device()
    stranger.owner, stranger.credential_id = device.owner, device.credential_id
    assert enter(client, stranger) == "/konto/anmelden/"
    options = client.get(ENTER, headers={"Accept": "application/json"}).json()["request_options"]
    answer = device.get(options)
    client.get(ENTER, headers={"Accept": "application/json"})  # a new question
    assert client.post(ENTER, {"credential": answer})["Location"] == "/konto/anmelden/"
    page = client.get("/konto/anmelden/").content.decode()
    assert "Passkey" in page
    assert client.get("/konto/sicherheit/").status_code == 302


@pytest.mark.parametrize("rubbish", ["", "{", "[]", "{}", '{"response": {"userHandle": "AA"}}', '"x"', "null"])
def test_rubbish_is_answered_kindly(rubbish: str) -> None:
    client = browser()
    client.get(ENTER, headers={"Accept": "application/json"})
    assert client.post(ENTER, {"credential": rubbish})["Location"] == "/konto/anmelden/"


def test_as_the_second_step_after_the_password() -> None:
    user = ada()
    device, client = with_passkey(user), browser()
    assert sign_in(client)["Location"] == "/konto/anmelden/zweiter-schritt/"
    options = asked(client.get("/konto/anmelden/zweiter-schritt/").content.decode())
    assert client.post("/konto/anmelden/zweiter-schritt/", {"credential": device.get(options)}).status_code == 302
    assert lines("account.signed_in")[-1] == ("account.signed_in", user.pk, "password+passkey")


def test_it_confirms_who_one_is_is_renamed_and_removed() -> None:
    user = ada()
    device, client = with_passkey(user), browser()
    enter(client, device)
    key = Authenticator.objects.get(user=user, type="webauthn").pk
    options = asked(client.get("/konto/nochmal/passkey/").content.decode())
    assert client.post("/konto/nochmal/passkey/", {"credential": device.get(options)}).status_code == 302
    client.post(f"/konto/sicherheit/passkeys/{key}/", {"name": "Altes Handy"})
    assert "Altes Handy" in client.get("/konto/sicherheit/passkeys/").content.decode()
    client.post(f"/konto/sicherheit/passkeys/{key}/entfernen/")
    assert not Authenticator.objects.filter(user=user).exists()
    assert enter(browser(), device) == "/konto/anmelden/"
    assert Mail.objects.filter(kind="account.webauthn_removed").count() == 1


def test_nobody_touches_anothers_passkey() -> None:
    user = ada()
    with_passkey(user)
    key = Authenticator.objects.get(user=user, type="webauthn").pk
    ada("eve@example.org")
    client = browser()
    sign_in(client, "eve@example.org")
    confirm(client)
    for path in (f"/konto/sicherheit/passkeys/{key}/", f"/konto/sicherheit/passkeys/{key}/entfernen/"):
        assert client.get(path).status_code == 404
        assert client.post(path, {"name": "meiner"}).status_code == 404
