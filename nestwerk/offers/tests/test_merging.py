"""Duplicates become one and apart again; nothing is lost on either way."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from nestwerk.audit.models import Line
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.actions.confirm import confirm_offer
from nestwerk.offers.actions.drafts import open_draft, save_draft
from nestwerk.offers.actions.merging import keep_apart, merge_offers, undo_merge
from nestwerk.offers.actions.write import write_values
from nestwerk.offers.models import Draft, Note, Offer, Pair, ProblemReport

from .builders import make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def twins(network: Network) -> tuple[Offer, Offer]:
    one = make_offer(network, "Elterncafé Nord", phone="03675 1", needs=["need.meet_parents"])
    other = make_offer(
        network,
        "Eltern-Café Nord",
        phone="03675 2",
        confirmed_at=AT,
        last_verified_on=AT.date(),
        due_on=date(2027, 5, 22),
    )
    return one, other


def test_facts_come_from_where_somebody_chose_and_the_newer_confirmation_counts(
    network: Network, host: Membership, twins: tuple[Offer, Offer]
) -> None:
    one, other = twins
    with tenant(network.pk):
        ProblemReport.objects.create(network=network, offer=other, kind="phone", reported_on=AT.date())
        Note.objects.create(network=network, offer=other, member=host, text="Ruft nur vormittags zurück.", at=AT)
        merge = merge_offers(network, kept=one.pk, gone=other.pk, take={"phone": "gone"}, by=host, at=AT)
        one.refresh_from_db()
        other.refresh_from_db()
        assert (one.title, one.phone, one.due_on) == ("Elterncafé Nord", "03675 2", date(2027, 5, 22))
        assert (other.status, other.merged_into_id) == ("ended", one.pk)
        assert ProblemReport.objects.get().offer_id == Note.objects.get().offer_id == one.pk
        assert (merge.fields["phone"], merge.fields["title"]) == (other.pk, one.pk)
        assert Line.objects.filter(event="offers.merged").count() == 1
        assert Pair.objects.get().state == "merged"


def test_undone_both_are_as_before_but_what_somebody_changed_since_stays(
    network: Network, host: Membership, twins: tuple[Offer, Offer]
) -> None:
    one, other = twins
    with tenant(network.pk):
        Note.objects.create(network=network, offer=other, member=host, text="Notiz", at=AT)
        take = {"phone": "gone", "title": "gone"}
        merge = merge_offers(network, kept=one.pk, gone=other.pk, take=take, by=host, at=AT)
        write_values(one, {"title": "Elterncafé im Norden"}, at=AT)
        undo_merge(merge, by=host, at=AT)
        undo_merge(merge, by=host, at=AT)
        one.refresh_from_db()
        other.refresh_from_db()
        assert (one.phone, one.title) == ("03675 1", "Elterncafé im Norden")
        assert (other.phone, other.status, other.merged_into_id, other.due_on) == (
            "03675 2", "published", None, date(2027, 5, 22),
        )  # fmt: skip
        assert Note.objects.get().offer_id == other.pk
        assert Pair.objects.get().state == "open"
        assert Line.objects.filter(event="offers.unmerged").count() == 1


@pytest.mark.parametrize("confirmed_since", [False, True])
def test_undone_the_confirmation_of_the_other_goes_home_with_it(
    network: Network, host: Membership, twins: tuple[Offer, Offer], confirmed_since: bool
) -> None:
    one, other = twins
    with tenant(network.pk):
        before = (one.confirmed_at, one.last_verified_on, one.due_on)
        merge = merge_offers(network, kept=one.pk, gone=other.pk, take={}, by=host, at=AT)
        if confirmed_since:
            confirm_offer(one, way="phone", by=host, at=AT + timedelta(days=1))
        undo_merge(merge, by=host, at=AT + timedelta(days=2))
        one.refresh_from_db()
        if confirmed_since:
            assert one.confirmed_at == AT + timedelta(days=1)
        else:
            assert (one.confirmed_at, one.last_verified_on, one.due_on) == before


def test_an_open_draft_of_the_one_that_goes_is_kept_aside(
    network: Network, host: Membership, twins: tuple[Offer, Offer]
) -> None:
    one, other = twins
    with tenant(network.pk):
        draft = save_draft(open_draft(other, by=host, at=AT), {"phone": "03675 3"}, at=AT)
        merge = merge_offers(network, kept=one.pk, gone=other.pk, take={}, by=host, at=AT)
        draft.refresh_from_db()
        assert draft.state == Draft.State.WITHDRAWN
        undo_merge(merge, by=host, at=AT)
        draft.refresh_from_db()
        assert (draft.state, draft.values) == (Draft.State.WRITING, {"phone": "03675 3"})


def test_what_is_merged_away_or_foreign_cannot_be_merged_again(
    network: Network, host: Membership, twins: tuple[Offer, Offer]
) -> None:
    one, other = twins
    elsewhere = make_offer(make_network("nachbarstadt"))
    with tenant(network.pk):
        with pytest.raises(Refused, match="gibt es so nicht mehr"):
            merge_offers(network, kept=one.pk, gone=elsewhere.pk, take={}, by=host, at=AT)
        with pytest.raises(Refused, match="zweimal"):
            merge_offers(network, kept=one.pk, gone=one.pk, take={}, by=host, at=AT)
        merge_offers(network, kept=one.pk, gone=other.pk, take={}, by=host, at=AT)
        with pytest.raises(Refused, match="gibt es so nicht mehr"):
            merge_offers(network, kept=other.pk, gone=one.pk, take={}, by=host, at=AT)


def test_not_a_duplicate_is_remembered(network: Network, host: Membership, twins: tuple[Offer, Offer]) -> None:
    first, second = sorted(offer.pk for offer in twins)
    with tenant(network.pk):
        pair = Pair.objects.create(network=network, kind="offer", first=first, second=second, found_at=AT)
        keep_apart(pair, by=host, at=AT)
        pair.refresh_from_db()
        assert (pair.state, pair.decided_by) == ("different", host.pk)
