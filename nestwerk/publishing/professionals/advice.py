"""Whom a professional calls who is worried about a child: from the help lines and the offers of the network."""

from __future__ import annotations

from dataclasses import dataclass

from nestwerk.catalogue.records import OfferRecord
from nestwerk.finder.kept import KeptWithSnapshot
from nestwerk.finder.present.contact import Way, ways
from nestwerk.finder.wording import dates
from nestwerk.finder.wording.usual_hours import hours_in_words

from ..sheets.common import Here
from ..sheets.folder import is_for_us

ISEF = "offer.isef"
MOST = 3
_issuing: KeptWithSnapshot[tuple[OfferRecord, ...]] = KeptWithSnapshot(512)


@dataclass(frozen=True, slots=True)
class Advice:
    """One line for professionals: its name, its number, when it answers, the law or body it stands on."""

    name: str
    way: Way
    when: str
    source: str
    checked: str


def lines(here: Here) -> list[Advice]:
    """The help lines for professionals that serve the network's Land."""
    texts = here.texts
    return [
        Advice(
            name=line.names["de"],
            way=ways(line, texts)[0],
            when=". ".join(hours_in_words(line.opening_hours, texts)),
            source=line.source.partition(";")[0],
            checked=dates.long_day(line.checked_on, texts) if line.checked_on else "",
        )
        for line in here.snap.helplines
        if is_for_us(here, line)
    ]


def offers(here: Here) -> tuple[OfferRecord, ...]:
    """The network's own offers of advice by an experienced professional (§ 8b SGB VIII)."""
    slug = here.network.slug
    return _issuing.get(
        here.snap, slug, lambda: tuple(one for one in here.snap.offers(slug) if ISEF in one.offer_types)[:MOST]
    )
