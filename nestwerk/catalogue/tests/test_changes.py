"""When a record last changed: the instant stays while it reads as it did, and what is gone is told for a time."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from nestwerk.catalogue.changes import KEPT, carried_on, mark, read, written
from nestwerk.catalogue.live import Live
from nestwerk.catalogue.publish import publish
from nestwerk.common.tenancy import tenant
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.models import Offer
from nestwerk.offers.tests.builders import AT, make_offer

LATER = AT + timedelta(hours=3)


def test_what_reads_as_it_did_keeps_its_instant() -> None:
    first = carried_on({}, {"a": mark(b"1"), "b": mark(b"2")}, at=AT)
    second = carried_on(read(written(first)), {"a": mark(b"1"), "b": mark(b"2", b"!")}, at=LATER)
    assert (second["a"].moment, second["b"].moment) == (AT, LATER)


def test_what_is_gone_is_told_for_a_time_and_then_forgotten() -> None:
    known = carried_on({}, {"a": "m"}, at=AT)
    gone = carried_on(known, {}, at=LATER)
    assert (gone["a"].gone, gone["a"].moment) == (True, LATER)
    assert carried_on(gone, {}, at=LATER + KEPT)["a"].moment == LATER
    assert carried_on(gone, {}, at=LATER + KEPT + timedelta(seconds=1)) == {}
    assert not carried_on(gone, {"a": "m"}, at=LATER)["a"].gone


@pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
def test_publishing_again_moves_only_the_stamp_of_what_changed(data_dir: Path) -> None:
    network = make_network("hier")
    same, edited, removed = (make_offer(network, title=title) for title in ("Eins", "Zwei", "Drei"))
    publish(at=AT)
    with tenant(network.pk):
        Offer.objects.filter(pk=edited.pk).update(phone="030 23125 7")
        Offer.objects.filter(pk=removed.pk).update(status="ended")
    publish(at=LATER)
    live = Live(data_dir / "snapshot")
    assert live.look()
    assert live.snapshot is not None
    found = {known: (change.moment, change.gone) for known, change in live.snapshot.changes("hier").items()}
    assert found == {
        str(same.public_id): (AT, False),
        str(edited.public_id): (LATER, False),
        str(removed.public_id): (LATER, True),
    }
