"""An appointment list: what stands on the page and on paper, from the same rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from nestwerk.catalogue.records import OfferRecord
from nestwerk.finder.present.contact import Way, ways
from nestwerk.finder.texts import Texts
from nestwerk.finder.wording import dates as wording
from nestwerk.finder.wording.marks import mark
from nestwerk.finder.wording.usual_hours import span

from ..brochure.entries import contact
from ..brochure.entries import place as address_of
from .common import Here, frame, printed, title_of
from .week import Row, bare, by_day, near, rows, shortened

RADII = (15, 10, 5, 3, 2, 1)  # kilometres: the widest in which the week fits on the sheet
ON_THE_SHEET = 30  # rows on the two sides of an A4 sheet


@dataclass(frozen=True, slots=True)
class Line:
    """One date in words. ``notes``: cancelled, moved, to be asked before; ``reason``: of the person who changed it, in
    German; ``german``: its title is in no other language; ``call``: the nearest way."""

    when: str
    title: str
    by: str
    place: str
    notes: tuple[str, ...]
    reason: str
    cancelled: bool
    german: bool
    address: str
    offer: OfferRecord
    call: Way | None


@dataclass(frozen=True, slots=True)
class Day:
    """One day with its dates. ``title``: "Dienstag, 1. Dezember 2026"."""

    day: date
    title: str
    lines: tuple[Line, ...]


def days(here: Here, found: Sequence[Row]) -> list[Day]:
    """The rows in words, day by day."""
    return [
        Day(day, _day(day, here.texts), tuple(_line(here, row) for row in its_rows)) for day, its_rows in by_day(found)
    ]


def list_pdf(here: Here, found: Sequence[Row], *, start: date, weeks: int, filters: Sequence[str], path: str) -> bytes:
    """The list on paper. ``path``: its page with the same filters."""
    texts = here.texts
    return _printed(
        here,
        found,
        heading=texts("sheets.dates.title"),
        span=span_of(start, weeks, texts),
        lead=" · ".join(filters),
        path=path,
    )


def weekly_pdf(here: Here, town: tuple[str, float, float], monday: date, *, path: str) -> bytes:
    """What takes place in a week near a place, as widely as the two sides of a sheet hold."""
    texts = here.texts
    name, lat, lon = town
    every = [row for row in rows(here.snap.offers(here.network.slug), here.network, monday, 1) if not row.cancelled]
    found, km = _near(every, lambda radius: near(lat, lon, radius))
    return _printed(
        here,
        found,
        heading=texts("sheets.weekly.title", place=bare(name)),
        span=span_of(monday, 1, texts),
        lead=texts("sheets.weekly.lead", km=km),
        path=path,
    )


def span_of(start: date, weeks: int, texts: Texts) -> str:
    """The days of a list: "23. November bis 29. November 2026"."""
    last = start + timedelta(days=7 * weeks - 1)
    begins = wording.day_and_month(start, texts)
    return texts("sheets.dates.span", begins=begins, ends=wording.long_day(last.isoformat(), texts))


def _near(every: list[Row], within: Callable[[float], Callable[[Row], bool]]) -> tuple[list[Row], int]:
    found, km = every, RADII[0]
    for km in RADII:
        found = [row for row in every if within(km)(row)]
        if len(found) <= ON_THE_SHEET:
            break
    return found, km


def _printed(here: Here, found: Sequence[Row], *, heading: str, span: str, lead: str, path: str) -> bytes:
    texts = here.texts
    found, more = shortened(found)
    data = frame(here, f"{heading} – {here.network.name}", here.base + path)
    data |= {
        "heading": heading,
        "span": span,
        "lead": lead,
        "days": [{"title": day.title, "rows": [_row(here, line) for line in day.lines]} for day in days(here, found)],
        "nothing": texts("sheets.dates.none"),
        "more": texts("sheets.dates.more") if more else "",
        "ask": texts("sheets.dates.ask"),
        "hint": texts("sheets.dates.hint"),
    }
    return printed(here, "dates.typ", data)


def _row(here: Here, line: Line) -> dict[str, Any]:
    reach = [way for way in contact(line.offer, here.texts) if way["kind"] in ("phone", "email")][:1]
    return {
        "when": line.when,
        "title": line.title,
        "by": line.by,
        "place": line.place,
        "note": (": " if line.cancelled else ". ").join(filter(None, (*line.notes, line.reason))),
        "cancelled": line.cancelled,
        "address": here.base + line.address,
        "ways": reach,
    }


def _line(here: Here, row: Row) -> Line:
    texts, offer = here.texts, row.offer
    title = title_of(offer, texts)
    found = ways(offer, texts)
    where = ", ".join(dict.fromkeys(part for part in (row.place, address_of(offer, texts)) if part))
    return Line(
        when=_when(row, texts),
        title=title,
        by=offer.organisation if offer.organisation != title else "",
        place=where,
        notes=tuple(_notes(here, row)),
        reason=row.reason,
        cancelled=row.cancelled,
        german=not texts.language.german and not offer.texts.get(texts.language.code, {}).get("title"),
        address=here.links.offer(offer.network, offer.id),
        offer=offer,
        call=next((way for way in found if way.voice), found[0] if found else None),
    )


def _notes(here: Here, row: Row) -> list[str]:
    texts = here.texts
    if row.cancelled:
        return [texts("sheets.cancelled")]
    found = []
    if row.moved_from:
        found.append(texts("sheets.dates.moved", day=wording.day_and_month(row.moved_from, texts)))
    if row.uncertain:
        found.append(texts("sheets.dates.uncertain"))
    marked = mark(row.offer, here.today, texts)
    if marked and marked.kind == "unconfirmed":
        found.append(marked.more)
    return [one.rstrip(".") for one in found]


def _when(row: Row, texts: Texts) -> str:
    if row.begins is None:
        return texts("sheets.dates.no_time")
    return span(f"{row.begins:%H:%M}", _end(row), texts)


def _end(row: Row) -> str:
    if row.ends is None:
        return ""
    return "24:00" if f"{row.ends:%H:%M}" == "00:00" else f"{row.ends:%H:%M}"


def _day(day: date, texts: Texts) -> str:
    return wording.full_day(day, texts)
