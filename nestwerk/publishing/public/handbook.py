"""What the catalogue carries of the Elternbegleitbuch: a network's own words, nothing of the common ones."""

from __future__ import annotations

from nestwerk.catalogue.additions import Carried, carries
from nestwerk.common.tenancy import PUBLISHER

from ..handbook.own import place
from ..handbook.reading import NAME
from ..models.handbook import HandbookText


@carries(NAME)
def own_words(network_pk: int) -> Carried:
    """Title and text of every section a network wrote itself and shows; no draft. One query."""
    rows = HandbookText.objects.using(PUBLISHER).filter(network_id=network_pk, public=True)
    seen = rows.only("chapter", "section", "language", "title", "text")
    return Carried(
        {
            "texts": {
                place(one.chapter, one.section, one.language): {"title": one.title, "text": one.text} for one in seen
            }
        }
    )
