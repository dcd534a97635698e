"""The pilot networks that come with the project: regions, municipalities, outlines. For demonstration, unverified."""

from __future__ import annotations

import csv
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .actions import create_network, describe_network

DATA = Path(__file__).parent / "data"
_CONTACT = ("phone", "email", "website", "street", "postal_code", "city", "opening_hours")


@dataclass(frozen=True, slots=True)
class Pilot:
    """One network of ``networks.toml``."""

    slug: str
    name: str
    table: dict[str, Any]


def pilots() -> list[Pilot]:
    """The pilot networks in their order."""
    tables = tomllib.loads((DATA / "networks.toml").read_text(encoding="utf-8"))["network"]
    return [Pilot(table["slug"], table["name"], table) for table in tables]


def load_pilot(pilot: Pilot) -> bool:
    """Create one pilot network with its regions and municipalities; True if it was not there before."""
    table = pilot.table
    contact = table.get("contact", {})
    network, new = create_network(
        slug=pilot.slug,
        name=pilot.name,
        ags=table["ags"],
        short_name=table.get("short_name", ""),
        kind=table["kind"],
        languages=table.get("languages", []),
        accent=table["accent"],
        intro=table.get("intro", {}),
        imprint=table.get("imprint", {}),
        unverified=table.get("unverified", False),
        lat=table.get("lat"),
        lon=table.get("lon"),
        outline=_outline(table["ags"]),
        contact_role=contact.get("role", ""),
        **{name: contact.get(name, "") for name in _CONTACT},
    )
    describe_network(
        network,
        spaces=[_space(space) for space in table.get("space", [])],
        municipalities=list(_municipalities(table["ags"])),
    )
    return new


def _space(table: dict[str, Any]) -> dict[str, Any]:
    contact = table.get("contact", table)
    return {
        "slug": table["slug"],
        "name": table["name"],
        "contact_role": contact.get("role", ""),
        **{name: contact.get(name, "") for name in _CONTACT},
    }


def _municipalities(counties: list[str]) -> Iterator[dict[str, Any]]:
    with (DATA / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["ags"][:5] in counties:
                yield {
                    "ags": row["ags"],
                    "name": row["name"],
                    "postal_codes": [code for code in row["postal_codes"].replace("|", " ").split() if code],
                    "lat": float(row["lat"]) if row["lat"] else None,
                    "lon": float(row["lon"]) if row["lon"] else None,
                    "social_space": row["social_space"],
                }


def _outline(counties: list[str]) -> list[list[list[float]]]:
    rings = json.loads((DATA / "outlines.json").read_text(encoding="utf-8"))["outlines"]
    return [rings[county] for county in counties if county in rings]
