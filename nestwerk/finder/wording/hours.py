"""Opening hours in words: whether somebody is there now, when next, and the usual week.

``nestwerk.common.hours`` reckons; this module only speaks. Times are local (Europe/Berlin).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache

from babel.dates import get_day_names

from nestwerk.common import hours
from nestwerk.finder.texts import Texts
from nestwerk.finder.wording import dates


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether somebody is there: ``open`` None means unknown; ``changes`` is when this sentence stops being true."""

    open: bool | None
    text: str
    changes: datetime | None = None


UNKNOWN = Opening(None, "")


def opening(expression: str, at: datetime, land: str, texts: Texts, *, short: bool = False) -> Opening:
    """The state at ``at`` in words: "Heute bis 16 Uhr erreichbar", "Wieder erreichbar: morgen ab 9 Uhr"."""
    if not expression:
        return UNKNOWN
    return _opening(expression, _minute(at), land, texts, short)


@lru_cache(maxsize=16)
def _minute(at: datetime) -> datetime:
    """The minute it is in Germany: asked for every line of a page, of one instant."""
    return at.astimezone(hours.BERLIN).replace(second=0, microsecond=0)


@lru_cache(maxsize=8192)
def _opening(expression: str, local: datetime, land: str, texts: Texts, short: bool) -> Opening:
    open_now = hours.is_open(expression, local, land)
    if open_now is None:
        return UNKNOWN
    style = "hours.short" if short else "hours"
    if open_now:
        until = hours.next_change(expression, local, land)
        if until is None or until - local > timedelta(days=6):
            return Opening(True, texts(f"{style}.always"))
        if until.date() == local.date() or _is_midnight_after(local, until):
            clock = dates.midnight(texts) if _is_midnight_after(local, until) else dates.clock(until.time(), texts)
            return Opening(True, texts(f"{style}.open_until", time=clock), until)
        return Opening(True, texts(f"{style}.open"), until)
    begins = hours.next_opening(expression, local, land)
    if begins is None:
        return Opening(False, texts(f"{style}.closed"))
    midnight = datetime.combine(local.date() + timedelta(days=1), time(), tzinfo=local.tzinfo)
    return Opening(False, texts(f"{style}.next", when=when(local, begins, texts)), min(begins, midnight))


def _is_midnight_after(local: datetime, until: datetime) -> bool:
    return until.time() == time() and until.date() == local.date() + timedelta(days=1)


def when(local: datetime, begins: datetime, texts: Texts, *, timed: bool = True) -> str:
    """A moment ahead as people say it: "morgen ab 9 Uhr", "am 1. Dezember ab 9 Uhr"; not ``timed``: the day alone."""
    clock = dates.clock(begins.time(), texts)
    days = (begins.date() - local.date()).days
    if not timed:
        return texts("hours.today") if days == 0 else dates.day_and_month(begins.date(), texts)
    if days == 0:
        return texts("hours.today_from", time=clock)
    if days == 1:
        return texts("hours.tomorrow_from", time=clock)
    if days < 7:
        return texts("hours.weekday_from", day=weekday(begins.weekday(), texts), time=clock)
    return texts("hours.date_from", day=dates.day_and_month(begins.date(), texts), time=clock)


def weekday(number: int, texts: Texts, *, short: bool = False) -> str:
    """The name of a weekday, Monday is 0."""
    return get_day_names("abbreviated" if short else "wide", locale=texts.language.locale)[number].rstrip(".")
