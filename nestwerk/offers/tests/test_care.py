"""Notes, watching, going back to an earlier version."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from nestwerk.audit.models import Line, RowVersion
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network
from nestwerk.offers.actions.care import add_note, restore_version, unwatch, watch
from nestwerk.offers.actions.write import write_values
from nestwerk.offers.models import Note, Offer, Watch

from .builders import make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def test_an_earlier_version_comes_back_with_its_texts_and_lists_but_not_its_state(
    network: Network, host: Membership
) -> None:
    offer = make_offer(network, phone="03675 1", needs=["need.meet_parents"])
    with tenant(network.pk):
        write_values(offer, {"phone": "03675 2", "needs": [], "texts": {"en": {"title": "Café"}}}, at=AT)
        Offer.objects.filter(pk=offer.pk).update(status="paused")
        first = RowVersion.objects.filter(table="offers_offer", row_id=offer.pk, operation="UPDATE").order_by("pk")[0]
        offer.refresh_from_db()
        assert set(restore_version(offer, first.before, by=host, at=AT)) == {"phone", "needs", "texts"}
        offer.refresh_from_db()
        assert (offer.phone, offer.needs, offer.texts, offer.status) == (
            "03675 1", ["need.meet_parents"], {}, "paused",
        )  # fmt: skip
        assert Line.objects.get(event="offers.restored").count == 3
        with pytest.raises(Refused, match="dieselbe"):
            restore_version(offer, first.before, by=host, at=AT)


def test_a_note_is_kept_and_an_empty_one_refused(network: Network, host: Membership) -> None:
    offer = make_offer(network)
    with tenant(network.pk):
        add_note(offer, text="  Ruft zurück. ", by=host, at=AT)
        with pytest.raises(Refused):
            add_note(offer, text=" \n", by=host, at=AT)
        assert Note.objects.get().text == "Ruft zurück."


def test_watching_twice_is_watching_once(network: Network, host: Membership) -> None:
    offer = make_offer(network)
    with tenant(network.pk):
        watch(offer, by=host, at=AT)
        watch(offer, by=host, at=AT)
        assert Watch.objects.count() == 1
        unwatch(offer, by=host)
        unwatch(offer, by=host)
        assert Watch.objects.count() == 0
