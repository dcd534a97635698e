"""The county's own sign-in: opens what is there, makes nothing, tells nobody which addresses are known."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.core import context
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal.flows.login import complete_login
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpResponse
from django.test import RequestFactory

from nestwerk.accounts.factors import has_second_factor
from nestwerk.accounts.models import User

from .door import HOME, ada, browser, lines
from .test_sign_in import with_app

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


@pytest.fixture(autouse=True)
def county(settings: Any) -> None:
    app = {"provider_id": "verwaltung", "name": "Stadt", "client_id": "nestwerk", "secret": "x",
           "settings": {"server_url": "https://idp.example"}}  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


def arrive(email: str | None, *, verified: object = True, sub: str = "4711") -> tuple[Any, HttpResponse]:
    """What follows after the county has vouched for somebody, in allauth's own flow."""
    request: Any = RequestFactory().get("/konto/ueber/verwaltung/zurueck/", REMOTE_ADDR=HOME)
    request.session, request.user = browser().session, AnonymousUser()
    request._messages = SessionStorage(request)
    with context.request_context(request):
        claims = {"sub": sub, "email": email, "email_verified": verified}
        provider = get_adapter().get_provider(request, "verwaltung")
        login = provider.sociallogin_from_response(request, {"userinfo": claims})
        login.state = {"process": "login"}
        return request, complete_login(request, login)


def page(answer: HttpResponse) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())


def test_a_verified_address_opens_the_account_and_links_it() -> None:
    user = ada()
    request, answer = arrive("ADA@example.org")
    assert (answer.status_code, answer["Location"]) == (302, "/konto/rollen/")
    assert request.user == user
    assert SocialAccount.objects.get().user == user
    assert lines() == [("account.county_linked", user.pk, ""), ("account.signed_in", user.pk, "oidc")]


def test_once_linked_the_address_may_change() -> None:
    user = ada()
    arrive("ada@example.org")
    request, _ = arrive("neuer-name@example.org", verified=False)
    assert request.user == user


def test_nothing_else_that_the_county_tells_is_kept() -> None:
    ada()
    for _ in range(2):
        arrive("ada@example.org")
        assert SocialAccount.objects.get().extra_data == {"userinfo": {"sub": "4711", "email_verified": True}}


def test_the_password_stays_what_it_was() -> None:
    user = ada()
    arrive("ada@example.org")
    assert User.objects.get().password == user.password


def test_unknown_unverified_and_closed_look_alike_and_make_nothing() -> None:
    user, closed = ada(), ada("zu@example.org")
    closed.is_active = False
    closed.save()
    answers = [
        arrive("fremd@example.org", sub="1")[1],
        arrive("ada@example.org", verified=False, sub="2")[1],
        arrive("zu@example.org", sub="3")[1],
        arrive(None, sub="4")[1],
    ]
    assert {(answer.status_code, page(answer)) for answer in answers} == {(403, page(answers[0]))}
    assert "noch keinen Zugang" in page(answers[0])
    assert set(User.objects.all()) == {user, closed}
    assert not SocialAccount.objects.exists()
    assert [line[:2] for line in lines()] == [
        ("account.county_unknown", None), ("account.county_unknown", None),
        ("account.county_unknown", closed.pk), ("account.county_unknown", None),
    ]  # fmt: skip


@pytest.mark.parametrize("claim", [None, "", 0, "false", "nein"])
def test_only_a_clear_yes_counts_as_verified(claim: object) -> None:
    ada()
    assert arrive("ada@example.org", verified=claim)[1].status_code == 403


def test_who_has_a_second_step_here_is_asked_for_it() -> None:
    with_app(ada())
    assert arrive("ada@example.org")[1]["Location"] == "/konto/anmelden/zweiter-schritt/"


def test_the_countys_second_factor_counts_where_the_operator_says_so(settings: Any) -> None:
    ada()
    request, _ = arrive("ada@example.org")
    assert not has_second_factor(request)
    settings.OIDC_SECOND_FACTOR = True
    assert has_second_factor(request)


def test_who_has_only_the_county_comes_in_anew_before_a_change_of_keys() -> None:
    user = ada(password=None)
    arrive("ada@example.org")
    client = browser()
    client.force_login(user)
    for path in ("/konto/kennwort/setzen/", "/konto/sicherheit/passkeys/neu/", "/konto/sicherheit/app/"):
        assert client.get(path).status_code == 200, path
        session = client.session
        session["began"] -= 301
        session.save()
        assert client.get(path)["Location"] == f"/konto/anmelden/?next={path}"
        assert "noch einmal an" in client.get("/konto/anmelden/").content.decode()
        client.force_login(user)


def test_a_newcomer_without_any_key_may_take_her_time() -> None:
    client = browser()
    client.force_login(ada(password=None))
    client.get("/konto/sicherheit/")
    session = client.session
    session["began"] -= 301
    session.save()
    assert client.get("/konto/sicherheit/passkeys/neu/").status_code == 200


def test_an_answer_that_nobody_asked_for_is_told_kindly() -> None:
    answer = browser().get("/konto/ueber/verwaltung/zurueck/?code=x&state=y")
    assert answer.status_code == 401
    assert "hat nicht geklappt" in answer.content.decode()
