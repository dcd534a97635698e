"""The rule of a recurring event: its moments within bounds, and the series that says the same.

Bounds everywhere, because the file is a stranger's: no rule finer than days, none that began decades ago, each reckoned
to a named day and no further.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any

from dateutil import rrule  # type: ignore[import-untyped]  # it has no stubs of its own

from nestwerk.common.dates import Series
from nestwerk.common.dates.occurrences import rule_days

from .events import Event, local, runs_like_berlin

OLDEST = timedelta(days=30 * 366)
MOST = 20_000  # moments looked at
_FREQUENCIES = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
_ORDINARY = {"FREQ", "INTERVAL", "UNTIL", "COUNT", "WKST", "BYDAY"}
_FINE = {"BYHOUR", "BYMINUTE", "BYSECOND"}
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class NoRule(ValueError):
    """The rule cannot be reckoned within our bounds, or not at all."""


class NoDay(NoRule):
    """The rule names no day within our bounds; to find that out all days up to the year 9999 were looked at."""


def moments(event: Event, until: date) -> list[date | datetime]:
    """The moments of the event by its rule from its first to the day ``until``, before any exception. Raises NoRule.

    The first moment counts even where the rule does not name it, as the standard says.
    """
    rule = event.rule or {}
    frequency = _text(rule, "FREQ")
    if frequency not in _FREQUENCIES or _FINE & set(rule) or not _is_number(_text(rule, "INTERVAL") or "1"):
        raise NoRule(f"FREQ={frequency}")
    begins = _naive(event.starts)
    if local(event.starts)[0] < until - OLDEST:
        raise NoRule("too old")
    bound = datetime.combine(until, time.max)
    if "UNTIL" in rule:
        bound = min(bound, _until(rule, event.starts))
    kept = {name: value for name, value in rule.items() if name not in ("UNTIL", "COUNT")}
    text = ";".join(f"{name}={','.join(str(item) for item in value)}" for name, value in kept.items())
    try:
        count = int(rule["COUNT"][0]) if "COUNT" in rule else MOST
        found = rrule.rrulestr(text, dtstart=begins).replace(until=bound)
        named = list(islice(found, max(min(count, MOST), 1)))
    except (ValueError, TypeError, KeyError, IndexError, OverflowError) as error:
        raise NoRule(text[:80]) from error
    if not named:
        raise NoDay(text[:80])
    days = list(islice(_first_too(begins, bound, named), max(min(count, MOST), 0)))
    if not isinstance(event.starts, datetime):
        return [day.date() for day in days]
    return [day.replace(tzinfo=event.starts.tzinfo) for day in days]


def is_ordinary(event: Event) -> bool:
    """Whether the rule has only such parts as always name a day: "every second Tuesday", not "each 30 February"."""
    rule = event.rule or {}
    return set(rule) <= _ORDINARY and not (_text(rule, "FREQ") == "DAILY" and "BYDAY" in rule)


def as_series(event: Event, plain: Series, found: list[date | datetime], until: date) -> Series | None:
    """``plain`` (a single date) with the rule of the event; None where a series cannot say the same.

    Not believed but compared: the days of the series from its first to ``until`` are those the rule itself gives.
    """
    guess = _guess(event, plain) if runs_like_berlin(event.starts) else None
    if guess is None or not found:
        return None
    days = [local(moment)[0] for moment in found]
    if "COUNT" in (event.rule or {}):
        guess = replace(guess, until=days[-1] if days[-1] < until and len(days) < MOST else None)
    elif "UNTIL" in (event.rule or {}):
        guess = replace(guess, until=_until(event.rule or {}, event.starts).date())
    if set(rule_days(guess, guess.first, min(until, days[0] + timedelta(days=5 * 365)))) != {
        day for day in days if day <= days[0] + timedelta(days=5 * 365)
    }:
        return None
    return guess


def _guess(event: Event, plain: Series) -> Series | None:
    rule = event.rule or {}
    frequency, every = _text(rule, "FREQ"), int(_text(rule, "INTERVAL") or 1)
    named = [str(item).upper() for item in rule.get("BYDAY", ())]
    weekdays = tuple(sorted({_DAYS.index(name[-2:]) for name in named if name[-2:] in _DAYS}))
    numbers = {name[:-2] for name in named} - {""}
    parts = set(rule) - {"FREQ", "INTERVAL", "UNTIL", "COUNT", "WKST", "BYDAY"}
    if frequency == "DAILY" and not parts and not numbers:
        if every == 1:
            return replace(plain, kind="weekly", weekdays=weekdays or tuple(range(7)))
        return None if named or every % 7 else _weekly(plain, every // 7, ())
    if frequency == "WEEKLY" and not parts and not numbers:
        return _weekly(plain, every, weekdays)
    if frequency != "MONTHLY" or not 1 <= every <= 52:
        return None
    if not named and parts <= {"BYMONTHDAY"} and len(rule.get("BYMONTHDAY", ())) < 2:
        day = int(_text(rule, "BYMONTHDAY") or plain.first.day)
        return replace(plain, kind="monthly_day", month_day=day, every=every) if day >= -1 else None
    if parts <= {"BYSETPOS"} and (numbers or parts) and all(name[:-2] or parts for name in named):
        nth = numbers or {str(item) for item in rule["BYSETPOS"]}
        if (numbers and parts) or (parts and len(weekdays) > 1):
            return None
        chosen = tuple(sorted(int(n) for n in nth))
        return replace(plain, kind="monthly_weekday", weekdays=weekdays, nth=chosen, every=every)
    return None


def _weekly(plain: Series, every: int, weekdays: tuple[int, ...]) -> Series | None:
    if not 1 <= every <= 52:
        return None
    return replace(plain, kind="weekly", every=every, weekdays=weekdays or (plain.first.weekday(),))


def _first_too(begins: datetime, bound: datetime, found: Iterable[datetime]) -> Iterator[datetime]:
    if begins <= bound:
        yield begins
    yield from (moment for moment in found if moment != begins)


def _until(rule: Mapping[str, list[Any]], starts: date | datetime) -> datetime:
    """UNTIL in the wall time of the event's zone."""
    until = rule["UNTIL"][0]
    if not isinstance(until, datetime):
        return datetime.combine(until, time.max)
    if until.tzinfo is None:
        return until
    zone = starts.tzinfo if isinstance(starts, datetime) else None
    return until.astimezone(zone or UTC).replace(tzinfo=None)


def _naive(moment: date | datetime) -> datetime:
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    return moment.replace(tzinfo=None)


def _is_number(text: str) -> bool:
    """A distance of 0 never gets anywhere."""
    return text.isascii() and text.isdigit() and 0 < int(text[:9]) <= 1000


def _text(rule: Mapping[str, list[Any]], name: str) -> str:
    found = rule.get(name) or [""]
    return str(found[0]).upper()
