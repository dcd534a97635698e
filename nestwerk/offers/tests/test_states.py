"""Pausing, coming back, ending: what families see, what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from nestwerk.audit.models import Line
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network
from nestwerk.offers.actions.states import end_offer, pause_offer, reopen_offer, resume_due
from nestwerk.offers.models import Offer

from .builders import make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = AT.date()


def test_a_paused_offer_comes_back_by_itself_on_its_day(network: Network, host: Membership) -> None:
    offer = make_offer(network)
    with tenant(network.pk):
        pause_offer(offer, by=host, at=AT, today=TODAY, reason="Elternzeit", until=date(2027, 1, 7))
        assert resume_due(network, at=AT, today=date(2027, 1, 6)) == 0
        assert resume_due(network, at=AT, today=date(2027, 1, 7)) == 1
        offer.refresh_from_db()
        assert (offer.status, offer.pause_reason, offer.paused_until) == ("published", "", None)
        assert set(Line.objects.values_list("event", flat=True)) == {"offers.paused", "offers.resumed"}


def test_a_pause_that_ends_in_the_past_is_refused(network: Network, host: Membership) -> None:
    offer = make_offer(network)
    with tenant(network.pk), pytest.raises(Refused, match="Zukunft"):
        pause_offer(offer, by=host, at=AT, today=TODAY, reason="", until=TODAY)


def test_an_ended_offer_comes_back_as_a_draft_only(network: Network, host: Membership) -> None:
    offer = make_offer(network)
    with tenant(network.pk):
        end_offer(offer, by=host, at=AT)
        with pytest.raises(Refused, match="beendet"):
            pause_offer(offer, by=host, at=AT, today=TODAY, reason="")
        reopen_offer(offer, by=host, at=AT)
        assert Offer.objects.get(pk=offer.pk).status == "draft"


def test_what_was_merged_away_does_not_come_back_by_this_door(network: Network, host: Membership) -> None:
    gone = make_offer(network, status=Offer.Status.ENDED, merged_into=make_offer(network))
    with tenant(network.pk), pytest.raises(Refused, match="aufgegangen"):
        reopen_offer(gone, by=host, at=AT)
