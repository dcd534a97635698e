"""Heute knows what waits for review, what may be there twice, and what somebody watches."""

from __future__ import annotations

from datetime import timedelta

import pytest

from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member
from nestwerk.offers.actions.care import watch
from nestwerk.offers.actions.write import write_values
from nestwerk.offers.models import Draft, Pair
from nestwerk.offers.tests.builders import make_offer
from nestwerk.workspace.queries.today import waiting_for

from .things import AT

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


def waiting(member: Membership) -> dict[str, int]:
    with tenant(member.network_id):
        return {one.kind: one.number for one in waiting_for(member, at=AT)}


def test_who_reviews_counts_what_was_handed_in_and_no_offer_twice() -> None:
    network = make_network()
    offer = make_offer(network, status="in_review", published_at=None)
    make_offer(network, "Eingelesen", status="in_review", published_at=None)
    with tenant(network.pk):
        Draft.objects.create(
            network=network, offer=offer, state="submitted", started_at=AT, saved_at=AT, submitted_at=AT
        )
        Pair.objects.create(network=network, kind="offer", first=1, second=2, found_at=AT)
        Pair.objects.create(network=network, kind="offer", first=1, second=3, found_at=AT, state="different")
    editor, space = make_member(network, "editor"), make_member(network, "space")
    assert waiting(editor) == {"review": 1, "in_review": 1, "pairs": 1}
    assert waiting(space) == {}
    partner = make_member(network, "partner", organisations=[offer.organisation_id])
    assert waiting(partner) == {"in_review": 2}


def test_what_one_watches_is_news_when_somebody_else_changes_it() -> None:
    network = make_network()
    offer, editor = make_offer(network, phone="1"), make_member(network, "editor")
    partner = make_member(network, "partner", organisations=[offer.organisation_id])
    with tenant(network.pk):
        watch(offer, by=partner, at=AT - timedelta(days=3000))
    assert waiting(partner) == {}
    with tenant(network.pk, user_id=editor.user_id, hat=editor.hat):
        write_values(offer, {"phone": "2"}, at=AT)
    assert waiting(partner) == {"watched": 1}
