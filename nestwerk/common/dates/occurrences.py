"""The days a series takes place on, within bounds: nothing here can run away.

An open series has no end, so every question names one. Nobody looks further than ``HORIZON`` ahead: five years, in
which every rule that ever comes true has come true at least once (29 February).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from dateutil import rrule  # type: ignore[import-untyped]  # it has no stubs of its own

from nestwerk.common.dates.school import in_school_holidays
from nestwerk.common.dates.series import Change, Series

BERLIN = ZoneInfo("Europe/Berlin")
HORIZON = timedelta(days=5 * 366)
STEP = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date. ``begins`` None: the time is not known; ``ends`` None: open end.

    ``cancelled``: it does not take place and people should read that. ``moved_from``: the day it was planned for.
    ``uncertain``: it may fall into school holidays that nobody knows yet. ``reason``: of the change, in the words of
    the person who made it.
    """

    day: date
    begins: time | None
    ends: time | None
    place: str = ""
    cancelled: bool = False
    moved_from: date | None = None
    uncertain: bool = False
    reason: str = ""

    @property
    def starts_at(self) -> datetime:
        """The moment it begins, in Berlin; midnight if the time is not known."""
        return _moment(self.day, self.begins or time())

    @property
    def ends_at(self) -> datetime:
        """The moment it is over: the end of the day if nobody said. Never before it begins."""
        if self.ends is None:
            return _moment(self.day + timedelta(days=1), time()) if self.day < date.max else _moment(self.day, time.max)
        return max(_moment(self.day, self.ends), self.starts_at)


def _moment(day: date, at: time) -> datetime:
    """Wall time as a real moment: 2:30 in the night the clocks go forward becomes 3:30."""
    return datetime.combine(day, at, BERLIN).astimezone(UTC).astimezone(BERLIN)


def occurrences(series: Series, start: date, end: date, *, land: str = "") -> tuple[Occurrence, ...]:
    """The dates from ``start`` to ``end`` (both inclusive, at most ``HORIZON``), cancelled ones among them, in order.

    ``land`` ("TH") says whose holidays count if the series does not.
    """
    end = min(end, _plus(start, HORIZON))
    land = series.land or land
    found = [*_regular(series, start, end, land), *_added(series, start, end)]
    return tuple(sorted(found, key=lambda item: (item.day, item.begins or time(), item.cancelled)))


def next_dates(series: Series, at: datetime, count: int = 5, *, land: str = "") -> tuple[Occurrence, ...]:
    """The next ``count`` dates that are not over at the moment ``at`` (aware), cancelled ones among them."""
    today = at.astimezone(BERLIN).date()
    found: list[Occurrence] = []
    known = [series.first, *series.days, *(change.to or change.day for change in series.changes)]
    start, limit = max(today, min(known)), _plus(today, HORIZON)
    while start <= limit and len(found) < count and not _is_over(series, start):
        end = min(_plus(start, STEP), limit)
        found += [item for item in occurrences(series, start, end, land=land) if item.ends_at > at]
        if end >= limit:
            break
        start = end + timedelta(days=1)
    return tuple(found[:count])


def rule_days(series: Series, start: date, end: date) -> Iterator[date]:
    """The days of the rule alone, before any exception or holiday."""
    end = min(end, series.until or end, _plus(start, HORIZON))
    if series.kind == "once":
        days: Iterator[date] = iter((series.first,))
    elif series.kind == "list":
        days = iter(sorted(set(series.days)))
    else:
        days = _repeated(series, start, end)
    return (day for day in days if start <= day <= end)


def anchor(series: Series) -> date | None:
    """The first day of the rule, on or after ``first``; None if it never comes true. Counting of weeks starts here."""
    if series.kind == "once":
        return series.first
    if series.kind == "list":
        return min(series.days, default=None)
    single = _rule(series, series.first, _plus(series.first, HORIZON), every=1)
    found = next(iter(single), None) if single is not None else None
    return found.date() if found is not None else None


def _repeated(series: Series, start: date, end: date) -> Iterator[date]:
    origin = anchor(series)
    rule = _rule(series, origin, end, every=series.every) if origin is not None and origin <= end else None
    if rule is None:
        return
    for moment in rule.xafter(datetime.combine(start, time()), inc=True):
        yield moment.date()


def _rule(series: Series, origin: date, end: date, *, every: int) -> rrule.rrule | None:
    """The rule for dateutil, always with an end; None where a part is missing."""
    choice: dict[str, object] = {}
    if series.kind in ("weekly", "monthly_weekday") and not series.weekdays:
        return None
    if series.kind == "weekly":
        choice["byweekday"] = [rrule.weekday(day) for day in series.weekdays]
    elif series.kind == "monthly_weekday" and series.nth:
        choice["byweekday"] = [rrule.weekday(day, n) for day in series.weekdays for n in series.nth]
    elif series.kind == "monthly_day" and series.month_day:
        choice["bymonthday"] = series.month_day
    else:
        return None
    return rrule.rrule(
        rrule.WEEKLY if series.kind == "weekly" else rrule.MONTHLY,
        dtstart=datetime.combine(origin, time()),
        until=datetime.combine(end, time()),
        interval=max(every, 1),
        wkst=rrule.MO,
        **choice,
    )


def _regular(series: Series, start: date, end: date, land: str) -> Iterator[Occurrence]:
    changed = {change.day: change for change in series.changes if change.kind != "extra"}
    public = _public_holidays(land, start.year, end.year) if series.not_on_public_holidays else frozenset()
    for day in rule_days(series, start, end):
        change = changed.get(day)
        if change is not None and change.kind != "cancelled":
            continue
        held = in_school_holidays(land, day) if series.not_in_school_holidays else False
        if held or day in public:
            continue
        yield Occurrence(
            day,
            series.begins,
            series.ends,
            series.place,
            cancelled=change is not None,
            uncertain=held is None,
            reason=change.reason if change is not None else "",
        )


def _added(series: Series, start: date, end: date) -> Iterator[Occurrence]:
    for change in series.changes:
        if change.kind in ("moved", "extra"):
            day = change.to or change.day
            if start <= day <= end:
                yield changed(series, change)


def changed(series: Series, change: Change) -> Occurrence:
    """The date that a moved or extra day stands for; what the change does not say is as in the series."""
    day = change.to or change.day
    begins = change.begins or series.begins
    ends = change.ends or (series.ends if change.begins is None else _shifted(series, change.begins))
    moved = change.kind == "moved"
    return Occurrence(
        day,
        begins,
        ends,
        change.place or series.place,
        moved_from=change.day if moved and change.day != day else None,
        reason=change.reason,
    )


def _shifted(series: Series, begins: time) -> time | None:
    """The end of a date that begins at another time and lasts as long as usual, at the latest at midnight."""
    if series.begins is None or series.ends is None:
        return None
    minutes = 60 * (series.ends.hour - series.begins.hour) + series.ends.minute - series.begins.minute
    last = begins.hour * 60 + begins.minute + max(minutes, 0)
    return time(last // 60, last % 60) if last < 24 * 60 else None


def _is_over(series: Series, start: date) -> bool:
    """Whether nothing can come from ``start`` on, so that no window needs to be opened."""
    if any((change.to or change.day) >= start for change in series.changes):
        return False
    last = {"once": series.first, "list": max(series.days, default=series.first)}.get(series.kind, series.until)
    return last is not None and last < start


def _plus(day: date, span: timedelta) -> date:
    return day + span if day < date.max - span else date.max


@lru_cache(maxsize=256)
def _public_holidays(land: str, first: int, last: int) -> frozenset[date]:
    subdivision = land if land in holidays.Germany.subdivisions else None
    return frozenset(holidays.country_holidays("DE", subdiv=subdivision, years=range(first, last + 1)))
