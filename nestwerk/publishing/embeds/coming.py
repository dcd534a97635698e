"""The next dates of a network across its offers, those that are cancelled among them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from nestwerk.catalogue.records import OfferRecord
from nestwerk.common.dates import Occurrence, date_in_words, occurrences
from nestwerk.finder.kept import KeptWithSnapshot
from nestwerk.finder.page import Page
from nestwerk.finder.present.cards import where
from nestwerk.finder.present.tongues import Said, said
from nestwerk.finder.wording.marks import mark

from ..calendars.scopes import belongs, place_key, series_of
from .choice import Choice

AHEAD = timedelta(days=60)


class _One(NamedTuple):
    begins: datetime
    cancelled: bool
    place: int  # of the offer in its network
    date: Occurrence


@dataclass(frozen=True, slots=True)
class Coming:
    """One date in words: when, what, where."""

    when: str
    cancelled: bool
    title: Said
    where: str
    address: str


_kept: KeptWithSnapshot[tuple[_One, ...]] = KeptWithSnapshot(256)  # a day of each network


def coming(page: Page, choice: Choice) -> tuple[list[Coming], int]:
    """The next dates of the chosen topic and place within sixty days, and how many there are in all."""
    offers = page.snap.offers(page.slug)
    everything = _kept.get(
        page.snap, (page.slug, page.today), lambda: tuple(sorted(_all(page), key=lambda one: one[:3]))
    )
    fits: dict[int, OfferRecord | None] = {}
    found: list[tuple[_One, OfferRecord]] = []
    for one in everything:
        if one.date.ends_at <= page.at:
            continue
        if one.place not in fits:
            offer = offers[one.place]
            fits[one.place] = offer if _fits(offer, choice) else None
        if (chosen := fits[one.place]) is not None:
            found.append((one, chosen))
    shown = found[: choice.number]
    page.until(min((one.date.ends_at for one, _ in shown), default=None))
    page.until(page.midnight)
    return [_in_words(page, one, offer) for one, offer in shown], len(found)


def _all(page: Page) -> Iterator[_One]:
    last = page.today + AHEAD
    for number, offer in enumerate(page.snap.offers(page.slug)):
        if not offer.dates:
            continue
        marked = mark(offer, page.today, page.t)
        if marked and marked.away and marked.since is None:
            continue
        first = marked.since if marked and marked.away and marked.since else page.today
        for series in series_of(offer):
            for one in occurrences(series, first, last, land=page.land):
                yield _One(one.starts_at, one.cancelled, number, one)


def _fits(offer: OfferRecord, choice: Choice) -> bool:
    if choice.topic and not belongs("thema", choice.topic)(offer):
        return False
    if not choice.place:
        return True
    return choice.place == offer.postal_code or place_key(choice.place) == place_key(offer.city)


def _in_words(page: Page, one: _One, offer: OfferRecord) -> Coming:
    room = "" if offer.hidden_address else one.date.place
    return Coming(
        when=date_in_words(replace(one.date, place=""), page.language.code),
        cancelled=one.cancelled,
        title=said(offer, "title", page.language),
        where=", ".join(dict.fromkeys(part for part in (room, where(offer, None, page)) if part)),
        address=page.links.offer(offer.network, offer.id),
    )
