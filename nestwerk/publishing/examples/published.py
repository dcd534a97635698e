"""Practice examples of all networks, from the published catalogue."""

from __future__ import annotations

from typing import Any, Protocol

from .content import Example, Published

NAME = "examples"


class Catalogue(Protocol):
    """What is needed of a snapshot."""

    @property
    def networks(self) -> dict[str, Any]:
        """Networks by slug."""
        ...

    def addition(self, slug: str, name: str) -> Any:
        """What travels in a network's shard."""
        ...


def all_examples(snap: Catalogue) -> list[Published]:
    """Every published example of the installation."""
    return [
        Published(row["id"], slug, record.name, row["published_at"], row["origin"], Example.read(row["content"]))
        for slug, record in snap.networks.items()
        for row in snap.addition(slug, NAME) or ()
    ]
