"""When a service is there: schedules of HSDS as OpenStreetMap opening hours, or in words where that does not go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from nestwerk.common import hours

from ..imports import values

_DAYS = {"MO": "Mo", "TU": "Tu", "WE": "We", "TH": "Th", "FR": "Fr", "SA": "Sa", "SU": "Su"}
_BYDAY = re.compile(r"([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)")
_CLOCK = re.compile(
    r"(\d{1,2})(?::(\d{2}))?(?::\d{2})?(?:\.\d+)?\s*(?:([ap])\.?m\.?)?(?:Z|[+-]\d\d:?\d\d)?", re.IGNORECASE
)
Days = tuple[str, ...]


def opening_hours(schedules: Iterable[Mapping[str, Any]], *, today: date) -> tuple[str, list[str]]:
    """(opening hours, words for what does not go into them). Schedules that are over count for nothing."""
    spans: dict[Days, list[str]] = {}
    words: list[str] = []
    free = True  # whether nothing but words of people is left over
    for one in schedules:
        if _over(one, today):
            continue
        days, span = _weekdays(one), _span(one)
        told = " ".join(str(one.get(name) or "").strip() for name in ("description", "notes")).strip()
        if days and span and _plain(one):
            spans.setdefault(days, [])
            if span not in spans[days]:
                spans[days].append(span)
            continue
        free = free and not (days or span)
        clock = "-".join(str(one[name]) for name in ("opens_at", "closes_at") if one.get(name))
        words.append(" ".join(filter(None, (told or ",".join(days), clock))))
    rules = {days: ",".join(sorted(found)) for days, found in spans.items()}
    by_hours: dict[str, list[str]] = {}
    for days, found in rules.items():
        by_hours.setdefault(found, []).extend(days)
    text = "; ".join(f"{','.join(_sorted(days))} {found}" for found, days in by_hours.items())
    if text and not _fits(text):
        return "", [*words, text]
    if not text and free and len(words) == 1:
        read = values.read_hours(words[0])
        if read.sure == values.SURE and not read.rest:
            return read.fields.get("opening_hours", ""), []
    return text, list(dict.fromkeys(filter(None, words)))


def _over(one: Mapping[str, Any], today: date) -> bool:
    for name in ("valid_to", "until"):
        try:
            if one.get(name) and date.fromisoformat(str(one[name])[:10]) < today:
                return True
        except ValueError:
            continue
    return False


def _plain(one: Mapping[str, Any]) -> bool:
    """Whether it comes every week, or on certain weekdays of every month."""
    frequency = str(one.get("freq") or "WEEKLY").upper()
    rare = any(one.get(name) for name in ("byweekno", "byyearday", "count"))
    if rare or str(one.get("interval") or 1) not in ("1", "1.0") or frequency not in ("WEEKLY", "MONTHLY"):
        return False
    numbered = any(number for number, _ in _BYDAY.findall(str(one.get("byday") or "").upper()))
    return numbered if frequency == "MONTHLY" else not numbered


def _weekdays(one: Mapping[str, Any]) -> Days:
    found = _BYDAY.findall(str(one.get("byday") or "").upper().replace(" ", ""))
    return tuple(_DAYS[day] + (f"[{int(number)}]" if number else "") for number, day in found)


def _span(one: Mapping[str, Any]) -> str:
    opens, closes = (_clock(str(one.get(name) or "")) for name in ("opens_at", "closes_at"))
    return f"{opens}-{closes}" if opens and closes and opens < closes else ""


def _clock(text: str) -> str:
    found = _CLOCK.fullmatch(text.strip())
    if not found:
        return ""
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else ""


def _sorted(days: list[str]) -> list[str]:
    order = list(_DAYS.values())
    return sorted(dict.fromkeys(days), key=lambda day: (order.index(day[:2]), day))


def _fits(text: str) -> bool:
    try:
        hours.check(text)
    except hours.HoursError:
        return False
    return True
