"""The list for professionals: one address to keep as a bookmark, everything it was asked stands in it."""

from __future__ import annotations

from django.http import HttpResponse

from nestwerk.catalogue.records import OfferRecord
from nestwerk.finder.kept import KeptWithSnapshot
from nestwerk.finder.languages import LANGUAGES
from nestwerk.finder.links import Links
from nestwerk.finder.page import Page, answer, public_page
from nestwerk.finder.present.contact import Way, ways

from ..professionals import advice
from ..professionals.asking import read
from ..professionals.finding import KM, PER_PAGE, find, meant, with_room
from ..professionals.rows import Row, row
from ..professionals.words import words
from ..sheets import handover
from ..sheets.week import towns_of
from .sheets import Here, here_of

_towns: KeptWithSnapshot[tuple[tuple[str, str], ...]] = KeptWithSnapshot(512)


@public_page
def desk(page: Page) -> HttpResponse:
    """Search, list, and ticks for the sheet a family takes home. In German, whatever language a family speaks."""
    here, asked = here_of(page), read(page.request.GET)
    place = page.snap.find_place(asked.place, page.home()) if asked.place else None
    shown = find(page, asked, place)
    page.until(page.midnight)
    first = (asked.page - 1) * PER_PAGE
    listed = {offer.id for _, offer in shown.offers}
    kept = [offer for offer in handover.chosen(here, asked.ticked) if offer.id not in listed]
    response = answer(
        page,
        "publishing/professionals",
        title=words()("title"),
        private=bool(page.tail),
        w=words(),
        asked=asked,
        here=page.links.professionals(page.slug),
        radius=round(KM),
        unknown_place=bool(asked.place) and place is None,
        shown=shown,
        rows=[(_row(page, offer), _km(hit.distance_km if hit else None)) for hit, offer in shown.offers],
        kept=[_row(page, offer) for offer in kept],
        span=(first + 1, first + len(shown.offers)),
        earlier=asked.page - 1,
        later=asked.page + 1 if first + len(shown.offers) < shown.total else 0,
        per_page=PER_PAGE,
        meant=meant(page, shown.understood) if shown.understood and asked.q else [],
        corrections=shown.understood.corrections if shown.understood else (),
        danger=bool(shown.understood and (shown.understood.emergency or shown.understood.signs)),
        advice=advice.lines(here),
        isef=[(offer, call) for offer in advice.offers(here) if (call := _call(page, offer))],
        contact=ways(page.network.contact, page.t) if page.network else (),
        towns=_towns.get(page.snap, page.slug, lambda: _towns_of(here)),
        with_room=with_room(page),
        start_pages=[(language, Links(language).start(page.slug)) for language in LANGUAGES],
    )
    if page.tail:
        response["X-Robots-Tag"] = "noindex"
    return response


def _towns_of(here: Here) -> tuple[tuple[str, str], ...]:
    """The places a weekly sheet can be made for: key and name."""
    known = towns_of(here.network, here.snap.offers(here.network.slug))
    return tuple((key, name) for key, (name, *_) in known.items())


def _row(page: Page, offer: OfferRecord) -> Row:
    return row(page.snap, offer, page.today, page.t)


def _km(distance: float | None) -> str:
    return "" if distance is None else f"{max(1, round(distance))} km"


def _call(page: Page, offer: OfferRecord) -> Way | None:
    return next((way for way in ways(offer, page.t) if way.voice and way.href), None)
