"""Directories of others for tests: a service, an API that serves some, a source that draws from it."""

from __future__ import annotations

import json
import socket
from datetime import UTC, datetime, timedelta
from typing import Any

from nestwerk.common.tenancy import tenant
from nestwerk.common.tests.foreign import Foreign, Talk, saying
from nestwerk.networks.models import Membership, Network
from nestwerk.offers.actions.pulls import add_source
from nestwerk.offers.models import Offer, Source
from nestwerk.offers.tasks.pulls import pull

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
PAGE = "/netz/musterstadt/einlesen/quellen/"


def service(key: str = "a1", **more: Any) -> dict[str, Any]:
    """A service as an API nests it."""
    told = {
        "id": key, "name": f"Krabbelgruppe {key}", "status": "active", "description": "Für Eltern mit Babys.",
        "minimum_age": 0, "maximum_age": 1, "email": "gruppe@example.org", "last_modified": "2026-11-01T10:00:00Z",
        "organization": {"id": "o1", "name": "Familienzentrum Nord"},
        "languages": [{"code": "deu"}, {"name": "Turkish"}], "cost_options": [{"amount": 0}],
        "attributes": [{"taxonomy_term": {"code": "offer.parent_child_group", "name": "Eltern-Kind-Gruppe"}}],
        "schedules": [{"freq": "WEEKLY", "byday": "MO,WE", "opens_at": "09:00:00", "closes_at": "11:00:00"}],
        "service_at_locations": [{"id": "v1", "location": {
            "id": "l1", "location_type": "physical", "latitude": 50.36, "longitude": 11.17,
            "addresses": [{"address_1": "Weg 1", "city": "Sonneberg", "postal_code": "96515", "country": "DE",
                           "address_type": "physical"}]}}],
    }  # fmt: skip
    return told | more


def api(*services: dict[str, Any], per_page: int = 2) -> Talk:
    """An API of HSDS 3.0 with these services, page by page; it knows ``modified_after``."""

    def talk(line: socket.socket, request: str) -> None:
        asked = dict(part.split("=", 1) for part in request.split(" ")[1].partition("?")[2].split("&"))
        after = asked.get("modified_after", "").replace("%3A", ":")
        there = [one for one in services if one["last_modified"] > after]
        number = int(asked["page"])
        contents = there[(number - 1) * per_page : number * per_page]
        pages = max(1, -(-len(there) // per_page))
        page = {"total_items": len(there), "total_pages": pages, "page_number": number, "size": len(contents),
                "first_page": number == 1, "last_page": number >= pages, "empty": not contents,
                "contents": contents}  # fmt: skip
        saying("200 OK", "Content-Type: application/json", body=json.dumps(page).encode())(line, request)

    return talk


def added(by: Membership, server: Foreign, *, takes: str = "alone", path: str = "/api") -> Source:
    """A source whose address is that of a server here."""
    with tenant(by.network_id):
        source = add_source(by.network, title="Kreis", address="https://kreis.example.de", takes=takes, by=by, at=AT)
        source.address = f"http://kreis.example.de:{server.port}{path}"
        source.save()
    return source


def pulled(source: Source, server: Foreign, *, at: datetime = AT, daily: bool = True, **client: Any) -> Source:
    """The source after it was read."""
    pull(source.network, server.client(**client), at=at, daily=daily)
    with tenant(source.network_id):
        return Source.objects.select_related("run", "network").get(pk=source.pk)


def offers(network: Network) -> list[Offer]:
    with tenant(network.pk):
        return list(Offer.objects.filter(network=network).select_related("organisation").order_by("external_id"))
