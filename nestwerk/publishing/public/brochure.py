"""What the catalogue carries of the brochures: the editions families get, and the network's forewords.

The files travel in the shard: a public machine needs neither the database nor a folder of its own to hand them out.
"""

from __future__ import annotations

from nestwerk.catalogue.additions import Carried, carries
from nestwerk.common.tenancy import PUBLISHER
from nestwerk.partners.public import persons_shown

from ..brochure.withdrawn import holds_withdrawn
from ..models.brochure import Edition, Foreword

NAME = "brochure"
MOST_BYTES = 40 * 2**20  # of all files of a network; what is beyond waits for a smaller brochure


@carries(NAME)
def brochures(network_pk: int) -> Carried:
    """The public editions, in the order of their keys, and the newest foreword of each language. Three queries.

    None that holds what a single person has taken back: it leaves the catalogue with her, not a moment later.
    """
    forewords: dict[str, str] = {}
    for row in Foreword.objects.using(PUBLISHER).filter(network_id=network_pk).order_by("language", "number"):
        forewords[row.language] = row.text
    persons = persons_shown(network_pk)
    found, files, room = [], {}, MOST_BYTES
    editions = (
        Edition.objects.using(PUBLISHER)
        .filter(network_id=network_pk, public=True)
        .only("key", "variant", "stand", "pages", "size", "content", "providers")
        .order_by("key")
    )
    for edition in editions:
        if edition.size > room or holds_withdrawn(edition.providers, persons):
            continue
        room -= edition.size
        files[f"{edition.key}.pdf"] = bytes(edition.content)
        found.append(
            {
                "key": edition.key,
                "variant": edition.variant,
                "stand": edition.stand.isoformat(),
                "pages": edition.pages,
                "size": edition.size,
            }
        )
    return Carried({"forewords": forewords, "editions": found}, files)
