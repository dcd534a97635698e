"""Every no is calm: it says what happened, that nothing is lost, and the way on."""

from __future__ import annotations

import pytest
from django.test import Client

from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


def test_an_unknown_page_inside_says_so_without_emergency_numbers() -> None:
    answer = signed_in(make_member(make_network(), "guest")).get("/netz/musterstadt/gibt-es-nicht/")
    assert answer.status_code == 404
    text = answer.content.decode()
    assert "Diese Seite gibt es hier nicht" in text
    assert 'href="/netz/musterstadt/"' in text
    assert "116 117" not in text


def test_a_foreign_network_and_none_look_the_same() -> None:
    make_network("nachbarort")
    client = signed_in(make_member(make_network(), "guest"))
    foreign, none = (client.get(f"/netz/{slug}/") for slug in ("nachbarort", "gibt-es-nicht"))
    assert foreign.status_code == none.status_code == 404

    def without_token(page: bytes) -> list[str]:
        return [line for line in page.decode().splitlines() if "csrfmiddlewaretoken" not in line]

    assert without_token(foreign.content) == without_token(none.content)


def test_a_public_page_that_is_missing_keeps_its_emergency_numbers() -> None:
    answer = Client().get("/x/y/z")
    assert answer.status_code == 404
    assert "116 117" in answer.content.decode()


def test_the_wrong_role_is_told_which_role_it_wears() -> None:
    answer = signed_in(make_member(make_network(), "guest")).get("/netz/musterstadt/zahlen/")
    assert answer.status_code == 403
    assert "Gast (nur lesen)" in answer.content.decode()
    assert "Rolle wechseln" in answer.content.decode()


def test_a_form_without_its_token_is_refused_kindly() -> None:
    member = make_member(make_network(), "guest")
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in(member).cookies
    answer = client.post("/netz/musterstadt/tastatur/kuerzel/", {"on": "nein"})
    assert answer.status_code == 403
    assert "Dieses Formular ist zu alt" in answer.content.decode()


def test_the_page_for_our_own_mistakes_needs_no_account_and_no_database() -> None:
    from django.test import RequestFactory

    from nestwerk.finder.fallback import server_error

    answer = server_error(RequestFactory().get("/netz/musterstadt/"))
    assert answer.status_code == 500
    assert "unser Fehler" in answer.content.decode()
