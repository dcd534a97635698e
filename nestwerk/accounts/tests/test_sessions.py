"""When a session ends, whose, and what its cookie looks like."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client, RequestFactory

from nestwerk.accounts.sessions import has_ended, new_key
from nestwerk.accounts.tasks import send_reset_mail
from nestwerk.jobs.models import Mail

from .door import PASSWORD, ada, browser, lines, sign_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
NEW = "neun stille Boote warten"
AT = datetime(2026, 9, 30, 12, tzinfo=UTC)
PRIVATE = "/konto/sicherheit/"


def ago(**time: int) -> float:
    return (AT - timedelta(**time)).timestamp()


def test_thirty_minutes_without_a_click_and_twelve_hours_at_most() -> None:
    assert not has_ended(ago(hours=11), ago(minutes=29), AT)
    assert has_ended(ago(hours=1), ago(minutes=31), AT)
    assert has_ended(ago(hours=12, seconds=1), ago(seconds=5), AT)


def entered(address: str = "192.0.2.10", password: str = PASSWORD) -> Client:
    client = browser(address)
    assert sign_in(client, password=password).status_code == 302
    assert client.get(PRIVATE).status_code == 200
    return client


def test_who_was_away_is_sent_to_the_door_and_told_why() -> None:
    user, client = ada(), entered()
    session = client.session
    session["seen"] -= 31 * 60
    session.save()
    assert client.get(PRIVATE)["Location"] == "/konto/anmelden/?next=/konto/sicherheit/"
    assert "eine Weile nicht da" in client.get("/konto/anmelden/").content.decode()
    assert "eine Weile nicht da" not in client.get("/konto/anmelden/").content.decode()
    assert lines("account.signed_out") == [("account.signed_out", user.pk, "ended")]


def test_who_goes_on_clicking_is_not_away() -> None:
    ada()
    client = entered()
    session = client.session
    session["seen"] = before = session["seen"] - 20 * 60
    session.save()
    assert client.get(PRIVATE).status_code == 200
    assert client.session["seen"] >= before + 20 * 60


def test_the_key_changes_at_sign_in_and_an_old_one_opens_nothing() -> None:
    ada()
    client = browser()
    client.get("/konto/anmelden/")
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    sign_in(client)
    assert client.session.session_key != before
    thief = browser()
    thief.cookies["sitzung"] = before
    assert thief.get(PRIVATE).status_code == 302


def test_a_new_key_under_way_keeps_the_session_on_the_list() -> None:
    user, client = ada(), entered()
    request = RequestFactory().get("/")
    request.session = client.session  # type: ignore[assignment]
    before = request.session.session_key
    new_key(request)
    assert request.session.session_key != before
    assert UserSession.objects.get(user=user).session_key == request.session.session_key


def test_all_other_sessions_end_at_once_and_on_record() -> None:
    user, here, there = ada(), entered(), entered("198.51.100.7")
    assert "198.51.100.7" in here.get("/konto/sitzungen/").content.decode()
    assert here.post("/konto/sitzungen/", follow=True).status_code == 200
    assert (here.get(PRIVATE).status_code, there.get(PRIVATE).status_code) == (200, 302)
    assert lines("account.sessions") == [("account.sessions_ended", user.pk, "")]


def test_a_changed_password_ends_the_others_and_tells_by_mail() -> None:
    user, here, there = ada(), entered(), entered()
    answer = here.post("/konto/kennwort/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert answer.status_code == 302
    assert (here.get(PRIVATE).status_code, there.get(PRIVATE).status_code) == (200, 302)
    assert lines("account.password") == [("account.password_changed", user.pk, "")]
    assert list(Mail.objects.values_list("kind", "to")) == [("account.password_changed", user.email)]


def link_for(user: Any) -> str:
    from nestwerk.jobs.seal import unseal

    send_reset_mail(user_id=user.pk)
    text = unseal(bytes(Mail.objects.get(kind="account.reset").sealed or b""))["text"]
    found = re.search(r"https?://[^/]+(/konto/kennwort/neu/\S+)", text)
    assert found
    return found.group(1)


def test_the_link_for_a_new_password_works_once_and_ends_every_session() -> None:
    user, there = ada(), entered()
    link, client = link_for(user), browser()
    form = client.get(link)["Location"]
    assert link.split("-", 1)[1] not in form
    assert client.post(form, {"password1": NEW, "password2": NEW})["Location"] == "/konto/kennwort/neu/"
    assert there.get(PRIVATE).status_code == 302
    assert "Dieser Link gilt nicht mehr" in browser().get(link).content.decode()
    assert entered(password=NEW)
    assert ("account.password_changed", user.pk, "reset") in lines()


def test_cookies_are_closed_to_scripts_and_foreign_sites() -> None:
    ada()
    answer = sign_in(browser())
    session, form = answer.cookies["sitzung"], browser().get("/konto/anmelden/").cookies["formular"]
    assert (session["httponly"], session["samesite"], session["path"], session["domain"]) == (True, "Lax", "/", "")
    assert (form["httponly"], form["samesite"]) == (True, "Strict")
    assert session["max-age"] == ""


def test_under_https_cookies_are_secure_and_bound_to_the_host() -> None:
    import os
    import subprocess
    import sys

    names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
             "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN")  # fmt: skip
    told = f"from nestwerk.config import settings as s; print(*(getattr(s, name) for name in {names}))"
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True,
                         env=os.environ | {"NESTWERK_PUBLIC_URL": "https://nestwerk.example"})  # fmt: skip
    assert run.stdout.split() == ["__Host-sitzung", "__Host-formular", "True", "True", "False"]


def test_public_pages_set_no_cookie_even_for_somebody_signed_in() -> None:
    ada()
    client = entered()
    for path in ("/", "/healthz", "/gibt-es-nicht"):
        assert "Set-Cookie" not in client.get(path).headers, path
        assert not client.get(path).cookies, path
