"""What anybody may see: no cookie, no person, nothing foreign, and an API that says no to what it does not know."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from jsonschema import Draft202012Validator

from nestwerk.catalogue.publish import publish
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, make_user, signed_in
from nestwerk.offers.models import Offer
from nestwerk.offers.tests.builders import make_offer
from tests.rights.addresses import Address, addresses
from tests.rights.world import MAIL, NAME

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
PUBLIC = [one for one in addresses() if not one.private]
SEARCH = "/api/v1/search"


@pytest.fixture
def offer(data_dir: Path) -> Offer:
    """A published offer of a network with a member whose name must stand nowhere."""
    network = make_network("musterstadt")
    make_member(network, "coordinator", user=make_user(f"{MAIL}@example.org", name=NAME))
    made = make_offer(network, title="Elterncafé", postal_code="96515", city="Sonneberg", lat=50.36, lon=11.17)
    publish(at=datetime.now(tz=UTC))
    return made


def filled(address: Address, offer: Offer) -> str:
    known = {
        "network": "musterstadt",
        "offer_id": str(offer.public_id),
        "code": "de",
        "part": 1,
        "version": "0" * 12,
        "token": "geraten",
        "number": 1,
        "known": str(offer.public_id),
        "rest": "geraten",
        "key": "sonneberg",
        "chapter": "geld",
        "slug": "ueber-uns",
        "mark": "0123456789abcdef",
        "example_id": 1,
        "word": "geraten",
        "scheme": "hell",
        "tongue": "pl",
        "wish": "termin",
    }
    return reverse(address.name, kwargs={key: known[key] for key in address.keys})


def test_no_public_address_sets_a_cookie_tells_where_one_was_or_names_a_person(offer: Offer) -> None:
    """R-57, R-58: every public address, by a visitor and by somebody who is signed in."""
    visitor = Client(raise_request_exception=False)
    member = signed_in(make_member(make_network("dort"), "guest"))
    wrong = []
    for address in PUBLIC:
        path = filled(address, offer)
        for client in (visitor, member):
            for method in ("GET", "POST"):
                answer: Any = client.generic(method, path)
                body = b"".join(answer.streaming_content) if answer.streaming else answer.content
                problems = _problems(answer, body)
                wrong += [f"{method} {path}: {problem}" for problem in problems]
    assert wrong == []


def _problems(answer: Any, body: bytes) -> list[str]:
    policy = answer.get("Content-Security-Policy", "")
    problems = [] if answer.status_code < 500 else [f"status {answer.status_code}"]
    problems += ["sets a cookie"] if answer.cookies or answer.has_header("Set-Cookie") else []
    problems += ["unsafe or no CSP"] if "unsafe-" in policy or "default-src 'none'" not in policy else []
    problems += [] if answer.get("Referrer-Policy") == "no-referrer" else ["tells where one was"]
    problems += ["names a person"] if NAME.encode() in body or MAIL.encode() in body else []
    return problems


# --- the API (R-05) -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    ["filter=status", "fields=extra", "include=organisation.members", "q=baby&sort=-pk", "format=csv", "Q=baby"],
)
def test_a_parameter_the_api_does_not_know_is_refused_by_name(offer: Offer, query: str) -> None:
    answer = Client().get(f"{SEARCH}?{query}")
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "bad_parameter"
    assert answer.json()["error"]["parameter"] == query.split("&")[-1].split("=")[0]
    assert answer["Cache-Control"] == "no-store"


def test_pages_ignore_what_they_do_not_know(offer: Offer) -> None:
    page = Client().get("/musterstadt/suche?q=elterncafe&fields=extra&utm_source=x")
    assert page.status_code == 200
    assert "Elterncafé" in page.content.decode()


def test_the_keys_of_the_api_stay_as_they_are(offer: Offer) -> None:
    """A key that appears or goes is a decision: this list and ``docs/search-api.md`` change with it."""
    body = Client().get(f"{SEARCH}?q=elterncafe&network=musterstadt").json()
    assert list(body) == ["snapshot", "understood", "emergency", "signs", "perhaps", "match", "total", "results"]
    assert list(body["understood"]) == [
        "needs", "offer_types", "target_groups", "place", "age_months", "age_exact", "languages", "cost", "access",
        "corrections", "unknown",
    ]  # fmt: skip
    assert list(body["results"][0]) == [
        "id", "network", "title", "organisation", "offer_types", "needs", "distance_km", "last_verified", "url",
        "reasons",
    ]  # fmt: skip
    assert list(body["results"][0]["reasons"][0]) == ["code", "text"]
    assert list(Client().get(f"{SEARCH}?limit=0").json()["error"]) == ["code", "message", "parameter"]


def test_the_search_answers_what_its_description_says_in_every_case(offer: Offer) -> None:
    """Also with a warning in it, a word corrected, a place, nothing found, and what is refused."""
    document = Client().get("/api/v1/openapi.json").json()
    told = document["paths"][SEARCH]["get"]["responses"]
    for query in (
        "q=elterncafe", "q=baby+gelb+neugeborenes", "q=schreibabi+sonneberg+gratis+7+monate", "q=winterreifen",
        "q=ich+will+nicht+mehr+leben&lang=tr", "limit=0", "q=a&q=b", "limit=1&limit=2", "neu=1", "network=nirgends",
    ):  # fmt: skip
        answer = Client().get(f"{SEARCH}?{query}")
        schema = told[str(answer.status_code)]["content"]["application/json"]["schema"]
        judge = Draft202012Validator({**schema, "components": document["components"]})
        assert [error.message for error in judge.iter_errors(answer.json())] == [], query
        assert set(answer.json()) in ({"error"}, {*told_fields(document, "Found")}), query


def told_fields(document: dict[str, Any], schema: str) -> list[str]:
    return list(document["components"]["schemas"][schema]["properties"])


def test_other_software_hears_of_a_sign_in_its_language_and_of_what_only_sounds_like_an_emergency(offer: Offer) -> None:
    said = Client().get(f"{SEARCH}?q=neugeborenes+gelb+im+gesicht&lang=en").json()
    assert [(one["code"], one["call"]) for one in said["signs"]] == [("sign.jaundice", "116117")]
    assert said["signs"][0]["text"].startswith("Yellow skin")
    assert Client().get(f"{SEARCH}?q=elterncafe").json()["signs"] == []
    assert Client().get(f"{SEARCH}?q=elterncafe").json()["perhaps"] is None


@pytest.mark.parametrize("query", ["q=a&q=b", "near=96515&near=98724", "offset=0&offset=10"])
def test_what_stands_twice_is_refused_instead_of_dropped(offer: Offer, query: str) -> None:
    answer = Client().get(f"{SEARCH}?{query}")
    assert answer.status_code == 400
    assert answer.json()["error"]["parameter"] == query.partition("=")[0]
    assert Client().get(f"{SEARCH}?q=a&cost=free&cost=paid").status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_other_software_may_ask_from_any_page_and_only_read(offer: Offer, method: str) -> None:
    leave = Client().options(f"{SEARCH}?q=x", headers={"Origin": "https://stadt.example"})
    assert (leave.status_code, leave["Access-Control-Allow-Origin"], leave.content) == (204, "*", b"")
    refused = getattr(Client(enforce_csrf_checks=True), method)(f"{SEARCH}?q=x")
    assert refused.status_code == 405
    assert refused["Allow"] == leave["Allow"] == "GET, HEAD, OPTIONS"
    assert refused.json()["error"]["code"] == "method_not_allowed"
    assert refused["Access-Control-Allow-Origin"] == "*"
    only_asked = Client().head(f"{SEARCH}?q=elterncafe")
    assert (only_asked.status_code, only_asked["Access-Control-Allow-Origin"]) == (200, "*")
