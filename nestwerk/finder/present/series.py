"""The dates of an offer: the rule in words, the next five days, what else one must know; and the next one for cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from nestwerk.catalogue.records import OfferRecord
from nestwerk.common.dates import Occurrence, Series, date_in_words, in_words, next_dates, notes_in_words, readable
from nestwerk.common.hours import BERLIN
from nestwerk.finder.kept import KeptWithSnapshot
from nestwerk.finder.page import Page
from nestwerk.finder.wording.hours import when

SHOWN = 5
KEPT_FOR_CARDS = 4  # of a day; more than one may be over, or cancelled
FAR = timedelta(days=60)  # a card does not speak of what is farther away


@dataclass(frozen=True, slots=True)
class Date:
    """One of the next dates in words."""

    text: str
    cancelled: bool


@dataclass(frozen=True, slots=True)
class Dates:
    """What the page says of recurring dates."""

    rules: tuple[str, ...] = ()
    next: tuple[Date, ...] = ()
    notes: tuple[str, ...] = ()


def dates_of(page: Page, offer: OfferRecord, land: str, *, since: datetime) -> Dates:
    """The dates of ``offer`` from the moment ``since`` on."""
    if not offer.dates:
        return Dates()
    series, code, today = readable(offer.dates), page.language.code, page.today
    found = _next(series, since, land, SHOWN)
    page.until(min((one.ends_at for one in found), default=None))
    page.until(page.midnight)
    notes = [note for one in series for note in notes_in_words(replace(one, changes=()), code, today=today)]
    usual = {one.place for one in series}
    return Dates(
        rules=tuple(dict.fromkeys(in_words(one, code, today=today) for one in series)),
        next=tuple(
            Date(date_in_words(replace(one, place="") if one.place in usual else one, code), one.cancelled)
            for one in found
        ),
        notes=tuple(dict.fromkeys(notes)),
    )


_kept: KeptWithSnapshot[tuple[Occurrence, ...]] = KeptWithSnapshot()


def next_date(page: Page, offer: OfferRecord, land: str) -> str:
    """The next date that takes place, in a few words; empty if there is none soon. Reckoned once a day."""
    midnight = datetime.combine(page.today, time(), BERLIN)
    key = (offer.network, offer.id, page.today)
    found = _kept.get(page.snap, key, lambda: _next(readable(offer.dates), midnight, land, KEPT_FOR_CARDS))
    coming = next((one for one in found if one.ends_at > page.at and not one.cancelled), None)
    page.until(page.midnight)
    if coming is None or coming.starts_at - page.at > FAR:
        return ""
    page.until(coming.ends_at)
    local = page.at.astimezone(BERLIN)
    return page.t("dates.next", when=when(local, coming.starts_at, page.t, timed=coming.begins is not None))


def _next(series: Sequence[Series], since: datetime, land: str, count: int) -> tuple[Occurrence, ...]:
    found = [one for each in series for one in next_dates(each, since, count, land=land)]
    return tuple(sorted(found, key=lambda one: (one.starts_at, one.cancelled))[:count])
