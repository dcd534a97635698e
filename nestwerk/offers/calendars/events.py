"""Reading the bytes of a calendar: the few things of each event that are taken over, and nothing else.

Title, time and place. Descriptions, organisers and guests name people and stay where they are; even the identifier of
an event may be an address of somebody, so only its fingerprint is kept.
"""

from __future__ import annotations

import hashlib
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import icalendar

from nestwerk.common.dates.occurrences import BERLIN
from nestwerk.common.dates.series import LONGEST_TEXT

MOST_BYTES = 2 * 1024 * 1024
MOST_EVENTS = 5000  # in the file; how many of them are taken says ``taking``
_BREAKS = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError, ArithmeticError)
_NOT_A_PLACE = re.compile(r"\S*(?:://|@|www\.)\S*")


class NoCalendar(ValueError):
    """What lies there cannot be read; the text is a German sentence for who gave the address."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event, in the wall time of its own zone. ``starts`` is a day where the event has no times.

    ``ends``: the moment, or for whole days the last day; None if unknown. ``rule``: parts of the RRULE. ``replaces``:
    the moment of the series this event stands for. ``onwards``: and all that follow.
    """

    key: str
    title: str
    place: str
    starts: date | datetime
    ends: date | datetime | None = None
    rule: Mapping[str, list[Any]] | None = None
    out: tuple[date | datetime, ...] = ()
    more: tuple[date | datetime, ...] = ()
    cancelled: bool = False
    replaces: date | datetime | None = None
    onwards: bool = False
    strange: bool = False  # a rule, or days, that could not be read


@dataclass(frozen=True, slots=True)
class Read:
    """A calendar that was read. ``unreadable``: events without a moment they begin at."""

    events: tuple[Event, ...]
    unreadable: int = 0


def read_events(raw: bytes) -> Read:
    """All events of a calendar file. Raises NoCalendar for what is none, and for more than we take in hand."""
    if len(raw) > MOST_BYTES:
        raise NoCalendar("Der Kalender ist zu groß: höchstens 2 MB. Gibt es eine Adresse nur für dieses Angebot?")
    if raw.upper().count(b"BEGIN:VEVENT") > MOST_EVENTS:
        raise NoCalendar(f"In diesem Kalender stehen mehr als {MOST_EVENTS} Termine. Das ist zu viel auf einmal.")
    found, unreadable = [], 0
    for component in _events_in(raw):
        try:
            event = _event(component)
        except _BREAKS:  # one broken event does not spoil the others
            event = None
        if event is None:
            unreadable += 1
        else:
            found.append(event)
    return Read(tuple(found), unreadable)


def local(moment: date | datetime) -> tuple[date, time | None]:
    """The day in Germany, and the time of day if there is one. A moment without a zone is meant as it stands."""
    if not isinstance(moment, datetime):
        return moment, None
    if moment.tzinfo is not None:
        moment = moment.astimezone(BERLIN)
    return moment.date(), moment.time().replace(second=0, microsecond=0, tzinfo=None)


def runs_like_berlin(moment: date | datetime) -> bool:
    """Whether a rule in the zone of this moment falls on the same wall time in Germany, summer and winter."""
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        return True
    days = [moment.replace(tzinfo=None), *(datetime(moment.year + n, month, 5) for n in (0, 1) for month in (1, 7))]  # noqa: DTZ001
    return all(day.replace(tzinfo=moment.tzinfo).utcoffset() == day.replace(tzinfo=BERLIN).utcoffset() for day in days)


def fingerprint(text: str) -> str:
    """Sixteen letters that stand for a text."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def _events_in(raw: bytes) -> list[Any]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # names of zones that are guessed: we check what becomes of them
            components = icalendar.Calendar.from_ical(_text(raw), multiple=True)
    except _BREAKS as error:
        raise NoCalendar(
            "Unter dieser Adresse liegt kein Kalender, den wir lesen können. Eine Kalenderadresse endet meist auf .ics."
        ) from error
    return [event for component in components for event in component.walk("VEVENT")]


def _text(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def _event(component: Any) -> Event | None:
    starts = _moment(component, "DTSTART")
    if starts is None:
        return None
    rule, strange = _rule(component)
    (out, odd_out), (more, odd_more) = _moments(component, "EXDATE"), _moments(component, "RDATE")
    replaced = component.get("RECURRENCE-ID")
    replaces = _moment(component, "RECURRENCE-ID")
    status = _line(component, "STATUS").upper()
    return Event(
        key=fingerprint(_line(component, "UID") or f"{_line(component, 'SUMMARY')} {starts.isoformat()}"),
        title=_line(component, "SUMMARY")[:LONGEST_TEXT],
        place=" ".join(_NOT_A_PLACE.sub(" ", _line(component, "LOCATION")).split()).strip(" ,;")[:LONGEST_TEXT],
        starts=starts,
        ends=_ends(component, starts),
        rule=rule,
        out=out,
        more=more,
        cancelled=status == "CANCELLED",
        replaces=replaces,
        onwards=replaced is not None and "RANGE" in getattr(replaced, "params", {}),
        strange=strange or odd_out or odd_more or (replaced is not None and replaces is None),
    )


def _ends(component: Any, starts: date | datetime) -> date | datetime | None:
    ends = _moment(component, "DTEND")
    span = _value(component.get("DURATION"), "dt")
    if ends is None and isinstance(span, timedelta):
        ends = starts + span
    if ends is None or isinstance(ends, datetime) is not isinstance(starts, datetime):
        return None
    if not isinstance(ends, datetime):
        return max(ends - timedelta(days=1), starts)  # the standard names the day after the last
    if (ends.tzinfo is None) is not (starts.tzinfo is None):  # type: ignore[union-attr]
        return None
    return ends if ends > starts else None


def _moment(component: Any, name: str) -> date | datetime | None:
    return _clean(_value(component.get(name), "dt"))


def _value(entry: Any, name: str) -> Any:
    """A part of a property; None for one that the reader marked as broken."""
    entry = _first(entry)
    return None if entry is None or isinstance(entry, icalendar.vBroken) else getattr(entry, name, None)


def _clean(found: Any) -> date | datetime | None:
    if not isinstance(found, date) or not 1900 < found.year < 2200:
        return None
    if isinstance(found, datetime):
        found = found.replace(microsecond=0)
        if found.tzinfo is not None:
            found.astimezone(UTC)  # a zone that cannot be reckoned with breaks here, not later
    return found


def _moments(component: Any, name: str) -> tuple[tuple[date | datetime, ...], bool]:
    """The moments of a list property, and whether some of it was not to be read."""
    found, odd = [], False
    entry = component.get(name)
    for part in entry if isinstance(entry, list) else [entry] if entry is not None else []:
        for item in _value(part, "dts") or (None,):
            moment = getattr(item, "dt", None)
            clean = _clean(moment[0] if isinstance(moment, tuple) else moment)
            odd = odd or clean is None
            if clean is not None:
                found.append(clean)
    return tuple(found), odd


def _rule(component: Any) -> tuple[Mapping[str, list[Any]] | None, bool]:
    entry = component.get("RRULE")
    if entry is None:
        return None, any(name == "RRULE" for name, _ in component.errors)
    if isinstance(entry, list | icalendar.vBroken) or not hasattr(entry, "items"):
        return None, True
    return {str(name).upper(): value if isinstance(value, list) else [value] for name, value in entry.items()}, False


def _line(component: Any, name: str) -> str:
    """A text property in one line, without control characters."""
    found = _first(component.get(name))
    return " ".join("".join(sign if sign.isprintable() else " " for sign in str(found or "")).split())


def _first(entry: Any) -> Any:
    return (entry[0] if entry else None) if isinstance(entry, list) else entry
