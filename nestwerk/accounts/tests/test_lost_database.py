"""The doors of private pages while the database is lost, and what a first click leaves in a session. No database."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from nestwerk.accounts.middleware import SignedIn
from nestwerk.accounts.sessions import BEGAN, SEEN, EndedSessions


@pytest.mark.parametrize("lost", [OperationalError, InterfaceError])
def test_a_lost_database_is_503_on_private_pages_and_surfaces_on_public_ones(lost: type[Exception]) -> None:
    def answer(request: HttpRequest) -> HttpResponse:
        raise lost

    door = SignedIn(answer)
    response = door(RequestFactory().get("/konto/anmelden/"))
    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "same-origin"
    with pytest.raises(lost):
        door(RequestFactory().get("/musterstadt/"))


def test_only_a_lost_database_within_a_view_is_made_kind() -> None:
    door = SignedIn(lambda request: HttpResponse())
    private, public = RequestFactory().get("/netz/a/"), RequestFactory().get("/a/")
    answer = door.process_exception(private, OperationalError())
    assert answer is not None
    assert answer.status_code == 503
    assert door.process_exception(private, ValueError()) is None
    assert door.process_exception(public, OperationalError()) is None


def test_the_first_click_starts_both_clocks() -> None:
    request: Any = RequestFactory().get("/konto/rollen/")
    request.user, request.session = type("Somebody", (), {"is_authenticated": True})(), {}
    EndedSessions(lambda request: HttpResponse())(request)
    assert request.session[BEGAN] == request.session[SEEN] > 0
