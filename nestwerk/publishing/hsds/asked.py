"""The parameters of a request, read and checked: each value means something, or it is refused with a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from . import values
from .values import FARTHEST, LAST_PAGE, Wrong

PER_PAGE, MOST_PER_PAGE, MOST_FULL = 50, 1000, 200

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
    for name, said in given.items():
        if name not in allowed:
            known = f"Möglich sind: {', '.join(allowed)}." if allowed else "Hier gibt es keine."
            raise Wrong(name[:40], f"Diesen Parameter gibt es hier nicht. {known}")
        if len(said) > 1 and name not in _MANY:
            raise Wrong(name, "Bitte geben Sie diesen Parameter nur einmal an.")
        one[name] = said[-1].strip()
    full, minimal = values.flag(one, "full"), values.flag(one, "minimal")
    if full and minimal:
        raise Wrong("minimal", "„minimal“ und „full“ schließen sich aus.")
    asked = Asked(
        page=values.number(one, "page", 1, LAST_PAGE) or 1,
        per_page=values.number(one, "per_page", 1, MOST_FULL if full else MOST_PER_PAGE) or PER_PAGE,
        given_size=bool(one.get("per_page")),
        ndjson=values.choice(one, "format", ("json", "ndjson")) == "ndjson",
        search=values.search(one.get("search", "")),
        taxonomy_term_ids=values.uuids(given, "taxonomy_term_id"),
        taxonomy_ids=values.uuids(given, "taxonomy_id"),
        organization_id=values.uuid(one, "organization_id"),
        modified_after=values.moment(one),
        minimum_age=values.age(one, "minimum_age"),
        maximum_age=values.age(one, "maximum_age"),
        start_time=values.clock(one, "start_time"),
        end_time=values.clock(one, "end_time"),
        day=values.weekday(one.get("day", "")),
        postcode=values.postcode(one.get("postcode", "")),
        proximity=values.number(one, "proximity", 0, FARTHEST),
        network=one.get("network", ""),
        minimal=minimal,
        full=full,
        full_service=values.flag(one, "full_service"),
        top_only=values.flag(one, "top_only"),
        parent_id=values.uuid(one, "parent_id"),
    )
    if asked.proximity is not None and not asked.postcode:
        raise Wrong("proximity", "Zu „proximity“ gehört eine Postleitzahl: „postcode“.")
    return asked
