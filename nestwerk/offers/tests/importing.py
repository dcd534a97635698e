"""Reading files into the network of a test, and what is there afterwards."""

from __future__ import annotations

from pathlib import Path

from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network
from nestwerk.offers.imports import ImportReport, import_offers
from nestwerk.offers.models import Offer

from .builders import AT


def read(path: Path, **rest: object) -> ImportReport:
    return import_offers(path, "musterstadt", at=AT, **rest)  # type: ignore[arg-type]


def stored(network: Network) -> list[Offer]:
    with tenant(network.pk):
        return list(network.offers.select_related("organisation").order_by("external_id"))
