"""Partners are renamed, dissolved and merged: what becomes of their offers, members and names, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from nestwerk.audit.models import Line, RowVersion
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member
from nestwerk.offers.actions.handover import dissolve_partner, rename_partner, revive_partner
from nestwerk.offers.actions.partner_merging import merge_partners, undo_partner_merge
from nestwerk.offers.models import Merge, Offer, Pair
from nestwerk.partners.actions import ensure_organisations
from nestwerk.partners.models import Organisation

from .builders import make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def house_of(offer: Offer) -> Organisation:
    with tenant(offer.network_id):
        return Organisation.objects.get(pk=offer.organisation_id)


def test_a_former_name_is_kept_and_a_list_that_uses_it_finds_the_partner(network: Network, host: Membership) -> None:
    house = house_of(make_offer(network, organisation="Haus Alt"))
    with tenant(network.pk):
        renamed = rename_partner(house, name="  Haus   Neu ", by=host, at=AT)
        assert (renamed.name, renamed.former_names) == ("Haus Neu", ["Haus Alt"])
        assert ensure_organisations(network, {"Haus Alt": "", "Haus Neu": ""}) == {
            "Haus Alt": house.pk, "Haus Neu": house.pk,
        }  # fmt: skip
        back = rename_partner(renamed, name="Haus Alt", by=host, at=AT)
        assert (back.name, back.former_names) == ("Haus Alt", ["Haus Neu"])
        assert Line.objects.filter(event="partners.renamed").count() == 2


def test_a_name_that_is_taken_or_empty_is_refused(network: Network, host: Membership) -> None:
    house = house_of(make_offer(network, organisation="Haus"))
    make_offer(network, organisation="Hof")
    with tenant(network.pk):
        for name, words in (("Hof", "schon einen Partner"), (" ", "Wie heißt"), ("Haus", "heißt der Partner schon")):
            with pytest.raises(Refused, match=words):
                rename_partner(house, name=name, by=host, at=AT)
        assert Organisation.objects.get(pk=house.pk).name == "Haus"


def test_offers_of_a_dissolved_partner_go_on_elsewhere_with_their_history_or_end(
    network: Network, host: Membership
) -> None:
    stays, ends = make_offer(network, "Bleibt", "Haus"), make_offer(network, "Endet", "Haus")
    over = make_offer(network, "Schon vorbei", "Haus", status="ended")
    heir, house = house_of(make_offer(network, organisation="Hof")), house_of(stays)
    with tenant(network.pk, user_id=host.user_id, hat=host.hat):
        done = dissolve_partner(house, to={stays.pk: heir.pk, ends.pk: None}, by=host, at=AT)
        for offer in (stays, ends, over):
            offer.refresh_from_db()
        house.refresh_from_db()
        assert done == (1, 1)
        assert (stays.organisation_id, stays.status) == (heir.pk, "published")
        assert (ends.organisation_id, ends.status, over.organisation_id) == (house.pk, "ended", house.pk)
        assert house.ended_at == AT
        assert RowVersion.objects.filter(table="offers_offer", row_id=stays.pk).count() == 2, "one history"
        events = list(Line.objects.order_by("pk").values_list("event", flat=True))
        assert events == ["offers.handed_over", "offers.ended", "partners.dissolved"]
        revive_partner(house, by=host, at=AT)
        house.refresh_from_db()
        assert house.ended_at is None


def test_every_offer_has_to_be_decided_and_given_to_somebody_who_is_there(network: Network, host: Membership) -> None:
    offer = make_offer(network, "Café", "Haus")
    house, gone = house_of(offer), house_of(make_offer(network, organisation="Weg", status="ended"))
    foreign = house_of(make_offer(make_network("nebenan")))
    with tenant(network.pk):
        with pytest.raises(Refused, match="Café"):
            dissolve_partner(house, to={}, by=host, at=AT)
        dissolve_partner(gone, to={}, by=host, at=AT)
        for heir in (house.pk, gone.pk, foreign.pk):
            with pytest.raises(Refused, match="neuen Partner"):
                dissolve_partner(house, to={offer.pk: heir}, by=host, at=AT)
        with pytest.raises(Refused, match="gibt es so nicht mehr"):
            dissolve_partner(gone, to={}, by=host, at=AT)
        assert Offer.objects.get(pk=offer.pk).organisation_id == house.pk


def test_merged_partners_share_offers_members_and_names_and_part_again(network: Network, host: Membership) -> None:
    one, other = make_offer(network, "Eins", "Haus e. V."), make_offer(network, "Zwei", "Haus")
    kept, gone = house_of(one), house_of(other)
    both = make_member(network, "partner", organisations=[gone.pk])
    with tenant(network.pk):
        Organisation.objects.filter(pk=kept.pk).update(trusted=True, upkeep_email="alt@example.org")
        Organisation.objects.filter(pk=gone.pk).update(upkeep_email="neu@example.org", looked_after_by=host)
        take = {"upkeep_email": "gone", "looked_after_by_id": "gone"}
        merge = merge_partners(network, kept=kept.pk, gone=gone.pk, take=take, by=host, at=AT)
        kept.refresh_from_db()
        gone.refresh_from_db()
        assert (kept.former_names, kept.trusted) == (["Haus"], False)
        assert (kept.upkeep_email, kept.looked_after_by_id) == ("neu@example.org", host.pk)
        assert (gone.merged_into_id, gone.ended_at) == (kept.pk, AT)
        assert set(Offer.objects.values_list("organisation_id", flat=True)) == {kept.pk}
        assert Membership.objects.get(pk=both.pk).organisations == [kept.pk]
        assert ensure_organisations(network, {"Haus": ""}) == {"Haus": kept.pk}
        assert Pair.objects.get().state == "merged"
        undo_partner_merge(merge, by=host, at=AT)
        undo_partner_merge(merge, by=host, at=AT)
        kept.refresh_from_db()
        gone.refresh_from_db()
        assert (kept.former_names, kept.trusted, kept.upkeep_email) == ([], True, "alt@example.org")
        assert (gone.merged_into_id, gone.ended_at, gone.upkeep_email) == (None, None, "neu@example.org")
        assert Offer.objects.get(pk=other.pk).organisation_id == gone.pk
        assert Membership.objects.get(pk=both.pk).organisations == [gone.pk]
        assert list(Line.objects.order_by("pk").values_list("event", flat=True)) == [
            "partners.merged", "partners.unmerged",
        ]  # fmt: skip


def test_undoing_leaves_what_somebody_changed_since(network: Network, host: Membership) -> None:
    one, other = make_offer(network, "Eins", "Haus e. V."), make_offer(network, "Zwei", "Haus")
    kept, gone = house_of(one), house_of(other)
    belonged = make_member(network, "partner", organisations=[kept.pk, gone.pk])
    with tenant(network.pk):
        merge = merge_partners(network, kept=kept.pk, gone=gone.pk, take={"upkeep_email": "gone"}, by=host, at=AT)
        Organisation.objects.filter(pk=kept.pk).update(upkeep_email="frisch@example.org")
        third = Organisation.objects.create(network=network, name="Dritter")
        Offer.objects.filter(pk=other.pk).update(organisation=third)
        undo_partner_merge(merge, by=host, at=AT)
        kept.refresh_from_db()
        assert kept.upkeep_email == "frisch@example.org"
        assert Offer.objects.get(pk=other.pk).organisation_id == third.pk
        assert Membership.objects.get(pk=belonged.pk).organisations == sorted([kept.pk, gone.pk])


def test_partners_that_are_foreign_the_same_or_gone_are_not_merged(network: Network, host: Membership) -> None:
    one, other = house_of(make_offer(network, "Eins", "Haus")), house_of(make_offer(network, "Zwei", "Hof"))
    foreign = house_of(make_offer(make_network("nebenan")))
    with tenant(network.pk):
        with pytest.raises(Refused, match="zweimal"):
            merge_partners(network, kept=one.pk, gone=one.pk, take={}, by=host, at=AT)
        with pytest.raises(Refused, match="gibt es so nicht mehr"):
            merge_partners(network, kept=one.pk, gone=foreign.pk, take={}, by=host, at=AT)
        merge = merge_partners(network, kept=one.pk, gone=other.pk, take={}, by=host, at=AT)
        with pytest.raises(Refused, match="gibt es so nicht mehr"):
            merge_partners(network, kept=one.pk, gone=other.pk, take={}, by=host, at=AT)
        with pytest.raises(Refused, match="rückgängig"):
            revive_partner(other, by=host, at=AT)
        one.refresh_from_db()
        third = house_of(make_offer(network, "Drei", "Dritter"))
    with tenant(network.pk):
        merge_partners(network, kept=third.pk, gone=one.pk, take={}, by=host, at=AT)
        with pytest.raises(Refused, match="inzwischen"):
            undo_partner_merge(merge, by=host, at=AT)
        assert Merge.objects.get(pk=merge.pk).undone_at is None
