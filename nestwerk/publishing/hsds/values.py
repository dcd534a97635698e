"""Single values of a request: each means something, or it is refused with a sentence."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from .ids import is_uuid
from .schedules import DAYS

LONGEST_SEARCH = 300
LAST_PAGE = 1_000_000
OLDEST = 150.0  # years
FARTHEST = 500_000  # metres


class Wrong(Exception):
    """A parameter nobody can make sense of; ``message`` is a German sentence for whoever asked."""

    def __init__(self, parameter: str, message: str) -> None:
        super().__init__(message)
        self.parameter, self.message = parameter, message


def number(one: Mapping[str, str], name: str, least: int, most: int) -> int | None:
    """A whole number; None if it is not asked."""
    text = one.get(name, "")
    if not text:
        return None
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII) or not least <= int(text) <= most:
        raise Wrong(name, f"Bitte eine ganze Zahl von {least} bis {most}.")
    return int(text)


def flag(one: Mapping[str, str], name: str) -> bool:
    """Whether it is asked."""
    return choice(one, name, ("true", "false", "1", "0")) in ("true", "1")


def choice(one: Mapping[str, str], name: str, allowed: Sequence[str]) -> str:
    """One of the words allowed; empty if it is not asked."""
    text = one.get(name, "").lower()
    if text and text not in allowed:
        raise Wrong(name, f"Möglich sind: {', '.join(allowed)}.")
    return text


def search(text: str) -> str:
    """What somebody typed."""
    if len(text) > LONGEST_SEARCH:
        raise Wrong("search", f"Bitte höchstens {LONGEST_SEARCH} Zeichen.")
    return text


def uuid(one: Mapping[str, str], name: str) -> str:
    """An id; empty if it is not asked."""
    text = one.get(name, "")
    if text and not is_uuid(text):
        raise Wrong(name, "Das ist keine UUID.")
    return text.lower()


def uuids(given: Mapping[str, Sequence[str]], name: str) -> tuple[str, ...]:
    """Each id once, in order."""
    return tuple(dict.fromkeys(uuid({name: text.strip()}, name) for text in given.get(name, ()) if text.strip()))


def moment(one: Mapping[str, str]) -> datetime | None:
    """An instant; without a zone it is UTC."""
    text = one.get("modified_after", "").replace(" ", "+")  # a plus sign that nobody encoded
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Wrong("modified_after", "Bitte einen Zeitpunkt nach ISO 8601, etwa 2026-11-22T09:00:00Z.") from None


def age(one: Mapping[str, str], name: str) -> float | None:
    """An age in years."""
    text = one.get(name, "")
    if not text:
        return None
    if (
        not re.fullmatch(r"\d{1,3}(\.\d{1,6})?", text, re.ASCII)
        or not math.isfinite(float(text))
        or float(text) > OLDEST
    ):
        raise Wrong(name, "Bitte ein Alter in Jahren, etwa 3 oder 0.5.")
    return float(text)


def clock(one: Mapping[str, str], name: str) -> int | None:
    """A time of day in minutes."""
    text = one.get(name, "")
    if not text:
        return None
    match = re.fullmatch(r"(\d{1,2}):(\d{2})(:\d{2})?", text, re.ASCII)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise Wrong(name, "Bitte eine Uhrzeit, etwa 09:30.")
    return int(match[1]) * 60 + int(match[2])


def weekday(text: str) -> int | None:
    """A day of the week, 0 is Monday."""
    if not text:
        return None
    short = text[:2].upper()
    names = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
    if short not in DAYS or text.upper() not in (short, names[DAYS.index(short)]):
        raise Wrong("day", f"Bitte einen Wochentag: {', '.join(DAYS)}.")
    return DAYS.index(short)


def postcode(text: str) -> str:
    """A German postal code."""
    if text and not re.fullmatch(r"\d{5}", text, re.ASCII):
        raise Wrong("postcode", "Eine Postleitzahl hat fünf Ziffern, etwa 96515.")
    return text
