"""The next dates of a network across its offers, those that are cancelled among them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from nestwerk.catalogue.records import OfferRecord
from nestwerk.common.dates import Occurrence, date_in_words, occurrences, readable
from nestwerk.finder.kept import KeptWithSnapshot
from nestwerk.finder.page import Page
from nestwerk.finder.present.cards import where
from nestwerk.finder.present.tongues import Said, said
from nestwerk.finder.wording.marks import mark

from ..calendars.scopes import place_key
from .choice import Choice

AHEAD = timedelta(days=60)


class _One(NamedTuple):
    begins: datetime
    cancelled: bool
    place: int  # of the offer in its network
    ends: datetime
    date: Occurrence


class _Day(NamedTuple):
    """What is worked out once a day for a network: its dates in order, and what each of their offers is about."""

    dates: tuple[_One, ...]
    about: dict[
        int, tuple[frozenset[str], frozenset[str], str]
    ]  # codes of its topics; its town and postal code; region


@dataclass(frozen=True, slots=True)
class Coming:
    """One date in words: when, what, where."""

    when: str
    cancelled: bool
    title: Said
    where: str
    address: str


_kept: KeptWithSnapshot[_Day] = KeptWithSnapshot(256)


def coming(page: Page, choice: Choice) -> tuple[list[Coming], int]:
    """The next dates of the chosen topic, place and region within sixty days, and how many there are in all."""
    offers = page.snap.offers(page.slug)
    day = _kept.get(page.snap, (page.slug, page.today), lambda: _day(page))
    town = {choice.place, place_key(choice.place)}
    fits = {
        number
        for number, (topics, places, space) in day.about.items()
        if (not choice.topic or choice.topic in topics)
        and (not choice.place or places & town)
        and choice.space in ("", space)
    }
    found = [one for one in day.dates if one.place in fits and one.ends > page.at]
    shown = found[: choice.number]
    page.until(min((one.ends for one in shown), default=None))
    page.until(page.midnight)
    return [_in_words(page, one, offers[one.place]) for one in shown], len(found)


def _day(page: Page) -> _Day:
    found: list[_One] = []
    about = {}
    last = page.today + AHEAD
    for number, offer in enumerate(page.snap.offers(page.slug)):
        marked = mark(offer, page.today, page.t) if offer.dates else None
        if not offer.dates or (marked and marked.away and marked.since is None):
            continue
        first = marked.since if marked and marked.away and marked.since else page.today
        for series in readable(offer.dates):
            found += [
                _One(one.starts_at, one.cancelled, number, one.ends_at, one)
                for one in occurrences(series, first, last, land=page.land)
            ]
        about[number] = (
            frozenset((*offer.offer_types, *offer.needs)),
            frozenset(filter(None, (place_key(offer.city), offer.postal_code))),
            offer.social_space,
        )
    return _Day(tuple(sorted(found, key=lambda one: one[:3])), about)


def _in_words(page: Page, one: _One, offer: OfferRecord) -> Coming:
    room = "" if offer.hidden_address else one.date.place
    return Coming(
        when=date_in_words(replace(one.date, place=""), page.language.code),
        cancelled=one.cancelled,
        title=said(offer, "title", page.language),
        where=", ".join(dict.fromkeys(part for part in (room, where(offer, None, page)) if part)),
        address=page.links.offer(offer.network, offer.id),
    )
