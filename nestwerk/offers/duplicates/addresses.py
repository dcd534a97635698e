"""Streets, house numbers and towns as people write them, and how two of them relate."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from nestwerk.matching.text import fold

from .names import street_name

_NUMBER = r"(\d{1,4})\s*(?:([a-zA-Z])(?![a-zA-Z]))?"
_HOUSE = re.compile(rf"^(?P<street>.*?\D)[\s.]*{_NUMBER}(?:\s*(?:[-–/+&]|und|u\.|bis)\s*(?:{_NUMBER}|[a-zA-Z]\b))*\s*$")
_FIRST = re.compile(rf"^(?P<street>\D+?)[\s.]*{_NUMBER}")
_SECOND = re.compile(r"(?:[-–/+&]|und|u\.|bis)\s*(\d{1,4})")
_LETTERS = re.compile(r"\d\s*([a-zA-Z])(?:\s*[-–/+]\s*([a-zA-Z])\b)?(?![a-zA-Z])")
_BEFORE = re.compile(r"^\s*(?:postanschrift|adresse|anschrift|c/o[^,]*,)\s*:?\s*", re.IGNORECASE)
_TOWN = re.compile(r"[/(,]|\s(?:an der|am|bei|b\.|i\.|in|ob der|auf)\s.*")
_STREET_SLACK = 0.12  # share of letters that may be wrong in a street
_NEXT_DOOR = 2
# Towns whose postal codes begin with more than one pair of digits.
_LARGE = frozenset(
    map(
        fold,
        ["berlin", "hamburg", "münchen", "köln", "bremen", "dresden", "hannover", "leipzig", "frankfurt", "stuttgart"],
    )
)


class Place(IntEnum):
    """How two addresses relate, from far to near."""

    OTHER_TOWN = 0
    TOWN = 1
    UNKNOWN = 2
    STREET = 3
    NEXT_DOOR = 4
    HOUSE = 5


@dataclass(frozen=True, slots=True)
class House:
    """A street in one spelling with its house numbers from ``low`` to ``high`` (0 where there is none)."""

    street: str
    low: int = 0
    high: int = 0
    letters: str = ""


def house(text: str) -> House | None:
    """A street with number as written, ``Buchberger Str. 4 - 12, Haus 8A``; None where there is no street."""
    text = _BEFORE.sub("", text)
    text = re.split(r"[,(;|]", text, maxsplit=1)[0].strip()
    if not text:
        return None
    found = _HOUSE.match(text) or _FIRST.match(text)
    if not found:
        street = street_name(text)
        return House(street) if street else None
    street = street_name(found["street"])
    rest = text[found.end("street") :]
    low = int(found[2])
    second = _SECOND.search(rest)
    high = int(second[1]) if second else low
    letters = _LETTERS.search(rest)
    span = ""
    if letters:
        first, last = letters[1].lower(), (letters[2] or letters[1]).lower()
        span = "".join(map(chr, range(ord(first), ord(last) + 1))) or first
    if not street:
        return None
    return House(street, min(low, high), max(low, high), span)


@lru_cache(maxsize=16384)
def town(text: str) -> str:
    """A municipality in one spelling, without what stands behind it: ``Wyk auf Föhr`` → ``wyk``."""
    return "".join(fold(part) for part in re.findall(r"[^\W\d_]+", _TOWN.split(text, maxsplit=1)[0]))


def same_street(one: str, other: str) -> bool:
    """Whether two streets in one spelling are the same but for a slip of the pen."""
    if one == other:
        return True
    longest = max(len(one), len(other))
    allowed = int(longest * _STREET_SLACK)
    return allowed > 0 and one[0] == other[0] and OSA.distance(one, other, score_cutoff=allowed) <= allowed


def same_town(code: str, name: str, other_code: str, other_name: str) -> bool | None:
    """Whether two places lie in one municipality; None where it cannot be told."""
    if code and code == other_code:
        return True
    if name and other_name:
        if name != other_name:
            return False
        far = code and other_code and code[:2] != other_code[:2]
        return not far or name in _LARGE
    if code and other_code:
        return None if code[:3] == other_code[:3] else False
    return None


def relation(one: House | None, other: House | None, together: bool | None) -> Place:
    """How two houses relate, given whether they lie in one municipality."""
    if together is False:
        return Place.OTHER_TOWN
    if one is None or other is None:
        return Place.UNKNOWN
    if not same_street(one.street, other.street):
        return Place.TOWN
    if not one.low or not other.low:
        return Place.STREET
    if one.low <= other.high and other.low <= one.high:
        if one.letters and other.letters and not set(one.letters) & set(other.letters):
            return Place.NEXT_DOOR
        return Place.HOUSE
    gap = max(one.low, other.low) - min(one.high, other.high)
    return Place.NEXT_DOOR if gap <= _NEXT_DOOR else Place.STREET
