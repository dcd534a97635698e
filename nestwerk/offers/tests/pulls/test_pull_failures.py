"""Directories of others on bad days: told honestly, nothing lost, nothing followed that leads inside."""

from __future__ import annotations

import json
from typing import Any

import pytest

from nestwerk.common.fetch import Limits
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.common.tests.foreign import Talk, foreign, raw, saying
from nestwerk.networks.models import Membership
from nestwerk.offers.actions.pulls import add_source
from nestwerk.offers.models import Source

from .pulling import AT, DAY, added, api, offers, pulled, service

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


def test_a_service_that_cannot_be_read_is_told_and_harms_no_other(coordinator: Membership) -> None:
    with foreign(api(service("a1"), {**service("b2"), "name": ""})) as server:
        source = pulled(added(coordinator, server), server)
    assert source.told == ["Seite 1, Zeile 2, Spalte name: Diese Angabe fehlt."]
    assert source.result == "1 Angebot gelesen, 1 neu, 1 Angebot fehlerhaft."


def test_places_abroad_are_told_and_the_offer_stays(coordinator: Membership) -> None:
    abroad = service("a1")
    abroad["service_at_locations"][0]["location"]["addresses"][0] |= {"country": "US", "postal_code": "94063"}
    with foreign(api(abroad)) as server:
        source = pulled(added(coordinator, server, takes="ask"), server)
    with tenant(source.network_id):
        assert source.run is not None
        row = source.run.plan["rows"][0]
    assert ["", "Die Anschrift liegt laut Quelle nicht in Deutschland (US)."] in row["hints"]
    assert row["texts"]["Anschrift in der Quelle"] == "Weg 1, 94063, Sonneberg, US"
    assert "postal_code" not in row["texts"]
    assert source.run.counts["new"] == 1


SLOW = Limits(connect=1, whole=0.4)
BIG = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2147483648\r\n\r\n"


@pytest.mark.parametrize(
    ("talk", "client", "sentence"),
    [
        (raw(b"HTTP/1.1 200 OK\r\n", b"X: 1\r\n", pause=0.5), {"limits": SLOW}, "braucht zu lange"),
        (raw(BIG, b"[" + b" " * 100_000), {}, "ist zu groß"),
        (saying("302 Found", "Location: http://192.168.1.1/services"), {}, "leitet an eine Adresse weiter"),
        (saying("200 OK", "Content-Type: text/html", body=b"<html>Guten Tag</html>"), {}, "keine HSDS-Schnittstelle"),
        (saying("200 OK", body=b'{"openapi": "3.1"}'), {}, "keine HSDS-Schnittstelle"),
        (saying("500 Oh", body=b"{}"), {}, "meldet einen Fehler"),
        (saying("200 OK", body=b"[" * 200_000), {}, "keine HSDS-Schnittstelle"),
    ],
    ids=["slow", "two gigabytes", "leads inside", "a page", "other JSON", "error", "deep"],
)  # fmt: skip
def test_a_feed_that_fails_is_told_and_the_last_good_data_stay(
    coordinator: Membership, talk: Talk, client: dict[str, Any], sentence: str
) -> None:
    with foreign(api(service("a1"))) as server:
        source = pulled(added(coordinator, server), server)
    before = offers(source.network)
    with foreign(talk) as server:
        with tenant(source.network_id):
            Source.objects.update(address=f"http://kreis.example.de:{server.port}/api")
        source = pulled(source, server, at=AT + DAY, **client)
    assert source.trouble
    assert sentence in source.result
    assert source.result.endswith("Was schon da war, bleibt, wie es ist.")
    assert (source.pulled_at, source.tried_at) == (AT, AT + DAY)
    assert [(one.pk, one.version, one.status) for one in offers(source.network)] == [
        (one.pk, one.version, one.status) for one in before
    ]


def test_a_feed_that_says_the_same_on_every_page_is_stopped(coordinator: Membership) -> None:
    page = {"total_items": 9999, "total_pages": 9999, "contents": [service("a1")]}
    with foreign(saying("200 OK", body=json.dumps(page).encode())) as server:
        source = pulled(added(coordinator, server), server)
    assert "auf jeder Seite dieselben Angebote" in source.result
    assert len(server.requests) == 2


def test_addresses_inside_are_not_even_kept(coordinator: Membership) -> None:
    with tenant(coordinator.network_id):
        for address in ("http://localhost/api", "file:///etc/passwd", "https://user@example.org/"):
            with pytest.raises(Refused):
                add_source(coordinator.network, title="x", address=address, takes="ask", by=coordinator, at=AT)
        assert Source.objects.count() == 0
