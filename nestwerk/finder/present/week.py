"""The next seven days of an offer, day by day, holidays of the Land already taken into account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from nestwerk.common import hours
from nestwerk.common.locales import capital
from nestwerk.finder.texts import Texts
from nestwerk.finder.wording import dates
from nestwerk.finder.wording.hours import weekday


@dataclass(frozen=True, slots=True)
class Day:
    """One day: its name, its times in words (empty: closed), whether it is today."""

    name: str
    times: str
    today: bool


def _end(ends: datetime, texts: Texts) -> str:
    """Midnight as an end is 24 o'clock where people say so."""
    if ends.time() == time() and not texts.language.locale.startswith("en"):
        return dates.midnight(texts)
    return dates.clock(ends.time(), texts)


def usual_week(expression: str, at: datetime, land: str, texts: Texts) -> tuple[Day, ...]:
    """The next seven days from ``at`` (local time); empty when no hours are known or none fall into them."""
    if not expression or hours.is_open(expression, at, land) is None:
        return ()
    days = tuple(
        Day(
            name=capital(weekday(day.weekday(), texts), texts.language.locale),
            times=texts.comma.join(
                texts("hours.span", begins=dates.clock(begins.time(), texts, bare=True), ends=_end(ends, texts))
                for begins, ends in spans
            ),
            today=day == at.date(),
        )
        for day, spans in hours.week(expression, at, land)
    )
    return days if any(day.times for day in days) else ()
