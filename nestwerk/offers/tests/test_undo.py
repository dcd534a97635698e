"""Ways back, and choosing between two versions of a field."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from nestwerk.audit.models import Line
from nestwerk.common.refusals import Refused
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.people import make_member
from nestwerk.offers.actions.drafts import new_offer, open_draft, save_draft, withdraw_draft
from nestwerk.offers.actions.undo import bring_back_draft, hand_in, settle_conflicts
from nestwerk.offers.actions.write import write_values
from nestwerk.offers.models import Draft, Offer
from nestwerk.partners.models import Organisation

from .test_drafts import acting

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATER = AT + timedelta(hours=1)


def test_a_draft_thrown_away_comes_back_with_everything_in_it(offer: Offer, partner: Membership) -> None:
    with acting(partner):
        draft = save_draft(open_draft(offer, by=partner, at=AT), {"phone": "03675 2"}, at=AT)
        withdraw_draft(draft, by=partner, at=AT)
        back = bring_back_draft(draft, by=partner, at=LATER)
        assert (back.state, back.values, back.decided_at) == ("writing", {"phone": "03675 2"}, None)
        assert Line.objects.filter(event="offers.brought_back").count() == 1
        with pytest.raises(Refused, match="nicht mehr"):
            bring_back_draft(draft, by=partner, at=LATER)


def test_it_stays_thrown_away_once_another_was_begun(offer: Offer, partner: Membership) -> None:
    with acting(partner):
        draft = save_draft(open_draft(offer, by=partner, at=AT), {"phone": "03675 2"}, at=AT)
        withdraw_draft(draft, by=partner, at=AT)
        open_draft(offer, by=partner, at=LATER)
        with pytest.raises(Refused, match="neuen Entwurf"):
            bring_back_draft(draft, by=partner, at=LATER)


def test_what_stood_in_an_old_form_is_the_base_so_that_a_faster_change_is_noticed(
    offer: Offer, partner: Membership
) -> None:
    with acting(partner):
        Offer.objects.filter(pk=offer.pk).update(description="Von der Koordination.")
        draft = save_draft(
            open_draft(offer, by=partner, at=AT), {"description": "Meins."}, at=AT, seen={"description": "Kaffee."}
        )
        assert draft.base == {"description": "Kaffee."}
        kept = settle_conflicts(draft, mine=["description"], theirs=[], at=LATER)
        assert (kept.values, kept.base) == ({"description": "Meins."}, {"description": "Von der Koordination."})
        Offer.objects.filter(pk=offer.pk).update(description="Noch einmal.")
        assert settle_conflicts(draft, mine=[], theirs=["description"], at=LATER).values == {}


def test_who_reviews_publishes_her_own_new_offer(network: Network, offer: Offer) -> None:
    host = make_member(network)
    with acting(host):
        organisation = Organisation.objects.get(pk=offer.organisation_id)
        draft = new_offer(network, organisation=organisation, title="Krabbelgruppe", by=host, at=AT)
        with pytest.raises(Refused, match="Art des Angebots"):
            hand_in(draft.offer, by=host, at=AT)
        draft.refresh_from_db()
        assert draft.state == "writing"
        save_draft(draft, {"offer_types": ["offer.parent_cafe"], "phone": "03675 1"}, at=AT)
        assert sorted(hand_in(draft.offer, by=host, at=AT).public) == ["offer_types", "phone"]
        assert Offer.objects.get(pk=draft.offer_id).status == "published"
        assert Draft.objects.get(pk=draft.pk).state == "approved"


def test_ages_that_do_not_fit_are_refused_in_words(offer: Offer, partner: Membership) -> None:
    with acting(partner), pytest.raises(Refused, match="Alter"):
        write_values(offer, {"age_from_months": 36, "age_to_months": 12}, at=AT)
