"""Changing rights asks again who one is, without losing what was typed (R-54)."""

from __future__ import annotations

import time

import pytest
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.test import Client

from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Invitation, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
GIVEN = {"email": "neu@example.org", "role": "editor"}


@pytest.fixture
def client() -> Client:
    return signed_in(make_member(make_network("hier")))


def shown(client: Client, minutes: int) -> None:
    session = client.session
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(session["_auth_user_id"])
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time.time() - 60 * minutes}]
    session["began"] = session["seen"] = time.time()
    session.save()


def test_within_five_minutes_nobody_is_asked(client: Client) -> None:
    shown(client, 4)
    assert client.get("/netz/hier/mitglieder/einladen/").status_code == 200


def test_later_the_page_asks_and_leads_back(client: Client) -> None:
    shown(client, 6)
    answer = client.get("/netz/hier/mitglieder/einladen/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/konto/nochmal/")
    assert answer["Location"].endswith("next=/netz/hier/mitglieder/einladen/")
    assert "noch einmal, dass Sie es sind" in client.get(answer["Location"]).content.decode()


def test_what_was_opened_in_time_may_be_sent_for_a_quarter_of_an_hour(client: Client) -> None:
    shown(client, 14)
    assert client.post("/netz/hier/mitglieder/einladen/", GIVEN)["Location"] == "/netz/hier/mitglieder/"
    shown(client, 16)
    late = client.post("/netz/hier/mitglieder/einladen/", GIVEN | {"email": "zwei@example.org"})
    assert late["Location"].startswith("/konto/nochmal/")
    with tenant(Network.objects.get(slug="hier").pk):
        assert [one.email for one in Invitation.objects.all()] == ["neu@example.org"]
