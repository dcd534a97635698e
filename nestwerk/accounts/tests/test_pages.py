"""Every page of the account: there, in our words, without a line of script in it."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import get_resolver

from nestwerk.accounts import urls

from .door import ada, browser, confirm, sign_in
from .test_passkeys import enter, with_passkey
from .test_sign_in import with_app

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])

BEFORE = {
    "/konto/anmelden/": "Mit Passkey anmelden",
    "/konto/abgemeldet/": "Sie sind abgemeldet",
    "/konto/gesperrt/": "gerade gesperrt",
    "/konto/kennwort/vergessen/": "Link zuschicken",
    "/konto/kennwort/vergessen/gesendet/": "ist der Link unterwegs",
    "/konto/kennwort/neu/": "Das neue Kennwort gilt",
    "/konto/kennwort/neu/1-falsch/": "Dieser Link gilt nicht mehr",
    "/konto/adresse/bestaetigen/": "mit einem Link geschickt",
    "/konto/adresse/bestaetigen/falsch/": "Dieser Link gilt nicht mehr",
    "/konto/verwaltung/abgebrochen/": "abgebrochen",
}
BEHIND = {
    "/konto/abmelden/": "Möchten Sie sich abmelden?",
    "/konto/nochmal/": "Sind Sie es?",
    "/konto/nochmal/code/": "Sind Sie es?",
    "/konto/nochmal/passkey/": "Mit Passkey bestätigen",
    "/konto/kennwort/": "Bisheriges Kennwort",
    "/konto/sicherheit/": "Sicherheit Ihres Kontos",
    "/konto/sicherheit/app/entfernen/": "Code-App entfernen",
    "/konto/sicherheit/ersatzcodes/": "Ihre Ersatzcodes",
    "/konto/sicherheit/ersatzcodes/neu/": "Zehn neue Codes",
    "/konto/sicherheit/ersatzcodes/datei/": "Jeder gilt einmal",
    "/konto/sicherheit/passkeys/": "Diensthandy",
    "/konto/sicherheit/passkeys/neu/": "Passkey anlegen",
    "/konto/sitzungen/": "Firefox auf Linux",
    "/konto/verwaltung/": "Anmeldung der Verwaltung",
}
FOREIGN = re.compile(
    r"\b(password|sign (in|out)|e-?mail address|security key|authenticator (app|code)|your|you|passwort|dein\w*|dich|"
    r"konten von drittanbietern|zwei-faktor\w*)\b",
    re.IGNORECASE,
)
INLINE = re.compile(r"<script(?![^>]*(src=|type=\"application/json\"))|\son[a-z]+=\"|\sstyle=\"|<style")


def words_of(page: str) -> str:
    """What a person reads."""
    page = re.sub(r"<script.*?</script>|<svg.*?</svg>|<head>.*?</head>", " ", page, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", page)


def look(client: Client, path: str, expected: str) -> str:
    answer = client.get(path, follow=False)
    page = answer.content.decode()
    assert answer.status_code == 200, (path, answer.status_code, answer.get("Location"))
    assert expected in page, path
    assert not FOREIGN.search(words_of(page)), (path, FOREIGN.search(words_of(page)))
    assert not INLINE.search(page), (path, INLINE.search(page))
    assert "no-store" in answer["Cache-Control"], path
    return page


def somebody_with_everything() -> Client:
    user, client = ada(), browser()
    enter(client, with_passkey(user))
    confirm(client)
    with_app(user)
    return client


def test_pages_before_the_door() -> None:
    for path, expected in BEFORE.items():
        look(browser(), path, expected)


def test_pages_behind_the_door() -> None:
    client = somebody_with_everything()
    for path, expected in BEHIND.items():
        look(client, path, expected)
    key = Authenticator.objects.get(type="webauthn").pk
    look(client, f"/konto/sicherheit/passkeys/{key}/", "Passkey umbenennen")
    look(client, f"/konto/sicherheit/passkeys/{key}/entfernen/", "kommt danach niemand mehr")
    Authenticator.objects.exclude(type="webauthn").delete()
    page = look(client, "/konto/sicherheit/app/", "QR-Code")
    assert re.search(r"<code>[A-Z2-7]{32}</code>", page)
    assert "<svg" in page


def test_a_page_of_a_person_without_a_password() -> None:
    user, client = ada(password=None), browser()
    client.force_login(user)
    look(client, "/konto/kennwort/setzen/", "Ihr Konto hat noch kein Kennwort")


def test_the_county_has_a_button_only_where_there_is_one(settings: object) -> None:
    assert "/konto/ueber/" not in browser().get("/konto/anmelden/").content.decode()
    settings.OIDC_URL, settings.OIDC_NAME = "https://idp.example", "Anmeldung der Stadt"  # type: ignore[attr-defined]
    assert "Anmeldung der Stadt" in look(browser(), "/konto/anmelden/", "/konto/ueber/verwaltung/")
    assert browser().get("/konto/ueber/nirgends/").status_code == 404


def test_fields_tell_password_managers_what_they_are() -> None:
    client = somebody_with_everything()
    before, behind = browser().get("/konto/anmelden/").content.decode(), client.get("/konto/kennwort/").content.decode()
    assert re.findall(r'autocomplete="([a-z-]+)"', before) == ["username", "current-password"]
    assert re.findall(r'autocomplete="([a-z-]+)"', behind) == ["current-password", "new-password", "new-password"]
    assert "onpaste" not in before + behind


def test_every_address_of_the_account_was_looked_at() -> None:
    looked = {get_resolver().resolve(path).url_name for path in [*BEFORE, *BEHIND]}
    elsewhere = {
        "account_set_password", "mfa_activate_totp", "mfa_authenticate", "mfa_edit_webauthn", "mfa_remove_webauthn",
        "mfa_login_webauthn", "openid_connect_login", "openid_connect_callback",
    }  # fmt: skip
    assert {pattern.name for pattern in urls.urlpatterns} == looked | elsewhere


def test_errors_are_told_in_our_words() -> None:
    ada()
    for given in (
        {"login": "", "password": ""},
        {"login": "ada", "password": "x"},
        {"login": "a@b.de", "password": "x"},
    ):
        page = browser().post("/konto/anmelden/", given).content.decode()
        assert not FOREIGN.search(words_of(page)), FOREIGN.search(words_of(page))
    client = browser()
    sign_in(client)
    for old, new, again in (
        ("", "", ""),
        ("falsch", "kurz", "kurz"),
        ("falsch", "passwort1234", "anders als das eine"),
    ):
        page = client.post(
            "/konto/kennwort/", {"oldpassword": old, "password1": new, "password2": again}
        ).content.decode()
        assert not FOREIGN.search(words_of(page)), FOREIGN.search(words_of(page))
