"""Opening hours and recurring dates as the standard's schedules: what fits its few fields, and the whole beside it.

The standard knows WEEKLY and MONTHLY and a number for the zone. What it cannot hold (months, school holidays,
exceptions) stands in ``notes``: the OpenStreetMap expression or the lines of RFC 5545, with Europe/Berlin as zone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from nestwerk.common.dates import DateError, Series, in_words, to_rfc
from nestwerk.common.dates.occurrences import anchor
from nestwerk.common.hours import HoursLine, describe

from .clean import web, without_empty
from .ids import part

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WINTER = 1  # hours ahead of UTC; in summer it is one more, which a number cannot say
ODD, EVEN = (",".join(map(str, range(first, 54, 2))) for first in (1, 2))
MOST_SERIES = 12


class Slot(NamedTuple):
    """One time of the week the filters ask: weekdays (0 is Monday), minutes of the day; None: not said."""

    weekdays: tuple[int, ...]
    opens: int | None
    closes: int | None


def schedules(opening_hours: str, dates: Sequence[Mapping[str, Any]], service: UUID) -> list[dict[str, Any]]:
    """The schedules of a service."""
    found = [*_of_hours(opening_hours), *_of_dates(dates)]
    return [
        without_empty({"id": part(service, f"schedule/{number}"), "service_id": str(service), **values})
        for number, values in enumerate(found)
    ]


def slots_of(opening_hours: str, dates: Sequence[Mapping[str, Any]]) -> Iterator[Slot]:
    """The times ``day``, ``start_time`` and ``end_time`` look at: those of the schedules as they are given out."""
    yield from _slots_of_hours(opening_hours)
    for series in _readable(dates):
        yield from slots([_week(series)])


@lru_cache(maxsize=4096)
def _slots_of_hours(opening_hours: str) -> tuple[Slot, ...]:
    return slots(_of_hours(opening_hours))


def slots(found: Iterable[Mapping[str, Any]]) -> tuple[Slot, ...]:
    """The times of schedules."""
    read = []
    for one in found:
        weekdays = tuple(sorted({DAYS.index(day[-2:]) for day in one.get("byday", "").split(",") if day}))
        if weekdays or one.get("opens_at"):
            read.append(Slot(weekdays, minutes(one.get("opens_at")), _closing(one.get("closes_at"))))
    return tuple(read)


def minutes(clock: str | None) -> int | None:
    """ "09:30" as minutes of the day."""
    return int(clock[:2]) * 60 + int(clock[3:5]) if clock else None


def _closing(clock: str | None) -> int | None:
    return 24 * 60 if clock == "00:00" else minutes(clock)


def _of_hours(expression: str) -> Iterator[dict[str, Any]]:
    if not expression:
        return
    notes = f"OpenStreetMap opening_hours: {expression}"
    timed = False
    for line in describe(expression):
        rule = _rule(line)
        if rule is None:
            continue
        timed = True
        for begins, ends in line.spans:
            yield {
                **rule,
                "timezone": WINTER,
                "opens_at": begins,
                "closes_at": "00:00" if ends == "24:00" else ends,
                "description": line.comment,
                "notes": notes,
            }
    if not timed:
        comments = [line.comment for line in describe(expression) if line.comment]
        yield {"description": "; ".join(dict.fromkeys(comments)) or expression, "notes": notes}


def _rule(line: HoursLine) -> dict[str, Any] | None:
    """The rule of a line of opening hours; None where the standard's fields would say something else."""
    if line.state != "open" or not line.spans or not line.weekdays or not line.complete or line.months or line.holidays:
        return None
    days = [DAYS[day] for day in line.weekdays]
    if line.nth:
        return {"freq": "MONTHLY", "byday": ",".join(f"{n}{day}" for n in line.nth for day in days)}
    rule = {"freq": "WEEKLY", "byday": ",".join(days)}
    return {**rule, "byweekno": ODD if line.weeks == "odd" else EVEN} if line.weeks else rule


def _of_dates(dates: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    for series in _readable(dates):
        try:
            yield _series(series)
        except DateError:  # nobody can read it: nothing is said
            continue


def _readable(dates: Sequence[Mapping[str, Any]]) -> Iterator[Series]:
    for kept in dates[:MOST_SERIES]:
        with suppress(DateError):
            yield Series.from_dict(kept)


def _week(series: Series) -> dict[str, Any]:
    """On which days of the week, from when until when."""
    days = [DAYS[day] for day in series.weekdays]
    byday = {
        "weekly": days,
        "monthly_weekday": [f"{n}{day}" for n in series.nth for day in days],
        "once": [DAYS[(anchor(series) or series.first).weekday()]],
    }.get(series.kind, [])
    return {
        "byday": ",".join(byday),
        "opens_at": f"{series.begins:%H:%M}" if series.begins else "",
        "closes_at": f"{series.ends:%H:%M}" if series.ends else "",
    }


def _series(series: Series) -> dict[str, Any]:
    first = anchor(series) or series.first
    values: dict[str, Any] = {
        **_week(series),
        "valid_from": series.first.isoformat(),
        "dtstart": first.isoformat(),
        "timezone": WINTER,
        "description": in_words(series, "de"),
        "schedule_link": web(series.link),
        "attending_type": series.registration,
        "notes": f"RFC 5545:\n{to_rfc(series)}",
    }
    if series.until:
        values |= {"until": series.until.isoformat(), "valid_to": series.until.isoformat()}
    if series.kind == "weekly":
        values |= {"freq": "WEEKLY", "interval": series.every, "wkst": "MO"}
    elif series.kind == "monthly_weekday":
        values |= {"freq": "MONTHLY", "interval": series.every}
    elif series.kind == "monthly_day":
        values |= {"freq": "MONTHLY", "interval": series.every, "bymonthday": str(series.month_day)}
    elif series.kind == "once":
        values |= {"until": first.isoformat(), "valid_to": first.isoformat(), "count": 1}
    return values
