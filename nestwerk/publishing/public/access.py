"""What the catalogue carries of Leichte Sprache, sign language and known barriers: the public ones, whole."""

from __future__ import annotations

from typing import Any

from nestwerk.catalogue.additions import Carried, carries
from nestwerk.common.tenancy import PUBLISHER

from ..models.access import AccessPiece

NAME = "access"
FIELDS = ("title", "text", "address", "captions", "written_by", "checked_by")


@carries(NAME)
def access_pieces(network_pk: int) -> Carried:
    """Public pieces by kind, in their order. One query."""
    found: dict[str, list[dict[str, Any]]] = {kind: [] for kind in AccessPiece.Kind.values}
    for one in AccessPiece.objects.using(PUBLISHER).filter(network_id=network_pk, public=True):
        day = one.checked_on.isoformat() if one.checked_on else ""
        found[one.kind].append({name: getattr(one, name) for name in FIELDS} | {"checked_on": day})
    return Carried(found)
