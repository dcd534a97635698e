"""What the workspace reads about texts in Leichte Sprache, videos in sign language and known barriers."""

from __future__ import annotations

from nestwerk.networks.models import Network

from ..models.access import AccessPiece


def pieces_of(network: Network) -> list[tuple[str, str, list[AccessPiece]]]:
    """Kind, its name and what there is of it, in the order of the page. One query."""
    rows = list(AccessPiece.objects.filter(network=network))
    return [(kind.value, str(kind.label), [one for one in rows if one.kind == kind]) for kind in AccessPiece.Kind]


def piece_of(network: Network, piece_id: int) -> AccessPiece | None:
    """One of the network's pieces."""
    return AccessPiece.objects.filter(network=network, pk=piece_id).first()
