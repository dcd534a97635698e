"""Directories of others: read from real servers, brought in without harm, and told honestly when they fail."""

from __future__ import annotations

import json
import socket
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nestwerk.common.fetch import Limits
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.common.tests.foreign import Foreign, Talk, foreign, raw, saying
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in
from nestwerk.offers.actions.lists import drop_list
from nestwerk.offers.actions.lists_done import bring_in
from nestwerk.offers.actions.lists_undo import undo_list
from nestwerk.offers.actions.pulls import add_source, forget, import_source, stop, want
from nestwerk.offers.actions.write import write_values
from nestwerk.offers.hsds.package import read_bytes
from nestwerk.offers.models import ImportRun, Offer, Source
from nestwerk.offers.tasks.pulls import pull

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
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


@pytest.fixture
def network() -> Network:
    return make_network(slug="musterstadt")


@pytest.fixture
def coordinator(network: Network) -> Membership:
    return make_member(network, "coordinator")


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


def test_a_feed_becomes_drafts_with_all_it_says(coordinator: Membership) -> None:
    with foreign(api(service("a1"), service("b2"), service("c3"))) as server:
        source = pulled(added(coordinator, server), server)
    assert source.result == "3 Angebote gelesen, 3 neu."
    first = offers(source.network)[0]
    assert [one.external_id for one in offers(source.network)] == ["a1", "b2", "c3"]
    assert (first.source, first.status, first.imported_at) == ("hsds-kreis-example-de", "draft", AT)
    assert (first.title, first.organisation.name) == ("Krabbelgruppe a1", "Familienzentrum Nord")
    assert first.offer_types == ["offer.parent_child_group"]
    assert (first.age_from_months, first.age_to_months, first.languages) == (0, 12, ["de", "tr"])
    assert (first.street, first.postal_code, first.city) == ("Weg 1", "96515", "Sonneberg")
    assert (first.lat, first.lon, first.cost_kind) == (50.36, 11.17, "free")
    assert first.opening_hours == "Mo,We 09:00-11:00"
    assert first.extra["Adresse in der Quelle"].endswith("/api/services/a1")
    assert "page=1" in server.requests[0]
    assert "full=true" in server.requests[0]


def test_twice_is_once_and_the_second_time_only_changes_are_asked_for(coordinator: Membership) -> None:
    with foreign(api(service("a1"), service("b2"))) as server:
        source = added(coordinator, server)
        pulled(source, server)
        before = offers(source.network)
        source = pulled(source, server, at=AT + DAY)
    assert "modified_after=2026-11-21T09%3A00%3A00Z" in server.requests[-1]
    assert source.result == "0 Angebote gelesen, nichts Neues."
    assert [(one.pk, one.version) for one in offers(source.network)] == [(one.pk, one.version) for one in before]
    assert source.gone == {}


def test_once_a_week_everything_is_read_and_what_vanished_is_noted_never_deleted(coordinator: Membership) -> None:
    with foreign(api(service("a1"), service("b2"))) as server:
        source = pulled(added(coordinator, server), server)
    with foreign(api(service("a1"))) as server:
        with tenant(source.network_id):
            Source.objects.update(address=f"http://kreis.example.de:{server.port}/api")
        source = pulled(source, server, at=AT + 8 * DAY)
    assert "modified_after" not in server.requests[0]
    gone = offers(source.network)[1]
    assert source.gone == {str(gone.pk): "Die Quelle nennt es seit dem Abruf am 30.11.2026 nicht mehr."}
    assert source.result.startswith("1 Angebot gelesen, ")
    assert source.result.endswith(", 1 nicht mehr geführt.")
    assert gone.status == "draft"


@pytest.mark.parametrize("status", ["defunct", "inactive"])
def test_what_has_ended_there_is_noted_and_does_not_come_in(coordinator: Membership, status: str) -> None:
    with foreign(api(service("a1"))) as server:
        source = pulled(added(coordinator, server), server)
    ended = service("a1", status=status, last_modified="2026-11-22T20:00:00Z")
    with foreign(api(ended, service("z9", status=status, last_modified="2026-11-22T20:00:00Z"))) as server:
        with tenant(source.network_id):
            Source.objects.update(address=f"http://kreis.example.de:{server.port}/api")
        source = pulled(source, server, at=AT + DAY)
    assert [one.external_id for one in offers(source.network)] == ["a1"]
    assert list(source.gone.values()) == ["Die Quelle führt es seit dem Abruf am 23.11.2026 als beendet oder inaktiv."]


def test_what_people_changed_here_stays(coordinator: Membership) -> None:
    with foreign(api(service("a1"))) as server:
        source = pulled(added(coordinator, server), server)
    with tenant(source.network_id, user_id=coordinator.user_id):
        mine = Offer.objects.get(network=source.network)
        write_values(mine, {"title": "Krabbelkäfer"}, at=AT)
    changed = service("a1", name="Neuer Name", description="Neuer Text.", last_modified="2026-11-22T20:00:00Z")
    with foreign(api(changed)) as server:
        with tenant(source.network_id):
            Source.objects.update(address=f"http://kreis.example.de:{server.port}/api")
        source = pulled(source, server, at=AT + DAY)
    found = offers(source.network)[0]
    assert (found.title, found.description) == ("Krabbelkäfer", "Neuer Text.")


def test_a_source_to_be_looked_at_waits_for_somebody(coordinator: Membership) -> None:
    with foreign(api(service("a1"))) as server:
        source = added(coordinator, server, takes="ask")
        source = pulled(source, server)
        assert source.result == "1 Angebot gelesen, 1 neu, die Liste wartet auf Sie."
        assert offers(source.network) == []
        assert source.since is None
        asked = len(server.requests)
        pulled(source, server, at=AT + DAY)
        assert len(server.requests) == asked
        with tenant(source.network_id), pytest.raises(Refused, match="wartet noch auf Sie"):
            want(source, by=coordinator, at=AT)
        with tenant(source.network_id):
            assert source.run is not None
            bring_in(source.run, publish=True, by=coordinator, at=AT)
        source = pulled(source, server, at=AT + 2 * DAY)
    assert [one.status for one in offers(source.network)] == ["published"]
    assert source.since == AT + 2 * DAY
    assert "modified_after" in server.requests[-1]


def test_a_list_that_was_dropped_does_not_come_again_the_next_day(coordinator: Membership) -> None:
    with foreign(api(service("a1"))) as server:
        source = pulled(added(coordinator, server, takes="ask"), server)
        with tenant(source.network_id):
            assert source.run is not None
            drop_list(source.run, by=coordinator, at=AT)
        source = pulled(source, server, at=AT + DAY)
    assert (source.run, source.result) == (None, "0 Angebote gelesen, nichts Neues.")


def test_a_pull_that_was_taken_back_is_looked_at_the_next_time(coordinator: Membership) -> None:
    with foreign(api(service("a1"))) as server:
        source = pulled(added(coordinator, server), server)
        with tenant(source.network_id):
            assert source.run is not None
            undo_list(source.run, by=coordinator, at=AT)
        assert offers(source.network) == []
        source = pulled(source, server, at=AT + DAY)
    assert source.takes == "ask"
    assert "wartet auf Sie" in source.result
    assert offers(source.network) == []


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


def test_stopped_sources_are_not_read_and_their_offers_stay(coordinator: Membership) -> None:
    with foreign(api(service("a1"))) as server:
        source = pulled(added(coordinator, server), server)
        asked = len(server.requests)
        with tenant(source.network_id):
            stop(source, by=coordinator, at=AT)
        pulled(source, server, at=AT + DAY)
        assert len(server.requests) == asked
    with tenant(source.network_id):
        forget(source, by=coordinator, at=AT)
        assert Source.objects.count() == 0
    assert len(offers(source.network)) == 1


def test_what_may_be_here_already_waits_for_a_person(coordinator: Membership) -> None:
    with foreign(api(service("a1"))) as server:
        first = added(coordinator, server)
        pulled(first, server)
        with tenant(first.network_id):
            Source.objects.update(name="hsds-anders", run=None, since=None)
        source = pulled(first, server, at=AT + DAY)
    assert len(offers(source.network)) == 1
    assert source.result == "1 Angebot gelesen, 1 vielleicht schon da, die Liste wartet auf Sie."


def test_the_command_brings_in_what_can_come_and_twice_is_once(network: Network) -> None:
    package = read_bytes(json.dumps([service("a1"), service("b2", attributes=[])]).encode(), "kreis.json")
    said: dict[str, Any] = {"name": "Kreis", "publish": False, "base": "", "at": AT}
    dry = import_source(network, package, dry_run=True, **said)
    assert (dry.new, dry.left_out, offers(network)) == (1, 1, [])
    assert "Diese Angabe fehlt" in dry.told[0][2]
    done = import_source(network, package, dry_run=False, **said)
    again = import_source(network, package, dry_run=False, **said)
    assert (done.new, again.new, again.same) == (1, 0, 1)
    assert [one.source for one in offers(network)] == ["hsds-kreis"]


def test_the_page_shows_what_came_of_it_and_takes_the_next_source(coordinator: Membership) -> None:
    client = signed_in(coordinator)
    assert "Noch keine Quelle" in client.get(PAGE).content.decode()
    sent = {"address": "https://kreis.example.de/api/services?page=2", "title": "Kreis", "takes": "ask"}
    assert client.post(PAGE, sent).status_code == 302
    with tenant(coordinator.network_id):
        source = Source.objects.get()
    assert source.address == "https://kreis.example.de/api"
    assert source.wanted_at
    page = client.get(PAGE).content.decode()
    assert "wird gleich gelesen" in page
    assert "Kreis" in page
    assert client.post(PAGE, sent).status_code == 422
    wrong = client.post(PAGE, {**sent, "address": "http://10.0.0.1:22/"})
    assert wrong.status_code == 422
    assert "Anschluss 22" in wrong.content.decode()
    assert client.post(f"{PAGE}{source.pk}/anhalten/").status_code == 302
    assert client.post(f"{PAGE}{source.pk}/abrufen/").status_code == 302
    assert client.post(f"{PAGE}{source.pk}/entfernen/").status_code == 302
    assert "Noch keine Quelle" in client.get(PAGE).content.decode()


def test_a_file_becomes_a_list_and_a_bad_one_is_told_with_line_and_column(coordinator: Membership) -> None:
    client = signed_in(coordinator)

    def sent(services: Any) -> Any:
        content = json.dumps(services).encode()
        return client.post(f"{PAGE}datei/", {"name": "Kreis", "package": SimpleUploadedFile("kreis.json", content)})

    bad = sent([service("a1"), {**service("b2"), "email": "kein-at"}])
    assert bad.status_code == 422
    assert "kreis.json, Zeile 2, Spalte email: Das ist keine E-Mail-Adresse." in bad.content.decode()
    with tenant(coordinator.network_id):
        assert ImportRun.objects.count() == 0
    good = sent([service("a1")])
    assert good.status_code == 302
    assert client.get(good["Location"]).status_code == 200
    unknown = sent([service("a1", attributes=[{"taxonomy_term": {"name": "Baby Circle"}}])])
    assert unknown["Location"].endswith("/werte/")
    assert "Baby Circle" in client.get(unknown["Location"]).content.decode()


@pytest.mark.parametrize("role", ["editor", "guest", "partner"])
def test_others_do_not_get_there(network: Network, role: str) -> None:
    client = signed_in(make_member(network, role))
    expected = 200 if role == "editor" else 403
    assert client.get(PAGE).status_code == expected


def test_a_stranger_finds_nothing(network: Network, coordinator: Membership) -> None:
    with foreign(api(service("a1"))) as server:
        source = added(coordinator, server)
    stranger = signed_in(make_member(make_network(slug="anderswo"), "coordinator"))
    assert stranger.get(PAGE).status_code == 404
    assert stranger.post(f"/netz/anderswo/einlesen/quellen/{source.pk}/abrufen/").status_code == 404


def test_three_sources_take_no_more_questions_than_one(coordinator: Membership) -> None:
    client = signed_in(coordinator)
    client.get(PAGE)

    def count(number: int) -> int:
        with tenant(coordinator.network_id):
            add_source(coordinator.network, title=f"{number}", address=f"https://a{number}.example.de", takes="ask",
                       by=coordinator, at=AT)  # fmt: skip
        with CaptureQueriesContext(connection) as asked:
            assert client.get(PAGE).status_code == 200
        return len(asked)

    first = count(1)
    count(2)
    assert count(3) == first
