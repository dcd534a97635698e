"""Brochures chosen, asked for, made, kept and carried in the catalogue."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from nestwerk.audit.models import Line
from nestwerk.catalogue import public as catalogue
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.people import make_member
from nestwerk.offers.tests.builders import make_offer
from nestwerk.publishing.actions.brochure import (
    GIVEN_UP,
    MOST_EDITIONS,
    ask_for,
    choose_brochures,
    end_making,
    hold,
    keep_edition,
    remove_edition,
    save_foreword,
    want,
)
from nestwerk.publishing.brochure.make import Made
from nestwerk.publishing.brochure.variants import Variant
from nestwerk.publishing.brochure.words import words_of
from nestwerk.publishing.models import Brochure, Edition, Foreword
from nestwerk.publishing.tasks.brochure import make, refresh_network

from .putting_out import put_out

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def member(network: Network) -> Membership:
    return make_member(network, "coordinator")


def a_file(text: bytes = b"%PDF-1.7", digest: str = "a" * 64) -> Made:
    return Made(text, 12, 3, digest)


def events() -> list[str]:
    return [event for event in Line.objects.order_by("pk").values_list("event", flat=True) if "publishing." in event]


def test_choosing_keeps_the_brochures_and_records_it(network: Network, member: Membership) -> None:
    with tenant(network.pk):
        choose_brochures(network, [Variant(), Variant(), Variant(paper="a4")], public=True, by=member, at=AT)
        row = Brochure.objects.get(network=network)
        assert (row.public, row.variants) == (True, [{}, {"paper": "a4"}])
        assert events() == ["publishing.brochure_chosen"]
        with pytest.raises(Refused, match="Mehr als 8 Hefte"):
            choose_brochures(
                network, [Variant(space=f"s{number}") for number in range(9)], public=True, by=member, at=AT
            )


def test_a_brochure_no_longer_offered_leaves_the_public_and_stays_as_an_edition(
    network: Network, member: Membership
) -> None:
    with tenant(network.pk):
        kept = keep_edition(network, Variant(), a_file(), public=True, at=AT)
        choose_brochures(network, [Variant(paper="a4")], public=True, by=member, at=AT)
        assert not Edition.objects.get(pk=kept.pk).public


def test_a_foreword_is_kept_version_by_version_and_nobody_writes_over_another(
    network: Network, member: Membership
) -> None:
    with tenant(network.pk):
        assert save_foreword(network, language="de", text="Liebe Eltern,\r\n\r\nHallo.", seen=0, by=member, at=AT)
        assert not save_foreword(network, language="de", text="Liebe Eltern,\n\nHallo.", seen=0, by=member, at=AT)
        with pytest.raises(Refused, match="jemand anderes"):
            save_foreword(network, language="de", text="Anders", seen=0, by=member, at=AT)
        assert save_foreword(network, language="de", text="Anders", seen=1, by=member, at=AT)
        assert list(Foreword.objects.values_list("number", "text")) == [(2, "Anders"), (1, "Liebe Eltern,\n\nHallo.")]
        for wrong in ({"language": "xx", "text": "a"}, {"language": "de", "text": "a" * 3001}):
            with pytest.raises(Refused):
                save_foreword(network, seen=2, by=member, at=AT, **wrong)


def test_asking_twice_waits_for_the_first_unless_it_died(network: Network, member: Membership) -> None:
    with tenant(network.pk):
        ask_for(network, [Variant()], public=False, by=member, at=AT)
        with pytest.raises(Refused, match="gerade schon"):
            ask_for(network, [Variant()], public=False, by=member, at=AT + timedelta(minutes=1))
        ask_for(network, [Variant()], public=False, by=member, at=AT + GIVEN_UP)
        end_making(network, changed=False, at=AT + GIVEN_UP)
        assert Brochure.objects.get(network=network).asked_at is None


def test_an_edition_of_the_same_day_makes_room_older_ones_stay_and_held_ones_for_good(
    network: Network, member: Membership
) -> None:
    with tenant(network.pk):
        first = keep_edition(network, Variant(), a_file(), public=True, at=AT)
        second = keep_edition(network, Variant(), a_file(), public=True, at=AT + timedelta(hours=1))
        assert list(Edition.objects.values_list("pk", "public")) == [(second.pk, True)]
        assert first.pk != second.pk
        hold(second, kept=True, by=member, at=AT)
        for number in range(1, MOST_EDITIONS + 4):
            keep_edition(network, Variant(), a_file(), public=True, at=AT + number * DAY)
        assert Edition.objects.count() == MOST_EDITIONS + 2  # the public one and the held one beside them
        assert Edition.objects.filter(pk=second.pk).exists()
        assert Edition.objects.filter(public=True).count() == 1
        remove_edition(Edition.objects.get(pk=second.pk), by=member, at=AT)
        assert not Edition.objects.filter(pk=second.pk).exists()
        assert events() == ["publishing.edition_kept", "publishing.edition_removed"]


def test_made_in_the_background_it_travels_in_the_catalogue_and_is_made_again_only_when_it_says_something_new(
    network: Network, member: Membership
) -> None:
    with tenant(network.pk):
        make_offer(network, title="Elterncafé am Fluss")
        choose_brochures(network, [Variant(), Variant(space="fort")], public=True, by=member, at=AT)
        save_foreword(network, language="de", text="Willkommen!\n\nSchön.", seen=0, by=member, at=AT)
    put_out("musterstadt", at=AT)
    refresh_network("musterstadt")
    with tenant(network.pk):
        edition = Edition.objects.get()
        assert (edition.key, edition.public, edition.offers) == ("de-a5", True, 1)
        assert Brochure.objects.get().wanted_at is None
        want(network, at=AT)
    put_out("musterstadt", at=AT + DAY)
    snap = catalogue.current()
    assert [one["key"] for one in snap.addition("musterstadt", "brochure")["editions"]] == ["de-a5"]
    assert snap.addition_file("musterstadt", "brochure", "de-a5.pdf") == bytes(edition.content)
    assert words_of(snap, "musterstadt", "de").foreword == ("Willkommen!", "Schön.")
    refresh_network("musterstadt")
    with tenant(network.pk):
        assert list(Edition.objects.values_list("pk", flat=True)) == [edition.pk]
        make_offer(network, title="Krabbelgruppe")
    put_out("musterstadt", at=AT + 2 * DAY)
    refresh_network("musterstadt")
    with tenant(network.pk):
        assert Edition.objects.get(public=True).offers == 2


def test_a_region_that_is_gone_is_told_and_the_rest_is_made(network: Network, member: Membership) -> None:
    put_out("musterstadt", at=AT)
    with tenant(network.pk):
        ask_for(network, [Variant(space="fort"), Variant()], public=False, by=member, at=AT)
    make(network, [Variant(space="fort"), Variant()], public=False, at=AT)
    with tenant(network.pk):
        assert "Region" in Brochure.objects.get().problem
        assert list(Edition.objects.values_list("key", "public")) == [("de-a5", False)]
