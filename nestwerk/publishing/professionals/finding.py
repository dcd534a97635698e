"""Which offers a professional is shown: all of the network without a question, else what the search finds.

Free places and the distance are facts of the day and of the place, so they are looked at after the search.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nestwerk.catalogue.public import Answer
from nestwerk.catalogue.records import OfferRecord
from nestwerk.common.order import german_key
from nestwerk.finder.kept import KeptWithSnapshot
from nestwerk.finder.page import Page
from nestwerk.finder.wording import facts
from nestwerk.matching.types import Context, Hit, Place, Understood

from .asking import Asked
from .rows import has_room, named

PER_PAGE = 50
EVERY = 3000  # no network has more
KM = 20.0  # as far as one goes with a newborn
CERTAIN = 0.5
MOST_TERMS = 3
Found = Sequence[tuple[Hit | None, OfferRecord]]


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry of a filter: its code, its name, how many offers it leaves; None: not counted."""

    code: str
    name: str
    left: int | None


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of the list, and what stands around it."""

    offers: Found
    total: int
    match: str
    understood: Understood | None
    needs: tuple[Choice, ...]
    tongues: tuple[Choice, ...]


_free: KeptWithSnapshot[int] = KeptWithSnapshot(512)
_whole: KeptWithSnapshot[Mapping[str, Mapping[str, int]]] = KeptWithSnapshot(512)


def find(page: Page, asked: Asked, place: Place | None) -> Shown:
    """The offers of this page of the list."""
    first = (asked.page - 1) * PER_PAGE
    if not asked.any:
        every = page.snap.offers(page.slug)
        listed = [(None, offer) for offer in every[first : first + PER_PAGE]]
        counts = _whole.get(page.snap, page.slug, lambda: _search(page, Asked(), None, 1, 0).ranking.facets)
        return Shown(listed, len(every), "good", None, *_choices(page, asked, counts, counted=True))
    sifted = asked.free or place is not None
    answer = _search(page, asked, place, *((EVERY, 0) if sifted else (PER_PAGE, first)))
    offers, total = answer.offers, answer.ranking.total
    if sifted:
        offers = tuple(
            (hit, offer)
            for hit, offer in offers
            if (not asked.free or has_room(offer, page.today)) and _near(hit, offer, place)
        )
        total = len(offers)
        offers = offers[first : first + PER_PAGE]
    needs, tongues = _choices(page, asked, answer.ranking.facets, counted=not sifted)
    return Shown(offers, total, answer.ranking.match if total else "none", answer.understood, needs, tongues)


def with_room(page: Page) -> int:
    """How many of the network's offers say today that there is room."""
    every = page.snap.offers(page.slug)
    return _free.get(page.snap, (page.slug, page.today), lambda: sum(has_room(one, page.today) for one in every))


def meant(page: Page, understood: Understood) -> list[str]:
    """What the words were taken for, in the field's names, the surest first."""
    sure = sorted((*understood.needs, *understood.offer_types), key=lambda pair: -pair[1])
    terms = [page.snap.terms[code] for code, weight in sure if weight >= CERTAIN and code in page.snap.terms]
    return list(dict.fromkeys(named(term) for term in terms))[:MOST_TERMS]


def _search(page: Page, asked: Asked, place: Place | None, limit: int, offset: int) -> Answer:
    context = Context(
        language="de",
        near=place,
        network=page.slug,
        home=page.home(),
        needs=(asked.need,) if asked.need else (),
        languages=(asked.tongue,) if asked.tongue else (),
    )
    single = frozenset({"need", "language"})  # the page lets one of each be chosen
    return page.snap.search(asked.q, context, today=page.today, limit=limit, offset=offset, one_of=single)


def _near(hit: Hit, offer: OfferRecord, place: Place | None) -> bool:
    """Whether it lies near the place, comes to it, or has no venue at all."""
    if place is None or hit.distance_km is None or hit.distance_km <= KM or not offer.city:
        return True
    served = {*offer.served_postal_codes, *offer.served_ags}
    return bool(served & {*place.postal_codes, place.ags, place.ags[:5]} - {""})


def _choices(
    page: Page, asked: Asked, facets: Mapping[str, Mapping[str, int]], *, counted: bool
) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """The filters by need and by language; what was chosen is always among them."""
    terms = page.snap.terms
    needs = {code: named(terms[code]) for code in {*facets.get("need", {}), asked.need} if code in terms}
    spoken = {code for code in {*facets.get("language", {}), asked.tongue} if code not in ("", "de")}
    tongues = {code: facts.language(code, page.t) for code in spoken}
    return (
        _sorted(needs, facets.get("need", {}) if counted else None),
        _sorted(tongues, facets.get("language", {}) if counted else None),
    )


def _sorted(names: Mapping[str, str], counts: Mapping[str, int] | None) -> tuple[Choice, ...]:
    ordered = sorted(names.items(), key=lambda pair: german_key(pair[1]))
    return tuple(Choice(code, name, None if counts is None else counts.get(code, 0)) for code, name in ordered)
