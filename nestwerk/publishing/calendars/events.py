"""One series as events: the rule, what is left out, what is cancelled or moved, what comes in addition.

A subscriber has to find the very days the page of the offer shows. Where a series keeps clear of school or public
holidays, the rule says each of these days by name and ends with the window: nobody knows the holidays for ever.

UIDs come from the offer, the kind and the first day of its series, so another time or place is the same event. SEQUENCE
is the second (counted from 2026) in which the public last saw the offer change: it grows with each change, is the same
in every copy of the catalogue, and needs no counter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from nestwerk.common.dates import DateError, Occurrence, Series, occurrences, to_rfc
from nestwerk.common.dates.occurrences import rule_days

from .lines import moment, on, plain, text

START = datetime(2026, 1, 1, tzinfo=UTC)
IN_HOLIDAYS = "In den Schulferien bitte nachfragen."
BACK = timedelta(days=31)  # what is over for longer is left out


@dataclass(frozen=True, slots=True)
class About:
    """What all events of an offer have in common. ``place`` empty where it is secret; ``changed`` aware."""

    id: str
    title: str
    description: str
    place: str
    address: str  # of its page
    categories: tuple[str, ...]
    position: tuple[float, float] | None
    changed: datetime
    land: str
    pauses_until: date | None = None


def events(about: About, dates: Sequence[Series], *, today: date, until: date) -> Iterator[str]:
    """The content lines of all events of an offer that are not long over. ``until``: the end of the window."""
    numbers: dict[tuple[str, date], int] = {}
    for series in dates:
        kind = (series.kind, series.first)
        numbers[kind] = numbers.get(kind, -1) + 1
        name = f"{about.id}|{series.kind}|{series.first}|{numbers[kind]}"
        yield from _events(about, series, name, today, until)


def _events(about: About, series: Series, name: str, today: date, until: date) -> Iterator[str]:
    start = today - BACK
    shown = [one for one in occurrences(series, start, until, land=about.land) if not _pauses(about, one.day, today)]
    if not shown:
        return
    if series.kind == "once":
        for number, one in enumerate(shown):
            yield from _single(about, series, one, f"{name}|{number}")
        return
    held = series.not_in_school_holidays or series.not_on_public_holidays
    ends = min(series.until or until, until) if held else series.until
    rule = replace(series, changes=(), until=ends)
    try:
        lines = to_rfc(rule).split("\n")
    except DateError:
        return
    regular = _regular(about, series, shown, start, until)
    planned = list(rule_days(rule, start, until))
    instead, apart, out = _sorted(series, shown, planned, regular)
    if any(day not in out for day in planned) or not planned:
        yield from _begin(about, name)
        yield from lines
        if out:
            yield on("EXDATE", sorted(out), series.begins)
        unsure = any(one.uncertain for one in shown)
        yield from _end(about, series.place, series, hint=IN_HOLIDAYS if unsure else "")
    else:
        instead = []
    for day, one in instead:
        yield from _begin(about, name)
        yield on("RECURRENCE-ID", [day], series.begins)
        yield from _when(one)
        yield from _end(about, one.place, series, one)
    alike: Counter[str] = Counter()
    for one in apart:
        own = f"{name}|{one.moved_from or ''}|{one.day}"
        yield from _single(about, series, one, f"{own}|{alike[own]}" if alike[own] else own)
        alike[own] += 1


def _regular(about: About, series: Series, shown: list[Occurrence], start: date, until: date) -> set[date]:
    """The days on which the rule itself holds; an extra date on one of its days does not bring that day back."""
    if any(change.kind == "extra" for change in series.changes):
        without_extra = replace(series, changes=tuple(change for change in series.changes if change.kind != "extra"))
        held = {one.day for one in occurrences(without_extra, start, until, land=about.land) if one.moved_from is None}
        return held & {one.day for one in shown}
    return {one.day for one in shown if one.moved_from is None}


def _sorted(
    series: Series, shown: list[Occurrence], planned: list[date], regular: set[date]
) -> tuple[list[tuple[date, Occurrence]], list[Occurrence], set[date]]:
    """Dates that stand in place of a day of the rule, dates that stand by themselves, and days of the rule left out."""
    out = {day for day in planned if day not in regular}
    in_rule = set(planned)
    changes = {change.day: change for change in series.changes if change.kind != "extra"}
    instead, apart, replaced = [], [], set[date]()
    for one in shown:
        planned_for = one.moved_from or one.day
        change = changes.get(planned_for)
        if one.moved_from is None and (change is None or change.kind == "skipped") and one.day in in_rule:
            if _is_usual(series, one) and one.day not in out:
                continue
            apart.append(one)  # an extra date on a day of the rule
        elif (
            change is not None
            and planned_for in in_rule
            and planned_for not in replaced  # of a cancelled date and an extra one on its day one stands by itself
            and (one.begins is None) is (series.begins is None)
        ):
            replaced.add(planned_for)
            instead.append((planned_for, one))
            out.discard(planned_for)
        else:
            apart.append(one)
    return instead, apart, out


def _is_usual(series: Series, one: Occurrence) -> bool:
    return (one.begins, one.ends, one.place) == (series.begins, series.ends, series.place)


def _pauses(about: About, day: date, today: date) -> bool:
    return about.pauses_until is not None and today <= day < about.pauses_until


def _single(about: About, series: Series, one: Occurrence, name: str) -> Iterator[str]:
    yield from _begin(about, name)
    yield from _when(one)
    yield from _end(about, one.place, series, one)


def _when(one: Occurrence) -> Iterator[str]:
    yield on("DTSTART", [one.day], one.begins)
    if one.begins is not None and one.ends is not None and one.ends > one.begins:
        yield on("DTEND", [one.day], one.ends)


def _begin(about: About, name: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid5(NAMESPACE_URL, name)}"
    yield moment("DTSTAMP", about.changed)
    yield moment("LAST-MODIFIED", about.changed)
    yield f"SEQUENCE:{max(int((about.changed - START).total_seconds()), 0)}"


def _end(about: About, place: str, series: Series, one: Occurrence | None = None, *, hint: str = "") -> Iterator[str]:
    yield text("SUMMARY", about.title)
    said = [one.reason if one else hint, about.description, series.registration, series.link]
    if any(said):
        yield text("DESCRIPTION", "\n".join(part for part in said if part))
    where = ", ".join(dict.fromkeys(part for part in (place, about.place) if part))
    if where:
        yield text("LOCATION", where)
    if about.position is not None and not place:
        yield f"GEO:{about.position[0]:.5f};{about.position[1]:.5f}"
    if about.categories:
        yield "CATEGORIES:" + ",".join(text("", one)[1:] for one in about.categories)
    yield plain("URL", about.address)
    yield "STATUS:CANCELLED" if one is not None and one.cancelled else "STATUS:CONFIRMED"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"
