"""What the workspace reads about embeds."""

from __future__ import annotations

from nestwerk.networks.models import Network

from ..models.embeds import EmbedOrigin


def origins_of(network: Network) -> tuple[list[EmbedOrigin], list[EmbedOrigin]]:
    """The websites on the list, and those that were taken off it lately; with who added them. One query."""
    rows = list(EmbedOrigin.objects.filter(network=network).select_related("added_by__user"))
    return [one for one in rows if one.removed_at is None], [one for one in rows if one.removed_at is not None]


def origin_in(network: Network, origin_id: int) -> EmbedOrigin | None:
    """One website of the network, on the list or taken off it."""
    return EmbedOrigin.objects.filter(network=network, pk=origin_id).first()
