"""The pilot networks that come with the project: regions, municipalities, outlines. For demonstration, unverified."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import Any

from .actions import create_network, describe_network
from .describe import CONTACT, DATA, outlines, shipped_towns, space_values


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
        outline=[table["outline"]] if "outline" in table else outlines(table["ags"]),
        contact_role=contact.get("role", ""),
        **{name: contact.get(name, "") for name in CONTACT},
    )
    describe_network(
        network,
        spaces=[space_values(space) for space in table.get("space", [])],
        municipalities=list(shipped_towns(table["ags"])),
    )
    return new
