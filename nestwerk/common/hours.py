"""Opening hours in OpenStreetMap syntax, evaluated for a German Land.

The evaluation is that of the package ``opening_hours``. It knows only holidays that are the same in all of Germany, so
``PH`` is replaced by the dates of the Land (package ``holidays``) before an expression is read. Three conventions of
our own, because a wrong "open" costs a family a journey:

- days without times ("Mo-Fr") and a mere comment ("nach Vereinbarung") are *unknown*, not open around the clock;
- an open end ("We 10:30+") counts as open for two hours;
- school holidays (``SH``) are those of ``common.dates.school``. Where a year of a Land is not known there, such rules
  are left out, and "open" becomes unknown: somebody may be closed and nobody can say.

Times are Europe/Berlin whatever the zone of ``at``. Nothing here asks the clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from opening_hours import OpeningHours, ParserError, State  # type: ignore[attr-defined]  # its stubs forget the error

from nestwerk.common import hours_rules as rules
from nestwerk.common.dates.school import in_school_holidays, school_holidays
from nestwerk.common.hours_rules import Rule

BERLIN = ZoneInfo("Europe/Berlin")
LONGEST = 500  # characters
OPEN_END = timedelta(hours=2)
HORIZON_DAYS = 400

_OPEN_ENDED = re.compile(r"(?<![-\d])(\d{1,2}):(\d{2})\+")
_END_OPEN = re.compile(r"(-\s?\d{1,2}:\d{2})\+")  # "09:00-12:00+", perhaps longer: twelve is what somebody can rely on
_COLUMN = re.compile(r"--> \d+:(\d+)")

Span = tuple[datetime, datetime]


class HoursError(ValueError):
    """The expression cannot be read; the text is a German sentence for the person who wrote it."""


@dataclass(frozen=True, slots=True)
class HoursLine:
    """One line of the weekly table, free of any language.

    ``weekdays``: 0 is Monday. ``spans``: ("09:00", "12:00"), an empty end means open-ended. ``nth``: weeks of the month
    (−1 is the last), ``months``: 1 to 12, ``weeks``: "odd" or "even"; empty means every. ``holidays``: "PH", "SH".
    ``state``: open, closed or unknown. ``complete`` is False where ``text`` (the rule as written) says more than this.
    """

    weekdays: tuple[int, ...] = ()
    spans: tuple[tuple[str, str], ...] = ()
    nth: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    weeks: str = ""
    holidays: tuple[str, ...] = ()
    state: str = "open"
    comment: str = ""
    complete: bool = True
    text: str = ""


def check(expression: str) -> None:
    """Raise HoursError with a German sentence if the expression cannot be read. Empty is fine: hours unknown."""
    example = "Ein Beispiel: Mo-Fr 08:00-12:00; We 14:00-16:00; PH off"
    if len(expression) > LONGEST:
        raise HoursError(f"Diese Öffnungszeiten sind zu lang: höchstens {LONGEST} Zeichen.")
    if not expression.strip():
        return
    try:
        OpeningHours(expression, timezone=BERLIN)
    except ParserError as error:
        found = _COLUMN.search(str(error))
        start = int(found[1]) - 1 if found else 0
        rest = expression[start : start + 20].strip() or "dem Ende"
        raise HoursError(f"Diese Öffnungszeiten verstehen wir ab „{rest}“ nicht. {example}") from error
    for year in (2024, 2028):  # a leap year that begins on a Monday and one that begins on a Saturday
        try:
            _compile(expression, "", year)
        except ParserError as error:
            raise HoursError(f"Diese Angabe zu Feiertagen oder Ferien verstehen wir nicht. {example}") from error


def is_open(expression: str, at: datetime, land: str) -> bool | None:
    """Whether it is open at the moment ``at`` (aware); None if nobody can say. ``land``: "TH" …, "" for all Länder."""
    at = at.astimezone(BERLIN)
    hours = _compiled(expression, land, at.year)
    if hours is None:
        return None
    state, _comment = hours.state(at)
    if state == State.OPEN and in_school_holidays(land, at.date()) is None and closes_in_school_holidays(expression):
        return None
    return None if state == State.UNKNOWN else bool(state == State.OPEN)


def next_change(expression: str, at: datetime, land: str) -> datetime | None:
    """The next moment after ``at`` at which open, closed or unknown changes, in Berlin time; None if there is none."""
    at = at.astimezone(BERLIN)
    hours = _compiled(expression, land, at.year)
    return hours.next_change(at) if hours is not None else None


def next_opening(expression: str, at: datetime, land: str) -> datetime | None:
    """When it opens next after ``at``, in Berlin time; None if not within about a year or unknown."""
    at = at.astimezone(BERLIN)
    hours = _compiled(expression, land, at.year)
    if hours is None:
        return None
    moment: datetime | None = at
    for _ in range(100):
        moment = hours.next_change(moment)
        if moment is None:
            return None
        if hours.state(moment)[0] == State.OPEN:
            return moment
    return None


def week(expression: str, at: datetime, land: str) -> list[tuple[date, list[Span]]]:
    """Seven days from the day of ``at`` (Berlin) with their open spans; a span past midnight stands on its first day.

    Empty if nothing is known.
    """
    first = at.astimezone(BERLIN).date()
    hours = _compiled(expression, land, first.year)
    if hours is None:
        return []
    days: dict[date, list[Span]] = {first + timedelta(days=step): [] for step in range(7)}
    begin, end = _midnight(first - timedelta(days=1)), _midnight(first + timedelta(days=8))  # whole nights at both ends
    for start, stop, state, _comment in hours.intervals(begin, end):
        if state == State.OPEN:
            for piece in _by_day(start, stop):
                if piece[0].date() in days:
                    days[piece[0].date()].append(piece)
    return list(days.items())


def depends_on_school_holidays(expression: str) -> bool:
    """Whether a rule speaks of school holidays, so that somebody should ask where those are not known."""
    return any(rule.school_holidays for rule in rules.cut(expression))


def closes_in_school_holidays(expression: str) -> bool:
    """Whether it is closed in the school holidays ("SH off")."""
    return any(rule.school_holidays and rule.state == "closed" for rule in rules.cut(expression))


@lru_cache(maxsize=4096)
def describe(expression: str) -> tuple[HoursLine, ...]:
    """The weekly table: plain weekdays first (later rules already applied, equal days joined), then the special lines.

    An expression that cannot be read gives no lines.
    """
    try:
        check(expression)
    except HoursError:
        return ()
    table: dict[int, list[HoursLine]] = {}
    special: list[HoursLine] = []
    for rule in rules.cut(expression):
        for line in _lines(rule):
            plain = line.complete and not (line.nth or line.months or line.weeks or line.holidays)
            if not plain or rule.joined == "||" or not line.weekdays:
                special.append(line)
                continue
            for day in line.weekdays:
                before = table.get(day, []) if rule.joined == "," and line.state == "open" else []
                table[day] = _with_line([kept for kept in before if kept.state == "open"], line, day)
    return (*_joined(table), *special)


def _with_line(kept: list[HoursLine], line: HoursLine, day: int) -> list[HoursLine]:
    """The lines of a day with one more; times with the same comment stand together, others keep their own."""
    same = [other for other in kept if other.comment == line.comment]
    spans = tuple(sorted({*line.spans, *(span for other in same for span in other.spans)})) if same else line.spans
    rest = [other for other in kept if other not in same]
    return [*rest, HoursLine((day,), spans, state=line.state, comment=line.comment)]


def _joined(table: dict[int, list[HoursLine]]) -> Iterator[HoursLine]:
    groups: dict[tuple[object, ...], tuple[HoursLine, list[int]]] = {}
    for day in sorted(table):
        for line in table[day]:
            groups.setdefault((line.spans, line.state, line.comment), (line, []))[1].append(day)
    for line, days in groups.values():
        yield HoursLine(tuple(days), line.spans, state=line.state, comment=line.comment)


def _lines(rule: Rule) -> Iterator[HoursLine]:
    months = rules.months(rule.wide)
    parity = re.fullmatch(r"week\s?0?([12])-5[23]/2", rule.wide)
    weeks = {"1": "odd", "2": "even"}[parity[1]] if parity else ""
    shifted = any(item.shifted for item in rule.days) or any(rule.public_holidays)
    odd = not rules.only_spans(rule.times)
    complete = (months is not None or bool(weeks)) and not (shifted or odd or rule.holidays_and_days)
    line = HoursLine(
        spans=() if odd else rules.spans(rule.times),
        months=months or (),
        weeks=weeks,
        state=rule.state,
        comment=rule.comment,
        complete=complete,
        text="" if complete else rule.text,
    )
    names = ("PH",) * bool(rule.public_holidays) + ("SH",) * rule.school_holidays
    if names:
        yield replace(line, holidays=names)
    if rule.holidays_and_days:
        return
    by_nth: dict[tuple[int, ...], list[int]] = {}
    for item in rule.days:
        by_nth.setdefault(item.nth, []).extend(item.weekdays)
    if not names and not rule.days:
        by_nth[()] = list(range(7)) if rule.times or rule.state == "closed" else []
    for nth, days in by_nth.items():
        yield replace(line, weekdays=tuple(sorted(set(days))), nth=nth)


@lru_cache(maxsize=8192)
def _compiled(expression: str, land: str, year: int) -> OpeningHours | None:
    try:
        return _compile(expression, land, year)
    except ParserError:
        return None


def _compile(expression: str, land: str, year: int) -> OpeningHours | None:
    parts: list[str] = []
    cut = rules.cut(expression)
    if all(rule.state == "closed" for rule in cut):
        return None  # nobody said when it is open
    for rule in cut:
        for text in _rewritten(rule, land, year):
            parts += [{";": "; ", ",": ", ", "||": " || "}[rule.joined] if parts else "", text]
    if not parts:
        return None
    return OpeningHours("".join(parts), timezone=BERLIN, max_interval_days=HORIZON_DAYS)


def _rewritten(rule: Rule, land: str, year: int) -> Iterator[str]:
    """The rule as the package can read it: holidays as dates, school holidays left out, doubt as ``unknown``."""
    times = _OPEN_ENDED.sub(_open_end, _END_OPEN.sub(r"\1", rule.times))
    modifier = {"open": "", "closed": "off", "unknown": "unknown"}[rule.state]
    comment = f'"{rule.comment}"' if rule.comment else ""
    tail = " ".join(filter(None, (times, modifier, comment)))
    days = ",".join(item.text for item in rule.days)
    if rule.joined == "||" and not (rule.wide or rule.days or rule.public_holidays or rule.school_holidays):
        # A fallback for all times: the package takes one without days for the whole of the hours.
        days, tail = "Mo-Su", tail.replace("24/7", "").strip()
    if not (rule.public_holidays or rule.school_holidays):
        yield " ".join(filter(None, (rule.wide, days, tail)))
        return
    if days and not rule.holidays_and_days:
        yield " ".join(filter(None, (rule.wide, days, tail)))
    limited = days if rule.holidays_and_days else ""
    if rule.public_holidays and (dates := _holiday_dates(rule, land, year)):
        yield " ".join(filter(None, (dates, limited, tail)))
    if rule.school_holidays and (dates := _school_dates(rule, land, year)):
        yield " ".join(filter(None, (dates, limited, tail)))


def _school_dates(rule: Rule, land: str, year: int) -> str:
    breaks = school_holidays(land, date(year, 1, 1), date(year + 1, 12, 31))
    if not rule.wide:
        return ",".join(f"{_written(item.first)}-{_written(item.last)}" for item in breaks)
    days = {item.first + timedelta(days=step) for item in breaks for step in range((item.last - item.first).days + 1)}
    return _dates_within(rule, days)


def _holiday_dates(rule: Rule, land: str, year: int) -> str:
    moved = {day + timedelta(days=shift) for day in _public_holidays(land, year) for shift in rule.public_holidays}
    return _dates_within(rule, moved)


def _dates_within(rule: Rule, days: set[date]) -> str:
    """The days as the syntax writes them; only those in the months, weeks or years that the rule is for."""
    if rule.wide:
        within = OpeningHours(f"{rule.wide} 00:00-24:00", timezone=BERLIN)
        days = {day for day in days if within.is_open(_midnight(day) + timedelta(hours=12))}
    return ",".join(_written(day) for day in sorted(days))


def _written(day: date) -> str:
    return f"{day.year} {rules.MONTHS[day.month - 1]} {day.day:02}"


@lru_cache(maxsize=256)
def _public_holidays(land: str, year: int) -> tuple[date, ...]:
    """Public holidays of a Land in a year and the next; without a (known) Land those of the whole country.

    Source: the holiday laws of the Länder as kept by the package ``holidays``; holidays that hold only in some
    municipalities of a Land are not among them.
    """
    subdivision = land if land in holidays.Germany.subdivisions else None
    return tuple(sorted(holidays.country_holidays("DE", subdiv=subdivision, years=(year, year + 1))))


def _open_end(match: re.Match[str]) -> str:
    start = timedelta(hours=int(match[1]), minutes=int(match[2]))
    minutes = int((start + OPEN_END).total_seconds()) // 60
    return f"{match[1]}:{match[2]}-{minutes // 60:02}:{minutes % 60:02}"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BERLIN)


def _by_day(start: datetime, stop: datetime) -> Iterator[Span]:
    """Cut a long span at midnights; one that only runs into the next morning stays whole."""
    while stop > (midnight := _midnight(start.date() + timedelta(days=1))):
        if stop - midnight <= timedelta(hours=8) and start.time() >= time(12):
            break
        yield start, midnight
        start = midnight
    yield start, stop
