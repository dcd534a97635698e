"""Poster and flyer of an offer, for everybody: from the catalogue alone."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponseBase

from nestwerk.catalogue.records import OfferRecord
from nestwerk.finder.page import Page

from ..calendars.scopes import place_key
from ..sheets import poster as poster_of
from ..sheets.week import Row, dates_ahead
from .sheets import Here, here_of, one_of, pdf_answer, sheet_page


@sheet_page
def poster(page: Page, offer_id: str) -> HttpResponseBase:
    """A4 or A3 (``groesse``), of the offer or of one of its dates (``termin``)."""
    return _sheet(page, offer_id, poster_of.POSTERS, "plakat")


@sheet_page
def flyer(page: Page, offer_id: str) -> HttpResponseBase:
    """A5, or A4 folded to DL."""
    return _sheet(page, offer_id, poster_of.FLYERS, "handzettel")


def _sheet(page: Page, offer_id: str, sizes: tuple[str, ...], name: str) -> HttpResponseBase:
    here = here_of(page)
    offer = page.snap.offer(page.slug, offer_id)
    if offer is None:
        raise Http404
    size = one_of(page.request.GET.get("groesse"), sizes)
    row = _date(here, offer, page.request.GET.get("termin", ""))
    key = (name, size, offer.id, row.day if row else None)
    file = f"{name}-{place_key(offer.title)[:40] or 'angebot'}-{size}"
    return pdf_answer(page, here, key, lambda: poster_of.make_sheet(here, offer, size, row), file)


def _date(here: Here, offer: OfferRecord, day: str) -> Row | None:
    """The date on this day; None where none is asked for, 404 where there is none."""
    if not day:
        return None
    try:
        wanted = date.fromisoformat(day)
    except ValueError as error:
        raise Http404 from error
    found = next((row for row in dates_ahead(offer, here.network.land, here.today) if row.day == wanted), None)
    if found is None:
        raise Http404
    return found
