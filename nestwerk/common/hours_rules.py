"""Opening hours cut into rules: what ``hours`` evaluates and describes.

Syntax: the OpenStreetMap specification of ``opening_hours``
(https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification). Only the cutting is done here; whether an
expression is valid is for the package ``opening_hours`` to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
STATES = {"": "open", "open": "open", "off": "closed", "closed": "closed", "unknown": "unknown"}

_DAY = "(?:" + "|".join(WEEKDAYS) + ")"
_SHIFT = r"(?:\s[+-]\d+\sdays?)?"
_ITEM = rf"(?:PH{_SHIFT}|SH|{_DAY}(?:\s?-\s?{_DAY})?(?:\[[^\]]*\])?{_SHIFT})"
_DAYS = re.compile(rf"(?:^|\s)({_ITEM}(?:(?:\s?,\s?|\s){_ITEM})*)$", re.IGNORECASE)
_FIRST_TIME = re.compile(r"(?<![\w:.])(?:\d{1,2}:\d{2}|\(?(?:sunrise|sunset|dawn|dusk)|24/7)", re.IGNORECASE)
_MODIFIER = re.compile(r"(?:^|\s)(off|closed|open|unknown)$", re.IGNORECASE)
_COMMENT = re.compile(r'\s*"([^"]*)"$')
_SEPARATOR = re.compile(r'("[^"]*")|(;)|(\|\|)|(,)(?=\s)')
_SPAN = re.compile(r"(\d{1,2}:\d{2})(?:\s?-\s?(\d{1,2}:\d{2}))?(\+)?")
_SHIFT_DAYS = re.compile(r"([+-]\d+)\sdays?$", re.IGNORECASE)


class DayItem(NamedTuple):
    """Weekdays (0 is Monday) of one list item with the weeks of the month it is for (empty: every week)."""

    text: str
    weekdays: tuple[int, ...]
    nth: tuple[int, ...]
    shifted: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: ``joined`` says how it follows the one before (``;`` replaces, ``,`` adds, ``||`` falls back)."""

    joined: str
    text: str
    wide: str  # years, months, dates, weeks: as written
    days: tuple[DayItem, ...]
    public_holidays: tuple[int, ...]  # shifts in days, 0 for the holiday itself
    school_holidays: bool
    holidays_and_days: bool  # "PH Mo-Fr": both must hold
    times: str
    state: str  # open, closed, unknown
    comment: str


def cut(expression: str) -> list[Rule]:
    """The rules of an expression in their order. Never raises: what is not understood stays in ``wide``."""
    rules = []
    for joined, text in _pieces(" ".join(expression.split())):
        if text:
            rules.append(_rule(joined, text))
    return rules


def spans(times: str) -> tuple[tuple[str, str], ...]:
    """Start and end as ``HH:MM`` of a clock; an open end is empty; nothing for times of the sun.

    An end after midnight is that of the next morning: ``22:00-26:00`` ends at 02:00, one at midnight at 24:00.
    """
    if "24/7" in times:
        return (("00:00", "24:00"),)
    found = []
    for start, end, _more in _SPAN.findall(times):
        if int(start.split(":")[0]) < 24:
            found.append((start.zfill(5), _of_the_clock(end) if end else ""))
    return tuple(found)


def only_spans(times: str) -> bool:
    """Whether :func:`spans` says all that ``times`` say: no sun, no steps, nothing that begins after midnight."""
    return not _SPAN.sub("", times).replace("24/7", "").strip(" ,") and len(spans(times)) == max(
        len(_SPAN.findall(times)), "24/7" in times
    )


def _of_the_clock(end: str) -> str:
    hour, minute = map(int, end.split(":"))
    return f"{hour - 24 if (hour, minute) > (24, 0) else hour:02}:{minute:02}"


def months(wide: str) -> tuple[int, ...] | None:
    """The months (1 to 12) if ``wide`` is a list of months and nothing else; empty for an empty text."""
    if not wide:
        return ()
    found: list[int] = []
    for item in wide.split(","):
        ends = [part.strip().title() for part in item.split("-")]
        if len(ends) > 2 or any(end not in MONTHS for end in ends):
            return None
        first, last = MONTHS.index(ends[0]), MONTHS.index(ends[-1])
        found += [(first + step) % 12 + 1 for step in range((last - first) % 12 + 1)]
    return tuple(dict.fromkeys(found))


def _pieces(expression: str) -> list[tuple[str, str]]:
    pieces: list[tuple[str, str]] = []
    joined, start = ";", 0
    for match in _SEPARATOR.finditer(expression):
        quote, *separators = match.groups()
        if quote:
            continue
        separator = next(filter(None, separators))
        text = expression[start : match.start()].strip()
        # a comma ends a rule only where the rule is complete; otherwise it is part of a list
        if separator == "," and not (_FIRST_TIME.search(text) or _MODIFIER.search(text) or text.endswith('"')):
            continue
        rest = expression[match.end() :].lstrip()
        if separator == "," and (not rest or (rest[0].isdigit() and re.match(r"\d{1,2}:\d{2}", rest))):
            continue
        pieces.append((joined, text))
        joined, start = separator, match.end()
    pieces.append((joined, expression[start:].strip()))
    return pieces


def _rule(joined: str, text: str) -> Rule:
    rest, comment, modifier = text, "", ""
    if match := _COMMENT.search(rest):
        comment, rest = match[1], rest[: match.start()]
    if match := _MODIFIER.search(rest):
        modifier, rest = match[1].lower(), rest[: match.start()].rstrip()
    times = ""
    if match := _FIRST_TIME.search(rest):
        times, rest = rest[match.start() :], rest[: match.start()].rstrip(" :")
    wide, items = rest, []
    together = False
    if match := _DAYS.search(rest):
        wide = rest[: match.start()].strip(" :")
        items = re.findall(_ITEM, match[1], re.IGNORECASE)
        together = bool(re.search(r"(?:PH|SH)\s(?=[A-Z])", match[1], re.IGNORECASE)) and len(items) > 1
    unsure = not times and not modifier
    return Rule(
        joined=joined,
        text=text,
        wide=wide,
        days=tuple(_day_item(item) for item in items if item[:2].upper() not in ("PH", "SH")),
        public_holidays=tuple(_shift(item) for item in items if item[:2].upper() == "PH"),
        school_holidays=any(item[:2].upper() == "SH" for item in items),
        holidays_and_days=together,
        times=times,
        state="unknown" if unsure else STATES[modifier],
        comment=comment,
    )


def _shift(item: str) -> int:
    match = _SHIFT_DAYS.search(item)
    return int(match[1]) if match else 0


def _day_item(item: str) -> DayItem:
    ends = [WEEKDAYS.index(name.title()) for name in re.findall(_DAY, item, re.IGNORECASE)]
    bracket = re.search(r"\[([^\]]*)\]", item)
    nth = tuple(_numbers(bracket[1])) if bracket else ()
    days = tuple((ends[0] + step) % 7 for step in range((ends[-1] - ends[0]) % 7 + 1))
    return DayItem(item, days, nth, bool(_SHIFT_DAYS.search(item)))


def _numbers(text: str) -> list[int]:
    found: list[int] = []
    for part in re.findall(r"(\d)\s?-\s?(\d)|(-?\d)", text):
        first, last, single = part
        found += [int(single)] if single else list(range(int(first), int(last) + 1))
    return found
