"""Networks for tests, unsurprising unless told otherwise."""

from __future__ import annotations

from typing import Any

from nestwerk.networks.actions import create_network
from nestwerk.networks.models import Network


def make_network(slug: str = "musterstadt", name: str = "", ags: str = "16072", **rest: Any) -> Network:
    """A network as the operator creates it."""
    network, _ = create_network(slug=slug, name=name or f"Netzwerk {slug.title()}", ags=[ags], **rest)
    return network
