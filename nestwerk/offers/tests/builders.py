"""Offers for tests, unsurprising unless told otherwise."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network
from nestwerk.offers.models import Offer
from nestwerk.partners.models import Organisation

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
_numbers = count(1)


def make_offer(network: Network, title: str = "Elterncafé", organisation: str = "Familienhaus", **rest: Any) -> Offer:
    """A published offer of a network; opens the tenant itself."""
    number = next(_numbers)
    with tenant(network.pk):
        provider, _ = Organisation.objects.get_or_create(network=network, name=organisation)
        values: dict[str, Any] = {
            "source": "test",
            "external_id": f"t-{number}",
            "offer_types": ["offer.parent_cafe"],
            "status": Offer.Status.PUBLISHED,
            "published_at": AT,
        }
        return Offer.objects.create(network=network, organisation=provider, title=title, **(values | rest))


def write_csv(path: Path, rows: list[dict[str, str]]) -> Path:
    """A file in the interchange format with the columns the rows name."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows)
    return path


def row(**cells: str) -> dict[str, str]:
    """One good row of the interchange format."""
    good = {
        "source": "musterstadt",
        "external_id": f"m-{next(_numbers)}",
        "organisation": "Familienhaus",
        "title": "Elterncafé",
        "offer_types": "offer.parent_cafe",
    }
    return good | cells
