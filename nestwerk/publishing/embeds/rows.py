"""An offer as a row of an embed: title, one sentence, what counts today, one way to get in touch."""

from __future__ import annotations

from dataclasses import dataclass

from nestwerk.catalogue.records import OfferRecord
from nestwerk.finder.page import Page
from nestwerk.finder.present.cards import where
from nestwerk.finder.present.contact import Way, ways
from nestwerk.finder.present.series import next_date
from nestwerk.finder.present.tongues import Said, said
from nestwerk.finder.wording import facts
from nestwerk.finder.wording.hours import opening
from nestwerk.finder.wording.marks import mark
from nestwerk.matching.types import Hit


@dataclass(frozen=True, slots=True)
class Row:
    """One offer of a list. ``mark``: what families should know before they set out; ``facts`` in reading order."""

    title: Said
    summary: Said
    address: str
    mark: str
    facts: tuple[str, ...]
    action: Way | None
    touched: str


def row(page: Page, offer: OfferRecord, hit: Hit | None = None) -> Row:
    """The row of ``offer`` for this moment."""
    texts = page.t
    home = page.snap.networks.get(offer.network)
    land = home.land if home else page.land
    marked = mark(offer, page.today, texts)
    away = marked is not None and marked.away
    state = opening(offer.opening_hours, page.at, offer.land or land, texts, short=True)
    coming = "" if away or not offer.dates else next_date(page, offer, land)
    page.until(state.changes)
    page.until(page.midnight)
    time = "" if away else state.text if state.open or not coming else coming
    place = where(offer, hit.distance_km if hit else None, page)
    return Row(
        title=said(offer, "title", page.language),
        summary=said(offer, "summary", page.language),
        address=page.links.offer(offer.network, offer.id),
        mark=marked.short if marked else "",
        facts=tuple(one for one in (place, time, facts.cost(offer.cost_kind, texts, short=True)) if one),
        action=next((way for way in ways(offer, texts) if way.href), None),
        touched=page.links.touched(offer.network, offer.id),
    )
