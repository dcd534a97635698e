"""Directories of others: read from real servers and brought in without harm."""

from __future__ import annotations

import pytest

from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.common.tests.foreign import foreign
from nestwerk.networks.models import Membership
from nestwerk.offers.actions.lists import drop_list
from nestwerk.offers.actions.lists_done import bring_in
from nestwerk.offers.actions.lists_undo import undo_list
from nestwerk.offers.actions.pulls import forget, stop, want
from nestwerk.offers.actions.write import write_values
from nestwerk.offers.models import Offer, Source

from .pulling import AT, DAY, added, api, offers, pulled, service

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


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
