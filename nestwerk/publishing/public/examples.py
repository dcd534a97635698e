"""What the catalogue carries of a network's practice examples."""

from __future__ import annotations

from nestwerk.catalogue.additions import Carried, carries
from nestwerk.common.tenancy import PUBLISHER

from ..examples.content import Example
from ..models.examples import ExampleFile, PracticeExample


@carries("examples")
def practice_examples(network_pk: int) -> Carried:
    """The published ones, and the pictures and documents they show. Two queries."""
    rows = list(
        PracticeExample.objects.using(PUBLISHER)
        .filter(network_id=network_pk, published__isnull=False)
        .only("public_id", "published", "published_at", "copied_from")
        .order_by("pk")
    )
    shown = {(one.pk, file.mark) for one in rows for file in Example.read(one.published or {}).files}
    files = (
        ExampleFile.objects.using(PUBLISHER)
        .filter(network_id=network_pk, mark__in={mark for _, mark in shown})
        .only("example_id", "mark", "content")
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
        ],
        {file.mark: bytes(file.content) for file in files if (file.example_id, file.mark) in shown},
    )
