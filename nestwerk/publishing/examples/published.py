"""Practice examples of all networks, from the published catalogue."""

from __future__ import annotations

from typing import Any, Protocol

from .concepts import Concept
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


def concept_given(snap: Catalogue, example_id: str, offer_id: str, *, to: str) -> tuple[Published, Concept] | None:
    """An offer that a published example gives along, with the example; None for one of the network ``to`` itself."""
    for one in all_examples(snap):
        if one.id == example_id and one.slug != to:
            return next(((one, concept) for concept in one.example.concepts if concept.id == offer_id), None)
    return None
