"""A series as the text of RFC 5545 (iCalendar), and back.

Written are DTSTART, DTEND, RRULE, EXDATE and RDATE: the rule, the days left out and the days more. What the standard
has no word for (reasons, other times of single days, the school holidays of a Land) lives in the dict. Times carry
``TZID=Europe/Berlin``; a series without a time is written in whole days.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time

from nestwerk.common.dates.occurrences import BERLIN, anchor
from nestwerk.common.dates.series import Change, DateError, Series

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LONGEST = 20_000  # characters

_ZONE = "TZID=Europe/Berlin"
_LINE = re.compile(r"([A-Z]+)((?:;[A-Z]+=[^;:]+)*):(.*)")
_BYDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")


def to_rfc(series: Series) -> str:
    """The lines of RFC 5545 for this series. DTSTART is the first day of the rule, as the standard wants it.

    DateError if the rule has no day at all.
    """
    origin = anchor(series)
    if origin is None:
        raise DateError("Zu dieser Angabe gibt es keinen einzigen Termin.")
    timed = series.begins
    lines = [_property("DTSTART", (origin,), timed)]
    if timed and series.ends:
        lines.append(_property("DTEND", (origin,), series.ends))
    more = [change.to or change.day for change in series.changes if change.kind in ("moved", "extra")]
    if series.kind == "list":
        more += [day for day in series.days if day != origin]
    elif series.kind != "once":
        lines.append(_rrule(series))
    out = [change.day for change in series.changes if change.kind in ("skipped", "cancelled", "moved")]
    for name, days in (("EXDATE", out), ("RDATE", more)):
        if days:
            lines.append(_property(name, sorted(set(days)), timed))
    return "\n".join(lines)


def from_rfc(text: str) -> Series:
    """The series in lines of RFC 5545. DateError with a German sentence for what we cannot hold."""
    if len(text) > LONGEST:
        raise DateError("Dieser Text ist zu lang für eine Terminreihe.")
    found: dict[str, list[str]] = {}
    for line in re.sub(r"\r?\n[ \t]", "", text.strip()).splitlines():
        match = _LINE.fullmatch(line.strip())
        if match is None:
            raise DateError(f"Diese Zeile verstehen wir nicht: {line.strip()[:60]}")
        found.setdefault(match[1], []).extend(match[3].split(",") if match[1] != "RRULE" else [match[3]])
    try:
        return _series(found)
    except (KeyError, ValueError) as error:
        if isinstance(error, DateError):
            raise
        raise DateError("Diese Terminreihe verstehen wir nicht.") from error


def _property(name: str, days: Iterable[date], at: time | None) -> str:
    if at is None:
        return f"{name};VALUE=DATE:" + ",".join(f"{day:%Y%m%d}" for day in days)
    return f"{name};{_ZONE}:" + ",".join(f"{day:%Y%m%d}T{at:%H%M}00" for day in days)


def _rrule(series: Series) -> str:
    parts = ["FREQ=WEEKLY" if series.kind == "weekly" else "FREQ=MONTHLY"]
    if series.every > 1:
        parts.append(f"INTERVAL={series.every}")
    if series.until is not None:
        if series.begins is None:
            parts.append(f"UNTIL={series.until:%Y%m%d}")
        else:
            last = datetime.combine(series.until, time(23, 59, 59), BERLIN).astimezone(UTC)
            parts.append(f"UNTIL={last:%Y%m%dT%H%M%S}Z")
    if series.kind == "weekly":
        parts += ["BYDAY=" + ",".join(DAYS[day] for day in series.weekdays), "WKST=MO"]
    elif series.kind == "monthly_weekday":
        parts.append("BYDAY=" + ",".join(f"{n}{DAYS[day]}" for n in series.nth for day in series.weekdays))
    else:
        parts.append(f"BYMONTHDAY={series.month_day}")
    return "RRULE:" + ";".join(parts)


def _series(found: dict[str, list[str]]) -> Series:
    first, begins = _moment(found["DTSTART"][0])
    ends = None
    if "DTEND" in found:
        last_day, ends = _moment(found["DTEND"][0])
        if last_day != first:
            raise DateError("Ein Termin über Mitternacht passt hier nicht. Bitte legen Sie zwei Termine an.")
    out = tuple(Change("skipped", _moment(text)[0]) for text in found.get("EXDATE", ()))
    more = tuple(_moment(text)[0] for text in found.get("RDATE", ()))
    if "RRULE" not in found:
        kind = "list" if more else "once"
        days = tuple(sorted({first, *more})) if more else ()
        return Series(kind, first, begins, ends, days=days, changes=out)
    series = _rule(found["RRULE"][0], Series("weekly", first, begins, ends))
    return replace(series, changes=(*out, *(Change("extra", day) for day in more)))


def _rule(text: str, series: Series) -> Series:
    parts = dict(part.split("=", 1) for part in text.upper().split(";"))
    unknown = set(parts) - {"FREQ", "INTERVAL", "UNTIL", "BYDAY", "BYMONTHDAY", "WKST"}
    if unknown or parts.get("WKST", "MO") != "MO":
        raise DateError("Diese Regel ist hier nicht vorgesehen. Bitte nennen Sie die einzelnen Tage.")
    series = replace(series, every=int(parts.get("INTERVAL", "1")), until=_until(parts.get("UNTIL", "")))
    days = [_BYDAY.fullmatch(item) for item in parts.get("BYDAY", "").split(",") if item]
    if None in days or series.every < 1:
        raise ValueError(text)
    numbers = tuple(dict.fromkeys(int(match[1] or 0) for match in days if match))
    weekdays = tuple(dict.fromkeys(DAYS.index(match[2]) for match in days if match))
    if parts["FREQ"] == "WEEKLY" and numbers in ((), (0,)):
        return replace(series, weekdays=weekdays or (series.first.weekday(),))
    if parts["FREQ"] == "MONTHLY" and days and 0 not in numbers and len(numbers) * len(weekdays) == len(days):
        return replace(series, kind="monthly_weekday", weekdays=weekdays, nth=numbers)
    if parts["FREQ"] == "MONTHLY" and not days:
        return replace(series, kind="monthly_day", month_day=int(parts.get("BYMONTHDAY", series.first.day)))
    raise DateError("Diese Regel ist hier nicht vorgesehen. Bitte nennen Sie die einzelnen Tage.")


def _moment(text: str) -> tuple[date, time | None]:
    if len(text) == 8:
        return datetime.strptime(text, "%Y%m%d").date(), None  # noqa: DTZ007  # a day has no zone
    if text.endswith("Z"):
        at = datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).astimezone(BERLIN)
    else:
        at = datetime.strptime(text, "%Y%m%dT%H%M%S").replace(tzinfo=BERLIN)
    return at.date(), at.time().replace(second=0)


def _until(text: str) -> date | None:
    return _moment(text)[0] if text else None
