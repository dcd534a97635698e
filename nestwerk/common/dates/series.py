"""What a person says about recurring dates: one record, kept as a dict that JSON can hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date, time
from itertools import islice
from typing import Any

KINDS = ("once", "weekly", "monthly_weekday", "monthly_day", "list")
CHANGES = ("skipped", "cancelled", "moved", "extra")
LAST = -1  # the last weekday or day of a month
MOST_CHANGES = 200
MOST_SERIES = 12  # of an offer that are read
LONGEST_TEXT = 300  # characters of a reason, place or note


class DateError(ValueError):
    """Dates cannot be read; the text is a German sentence for the person who wrote them."""


@dataclass(frozen=True, slots=True)
class Change:
    """One exception on ``day``.

    ``skipped``: nothing happens and nobody needs to be told. ``cancelled``: shown as cancelled. ``moved``: takes place
    on ``to`` (or the same day) at another time or place. ``extra``: a day more. Empty parts mean: as in the series.
    """

    kind: str
    day: date
    reason: str = ""
    to: date | None = None
    begins: time | None = None
    ends: time | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """Dates that come again. Times are wall times in Germany (Europe/Berlin), days are inclusive.

    ``kind``: ``once`` (on ``first``), ``weekly`` (on ``weekdays``, 0 is Monday, every ``every`` weeks),
    ``monthly_weekday`` (the ``nth`` of these weekdays, 1 to 5, −1 is the last), ``monthly_day`` (``month_day``, −1 is
    the last), ``list`` (``days``). ``begins`` None: the time is not known. ``ends`` None: open end. ``until`` None: no
    end is known. ``land``: whose school and public holidays count; empty means the one asked for.
    """

    kind: str
    first: date
    begins: time | None = None
    ends: time | None = None
    every: int = 1
    weekdays: tuple[int, ...] = ()
    nth: tuple[int, ...] = ()
    month_day: int = 0
    days: tuple[date, ...] = ()
    until: date | None = None
    land: str = ""
    not_in_school_holidays: bool = False
    not_on_public_holidays: bool = False
    changes: tuple[Change, ...] = ()
    place: str = ""
    link: str = ""
    registration: str = ""

    def to_dict(self) -> dict[str, object]:
        """The series as JSON can hold it: days and times as ISO texts, empty parts left out."""
        kept = _parts(self)
        if self.changes:
            kept["changes"] = [_parts(change) for change in self.changes]
        return kept

    @classmethod
    def from_dict(cls, kept: Mapping[str, object]) -> Series:
        """The series that ``to_dict`` wrote. DateError if it is none."""
        try:
            parts = _read(kept, cls)
            changes = kept.get("changes", [])
            if not isinstance(changes, list) or len(changes) > MOST_CHANGES:
                raise ValueError("changes")
            parts["changes"] = tuple(Change(**_read(item, Change)) for item in changes)
            series = cls(**parts)
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            raise DateError("Diese Termine können wir nicht lesen. Bitte geben Sie sie noch einmal ein.") from error
        if series.kind not in KINDS or any(change.kind not in CHANGES for change in series.changes):
            raise DateError("Diese Art von Terminen kennen wir nicht.")
        return series


def readable(kept: Iterable[Mapping[str, object]]) -> list[Series]:
    """Of the series kept with an offer those that can be read, no more than ``MOST_SERIES``; the rest stays out."""
    found = []
    for one in islice(kept, MOST_SERIES):
        try:
            found.append(Series.from_dict(one))
        except DateError:
            continue
    return found


def _parts(record: Series | Change) -> dict[str, object]:
    kept: dict[str, object] = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name == "changes" or (field.default is not MISSING and value == field.default):
            continue
        if isinstance(value, time):
            value = value.strftime("%H:%M")
        elif isinstance(value, date):
            value = value.isoformat()
        elif isinstance(value, tuple):
            value = [item.isoformat() if isinstance(item, date) else item for item in value]
        kept[field.name] = value
    return kept


_DAYS = {"day", "to", "first", "until"}
_TIMES = {"begins", "ends"}
_NUMBERS = {"every", "month_day"}
_MARKS = {"not_in_school_holidays", "not_on_public_holidays"}
_LISTS = {"weekdays": (-7, 6), "nth": (-5, 5)}


def _read(kept: Mapping[str, object], kind: type[Series | Change]) -> dict[str, Any]:
    """The parts of a record with their types; ValueError, TypeError or KeyError for anything else."""
    parts: dict[str, Any] = {}
    for name in {field.name for field in fields(kind)} & set(kept) - {"changes"}:
        value = kept[name]
        if name in _DAYS:
            parts[name] = date.fromisoformat(_text(value))
        elif name in _TIMES:
            parts[name] = time.fromisoformat(_text(value)).replace(second=0, microsecond=0, tzinfo=None)
        elif name in _NUMBERS:
            parts[name] = _number(value, -31, 99)
        elif name in _MARKS:
            parts[name] = value is True
        elif name in _LISTS:
            parts[name] = tuple(_number(item, *_LISTS[name]) for item in _list(value))
        elif name == "days":
            parts[name] = tuple(date.fromisoformat(_text(item)) for item in _list(value))
        else:
            parts[name] = _text(value)
    return parts


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > 2000:
        raise TypeError("text")
    return value


def _number(value: object, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise TypeError("number")
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list) or len(value) > MOST_CHANGES:
        raise TypeError("list")
    return value
