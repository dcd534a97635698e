"""What the catalogue carries of a network's practice examples."""

from __future__ import annotations

from nestwerk.catalogue.additions import Carried, carries
from nestwerk.common.tenancy import PUBLISHER

from ..models.examples import PracticeExample


@carries("examples")
def practice_examples(network_pk: int) -> Carried:
    """The published ones. One query."""
    rows = (
        PracticeExample.objects.using(PUBLISHER)
        .filter(network_id=network_pk, published__isnull=False)
        .only("public_id", "published", "published_at", "copied_from")
        .order_by("pk")
    )
    return Carried(
        [
            {
                "id": str(one.public_id),
                "content": one.published,
                "published_at": one.published_at.isoformat() if one.published_at else "",
                "origin": one.copied_from,
            }
            for one in rows
        ]
    )
