"""What went public and what came in is on record, once, and only if it did."""

from __future__ import annotations

from pathlib import Path

import pytest

from nestwerk.audit.models import Line
from nestwerk.catalogue.publish import publish
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.imports import import_offers
from nestwerk.offers.tests.builders import AT, make_offer, row, write_csv

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


def told(network: Network) -> list[tuple[str, int | None]]:
    with tenant(network.pk):
        return list(Line.objects.order_by("pk").values_list("event", "count"))


def test_a_publication_is_on_record_in_the_networks_whose_part_is_new(data_dir: Path) -> None:
    here, there = make_network("hier"), make_network("dort")
    make_offer(here)
    publish(at=AT)
    publish(at=AT)
    assert (told(here), told(there)) == ([("catalogue.published", 1)], [("catalogue.published", 0)])
    make_offer(here)
    publish(["hier"], at=AT)
    assert told(here) == [("catalogue.published", 1), ("catalogue.published", 2)]
    assert len(told(there)) == 1


def test_an_import_is_on_record_with_the_number_of_offers_it_changed(tmp_path: Path) -> None:
    network = make_network("hier")
    file = write_csv(tmp_path / "a.csv", [row(), row()])
    import_offers(file, "hier", at=AT, dry_run=True)
    assert told(network) == []
    import_offers(file, "hier", at=AT)
    import_offers(file, "hier", at=AT)
    assert told(network) == [("offers.imported", 2)], "the second time nothing changed"
