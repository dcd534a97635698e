"""In by password, out again; what is on record, what the browser is given and told to forget."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters

from nestwerk.jobs.models import Mail

from .door import PASSWORD, SIGN_IN, ada, browser, confirm, lines, sign_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(counters())))


def with_app(user: object) -> str:
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def test_password_opens_the_door_and_is_on_record() -> None:
    user, client = ada(), browser()
    answer = sign_in(client)
    assert (answer.status_code, answer["Location"]) == (302, "/konto/rollen/")
    assert lines() == [("account.signed_in", user.pk, "password")]


def test_the_address_may_be_typed_in_any_case() -> None:
    ada()
    assert sign_in(browser(), "Ada@Example.ORG").status_code == 302


def test_one_comes_back_to_where_one_wanted_to_go_but_never_to_a_foreign_address() -> None:
    ada()
    assert sign_in(browser(), QUERY_STRING="next=/netz/musterstadt/")["Location"] == "/netz/musterstadt/"
    assert sign_in(browser(), QUERY_STRING="next=https://boese.example/")["Location"] == "/konto/rollen/"


def test_a_second_step_is_asked_for_where_there_is_one() -> None:
    user, client = ada(), browser()
    secret = with_app(user)
    assert sign_in(client)["Location"] == "/konto/anmelden/zweiter-schritt/"
    assert client.get("/konto/sicherheit/")["Location"].startswith(SIGN_IN)
    page = client.get("/konto/anmelden/zweiter-schritt/").content.decode()
    assert 'autocomplete="one-time-code"' in page
    assert client.post("/konto/anmelden/zweiter-schritt/", {"code": "000000"}).status_code == 200
    assert client.post("/konto/anmelden/zweiter-schritt/", {"code": code_for(secret)}).status_code == 302
    assert lines() == [("account.refused", user.pk, "totp"), ("account.signed_in", user.pk, "password+totp")]


def test_the_key_of_the_app_lies_sealed_and_another_key_of_the_house_opens_nothing(settings: Any) -> None:
    user = ada()
    secret = with_app(user)
    assert secret not in str(Authenticator.objects.get(user=user).data)
    settings.SECRET_KEY = "another key of an installation that was set up anew"
    client = browser()
    sign_in(client)
    assert client.post("/konto/anmelden/zweiter-schritt/", {"code": code_for(secret)}).status_code == 200


def test_a_code_opens_only_once() -> None:
    secret, first, second = with_app(ada()), browser(), browser()
    code = code_for(secret)
    for client in (first, second):
        sign_in(client)
    assert first.post("/konto/anmelden/zweiter-schritt/", {"code": code}).status_code == 302
    assert second.post("/konto/anmelden/zweiter-schritt/", {"code": code}).status_code == 200


def test_a_recovery_code_opens_once() -> None:
    user, client = ada(), browser()
    sign_in(client)
    confirm(client)
    client.get("/konto/sicherheit/app/")
    secret = client.session["mfa.totp.secret"]
    assert (
        client.post("/konto/sicherheit/app/", {"code": code_for(secret)})["Location"]
        == "/konto/sicherheit/ersatzcodes/"
    )
    codes = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    page = client.get("/konto/sicherheit/ersatzcodes/").content.decode()
    assert all(code in page for code in codes)
    for status in (302, 200):
        other = browser()
        sign_in(other)
        assert other.post("/konto/anmelden/zweiter-schritt/", {"code": codes[0]}).status_code == status
    assert ("account.signed_in", user.pk, "password+recovery") in lines()
    assert lines("account.factor") == [
        ("account.factor_added", user.pk, "totp"), ("account.factor_added", user.pk, "recovery")
    ]  # fmt: skip
    assert list(Mail.objects.values_list("kind", "to")) == [("account.totp_activated", user.email)]


def test_a_closed_account_stays_closed_and_says_so_only_to_who_knows_the_password() -> None:
    user = ada()
    user.is_active = False
    user.save()
    assert sign_in(browser())["Location"] == "/konto/gesperrt/"
    answer = sign_in(browser(), password="etwas ganz anderes")
    assert "passen nicht zusammen" in answer.content.decode()
    assert lines("account.signed_in") == []


def test_signing_out_is_on_record_and_the_browser_forgets() -> None:
    user, client = ada(), browser()
    sign_in(client)
    assert "abmelden" in client.get("/konto/abmelden/").content.decode()
    answer = client.post("/konto/abmelden/")
    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert answer["Location"] == "/konto/abgemeldet/"
    assert "Sie sind abgemeldet" in client.get("/konto/abgemeldet/").content.decode()
    assert lines("account.signed_out") == [("account.signed_out", user.pk, "")]


def test_nothing_of_a_private_page_is_kept_and_no_line_holds_what_was_typed() -> None:
    ada()
    client = browser()
    assert client.get(SIGN_IN)["Cache-Control"].startswith(("no-store", "max-age=0"))
    assert "no-store" in client.get(SIGN_IN)["Cache-Control"]
    sign_in(client, "fremd@example.org", "streng geheimes Wort")
    assert lines() == [("account.refused", None, "password")]


def test_a_change_of_factors_asks_who_it_is_first() -> None:
    client = browser()
    ada()
    sign_in(client)
    for path in ("app/", "passkeys/neu/", "ersatzcodes/neu/"):
        assert client.get(f"/konto/sicherheit/{path}")["Location"].startswith("/konto/nochmal/"), path
    assert confirm(client).status_code == 302
    assert client.get("/konto/sicherheit/app/").status_code == 200


def test_a_first_password_for_somebody_with_a_passkey_asks_too() -> None:
    from .test_passkeys import enter, with_passkey

    user = ada()
    device, client = with_passkey(user), browser()
    user.set_unusable_password()
    user.save()
    enter(client, device)
    assert client.get("/konto/kennwort/setzen/")["Location"].startswith("/konto/nochmal/")


def test_a_confirmation_is_good_for_five_minutes() -> None:
    client = browser()
    ada()
    sign_in(client)
    confirm(client)
    session = client.session
    session["account_authentication_methods"][-1]["at"] -= 301
    session.save()
    assert client.get("/konto/sicherheit/app/").status_code == 302


def test_removing_the_app_takes_the_recovery_codes_along_and_tells_by_mail() -> None:
    user, client = ada(), browser()
    sign_in(client)
    confirm(client)
    with_app(user)
    assert client.post("/konto/sicherheit/app/entfernen/").status_code == 302
    assert not Authenticator.objects.filter(user=user).exists()
    assert lines("account.factor") == [("account.factor_removed", user.pk, "totp")]
    assert list(Mail.objects.values_list("kind", flat=True)) == ["account.totp_deactivated"]


def test_the_password_is_never_in_a_page(client: object) -> None:
    ada()
    answer = sign_in(browser(), "ada@example", PASSWORD)
    assert PASSWORD not in answer.content.decode()
