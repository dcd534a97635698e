"""The parameters of a request, read and checked: each value means something, or it is refused with a sentence."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from .ids import is_uuid
from .schedules import DAYS

PER_PAGE, MOST_PER_PAGE, MOST_FULL = 50, 1000, 200
LONGEST_SEARCH = 300
LAST_PAGE = 1_000_000
OLDEST = 150.0  # years
FARTHEST = 500_000  # metres

PAGED = ("page", "per_page", "format")
PLACED = ("postcode", "proximity")
FILTERS = (
    "search", "taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after", "minimum_age", "maximum_age",
    "start_time", "end_time", "day", *PLACED, "network",
)  # fmt: skip
PARAMETERS: dict[str, tuple[str, ...]] = {
    "services": (*PAGED, *FILTERS, "minimal", "full"),
    "service_at_locations": (*PAGED, *FILTERS, "full"),
    "locations": (*PAGED, *FILTERS, "full"),
    "organizations": (*PAGED, "search", "network", "full", "full_service"),
    "taxonomies": (*PAGED, "search"),
    "taxonomy_terms": (*PAGED, "search", "taxonomy_id", "top_only", "parent_id"),
    "organization": ("full_service",),
    "item": (),
}


class Wrong(Exception):
    """A parameter nobody can make sense of; ``message`` is a German sentence for whoever asked."""

    def __init__(self, parameter: str, message: str) -> None:
        super().__init__(message)
        self.parameter, self.message = parameter, message


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for. Empty, None and False: not asked. Ages in years, distances in metres, times in minutes."""

    page: int = 1
    per_page: int = PER_PAGE
    given_size: bool = False
    ndjson: bool = False
    search: str = ""
    taxonomy_term_ids: tuple[str, ...] = ()
    taxonomy_ids: tuple[str, ...] = ()
    organization_id: str = ""
    modified_after: datetime | None = None
    minimum_age: float | None = None
    maximum_age: float | None = None
    start_time: int | None = None
    end_time: int | None = None
    day: int | None = None  # 0 is Monday
    postcode: str = ""
    proximity: int | None = None
    network: str = ""
    minimal: bool = False
    full: bool = False
    full_service: bool = False
    top_only: bool = False
    parent_id: str = ""

    @property
    def timed(self) -> bool:
        """Whether a day or a time is asked for."""
        return (self.day, self.start_time, self.end_time) != (None, None, None)

    @property
    def only_since(self) -> bool:
        """Whether nothing but an instant (and a network) narrows the list: then what is gone belongs to it."""
        return self.modified_after is not None and not (
            self.search or self.taxonomy_term_ids or self.taxonomy_ids or self.organization_id or self.postcode
            or self.timed or self.minimum_age is not None or self.maximum_age is not None
        )  # fmt: skip


_MANY = ("taxonomy_term_id", "taxonomy_id")


def read(given: Mapping[str, Sequence[str]], endpoint: str) -> Asked:
    """What the parameters of ``endpoint`` ask for. Raises Wrong for an unknown one or a value without meaning."""
    allowed = PARAMETERS[endpoint]
    one: dict[str, str] = {}
    for name, values in given.items():
        if name not in allowed:
            known = f"Möglich sind: {', '.join(allowed)}." if allowed else "Hier gibt es keine."
            raise Wrong(name[:40], f"Diesen Parameter gibt es hier nicht. {known}")
        if len(values) > 1 and name not in _MANY:
            raise Wrong(name, "Bitte geben Sie diesen Parameter nur einmal an.")
        one[name] = values[-1].strip()
    full, minimal = _flag(one, "full"), _flag(one, "minimal")
    if full and minimal:
        raise Wrong("minimal", "„minimal“ und „full“ schließen sich aus.")
    asked = Asked(
        page=_number(one, "page", 1, LAST_PAGE) or 1,
        per_page=_number(one, "per_page", 1, MOST_FULL if full else MOST_PER_PAGE) or PER_PAGE,
        given_size=bool(one.get("per_page")),
        ndjson=_choice(one, "format", ("json", "ndjson")) == "ndjson",
        search=_search(one.get("search", "")),
        taxonomy_term_ids=_uuids(given, "taxonomy_term_id"),
        taxonomy_ids=_uuids(given, "taxonomy_id"),
        organization_id=_uuid(one, "organization_id"),
        modified_after=_moment(one),
        minimum_age=_age(one, "minimum_age"),
        maximum_age=_age(one, "maximum_age"),
        start_time=_time(one, "start_time"),
        end_time=_time(one, "end_time"),
        day=_day(one.get("day", "")),
        postcode=_postcode(one.get("postcode", "")),
        proximity=_number(one, "proximity", 0, FARTHEST),
        network=one.get("network", ""),
        minimal=minimal,
        full=full,
        full_service=_flag(one, "full_service"),
        top_only=_flag(one, "top_only"),
        parent_id=_uuid(one, "parent_id"),
    )
    if asked.proximity is not None and not asked.postcode:
        raise Wrong("proximity", "Zu „proximity“ gehört eine Postleitzahl: „postcode“.")
    return asked


def _number(one: Mapping[str, str], name: str, least: int, most: int) -> int | None:
    text = one.get(name, "")
    if not text:
        return None
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII) or not least <= int(text) <= most:
        raise Wrong(name, f"Bitte eine ganze Zahl von {least} bis {most}.")
    return int(text)


def _flag(one: Mapping[str, str], name: str) -> bool:
    return _choice(one, name, ("true", "false", "1", "0")) in ("true", "1")


def _choice(one: Mapping[str, str], name: str, allowed: Sequence[str]) -> str:
    text = one.get(name, "").lower()
    if text and text not in allowed:
        raise Wrong(name, f"Möglich sind: {', '.join(allowed)}.")
    return text


def _search(text: str) -> str:
    if len(text) > LONGEST_SEARCH:
        raise Wrong("search", f"Bitte höchstens {LONGEST_SEARCH} Zeichen.")
    return text


def _uuid(one: Mapping[str, str], name: str) -> str:
    text = one.get(name, "")
    if text and not is_uuid(text):
        raise Wrong(name, "Das ist keine UUID.")
    return text.lower()


def _uuids(given: Mapping[str, Sequence[str]], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_uuid({name: text.strip()}, name) for text in given.get(name, ()) if text.strip()))


def _moment(one: Mapping[str, str]) -> datetime | None:
    text = one.get("modified_after", "").replace(" ", "+")  # a plus sign that nobody encoded
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Wrong("modified_after", "Bitte einen Zeitpunkt nach ISO 8601, etwa 2026-11-22T09:00:00Z.") from None


def _age(one: Mapping[str, str], name: str) -> float | None:
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


def _time(one: Mapping[str, str], name: str) -> int | None:
    text = one.get(name, "")
    if not text:
        return None
    match = re.fullmatch(r"(\d{1,2}):(\d{2})(:\d{2})?", text, re.ASCII)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise Wrong(name, "Bitte eine Uhrzeit, etwa 09:30.")
    return int(match[1]) * 60 + int(match[2])


def _day(text: str) -> int | None:
    if not text:
        return None
    short = text[:2].upper()
    names = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
    if short not in DAYS or text.upper() not in (short, names[DAYS.index(short)]):
        raise Wrong("day", f"Bitte einen Wochentag: {', '.join(DAYS)}.")
    return DAYS.index(short)


def _postcode(text: str) -> str:
    if text and not re.fullmatch(r"\d{5}", text, re.ASCII):
        raise Wrong("postcode", "Eine Postleitzahl hat fünf Ziffern, etwa 96515.")
    return text
