"""What a reader asks: the parameters of a result page, read, bounded and written back into addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import quote_plus

from django.http import QueryDict

MOST_CHARACTERS = 300
MOST_VALUES = 12
LAST_PAGE = 500
_CODE = re.compile(r"[a-z][a-z0-9_.:-]{0,60}\Z")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

# The stages a parent can choose, with the age in months (pregnancy below zero) the search takes for them.
STAGES = {"schwanger": -1, "0-3-monate": 1, "4-12-monate": 8, "1-3-jahre": 24}
# And the names the core counts and filters them under.
COUNTED_AS = {"schwanger": "pregnancy", "0-3-monate": "0-3", "4-12-monate": "4-12", "1-3-jahre": "13-36"}
ACCESS = ("drop_in", "appointment", "referral", "home_visit", "phone", "online", "mobile")
WITHOUT_VOICE = "ohne"
COSTS = ("free", "paid", "reducible", "insurance")
MOST_KEPT = 30  # offers on one shortlist
_HOME = "von"
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")


@dataclass(frozen=True)
class Question:
    """One question to the search, as it stands in the address. Empty means: not asked for."""

    q: str = ""
    place: str = ""
    age: str = ""
    languages: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    cost: str = ""
    voice: str = ""  # "ohne": only what can be reached without speaking
    types: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()  # ids on a shortlist that is carried in the address: asks for nothing
    page: int = 1

    @property
    def asked(self) -> bool:
        """Whether there is anything to search for; a place alone is a question too."""
        return bool(
            self.q or self.place or self.age or self.languages or self.access or self.cost or self.voice or self.filters
        )

    @property
    def filters(self) -> tuple[str, ...]:
        """Codes of types and needs chosen by hand."""
        return self.types + self.needs

    @property
    def age_months(self) -> int | None:
        """The age chosen, in months; pregnancy below zero."""
        if self.age in STAGES:
            return STAGES[self.age]
        return int(self.age) if self.age else None

    @cached_property
    def _parts(self) -> dict[str, str]:
        """The parameters as they stand in an address, by field; needed dozens of times on one page."""
        return {field: part for field in _NAMES if (part := _part(field, getattr(self, field)))}

    @cached_property
    def _whole(self) -> str:
        return "&".join(self._parts.values())

    @cached_property
    def going_on(self) -> str:
        """The query string so far, ready for one more parameter."""
        return f"?{self._whole}&" if self._whole else "?"

    def query(self, **changes: Any) -> str:
        """The query string with ``changes`` made, beginning with ``?``, or empty. The page starts anew."""
        query = self._whole
        if len(changes) == 1:
            ((field, value),) = changes.items()
            if field not in self._parts and field != "page":  # most filters: one more parameter
                part = _part(field, value)
                return f"?{query}&{part}" if query and part else f"?{query or part}" if query or part else ""
        for field, value in changes.items():
            if field == "page":
                continue
            if field in self._parts:
                query = "&".join(part for name, part in self._parts.items() if name not in changes)
                query = "&".join(filter(None, (query, *(_part(name, changes[name]) for name in changes))))
                break
            if part := _part(field, value):
                query = f"{query}&{part}" if query else part
        if changes.get("page", 1) != 1:
            query += f"{'&' if query else ''}seite={changes['page']}"
        return f"?{query}" if query else ""


# The fields of a question with the parameters that fill them, in their order.
_NAMES = {
    "q": "q",
    "place": "ort",
    "age": "alter",
    "cost": "kosten",
    "voice": "stimme",
    "languages": "sprache",
    "access": "zugang",
    "types": "art",
    "needs": "thema",
    "without": "ohne",
    "kept": "a",
}


def one_more(field: str, value: str) -> str:
    """A filter as a parameter, to stand behind :attr:`Question.going_on`."""
    return _codes_part(_NAMES[field], (value,))


def _part(field: str, value: str | tuple[str, ...]) -> str:
    """One parameter of an address, once for each value; empty for nothing, and for a field without one."""
    name = _NAMES.get(field, "")
    if not name or not value:
        return ""
    if isinstance(value, str):
        return f"{name}={quote_plus(value)}"
    return _codes_part(name, value)


@lru_cache(maxsize=2048)  # of codes only: what a reader typed is kept nowhere
def _codes_part(name: str, codes: tuple[str, ...]) -> str:
    return "&".join([f"{name}={quote_plus(one)}" for one in codes])


def _text(value: str) -> str:
    return " ".join(_UNPRINTABLE.sub(" ", value[: MOST_CHARACTERS * 2]).split())[:MOST_CHARACTERS]


def _codes(params: QueryDict, name: str, allowed: tuple[str, ...] | None = None) -> tuple[str, ...]:
    values = dict.fromkeys(value for value in params.getlist(name)[:MOST_VALUES] if _CODE.match(value))
    return tuple(value for value in values if allowed is None or value in allowed)


def _age(value: str) -> str:
    if value in STAGES:
        return value
    if re.fullmatch(r"-?\d{1,3}", value, re.ASCII) and -9 <= int(value) <= 216:
        return str(int(value))
    return ""


def _page(value: str) -> int:
    return min(max(int(value), 1), LAST_PAGE) if re.fullmatch(r"\d{1,4}", value, re.ASCII) else 1


def read_id(value: str) -> str:
    """The id of an offer as it stands in a link; empty if it cannot be one."""
    known = value.strip().lower()
    return known if _ID.match(known) else ""


def read_kept(params: QueryDict) -> tuple[str, ...]:
    """The ids on a shortlist that is carried along, each once, in their order; no more than fit on it."""
    if "a" not in params:
        return ()
    found = dict.fromkeys(known for value in params.getlist("a") if (known := read_id(value)))
    return tuple(found)[:MOST_KEPT]


def from_home(query: str, home: str) -> str:
    """``query`` for the page of a neighbour's offer, which then knows the reader's own network, or as it is."""
    return query if not home else f"{query}{'&' if query else '?'}{_HOME}={home}"


def read_home(params: QueryDict) -> str:
    """The slug of the network a reader came from to a neighbour's offer; empty if none is named."""
    return params.get(_HOME, "")[:60]


def read_question(params: QueryDict) -> Question:
    """The question in an address. What makes no sense is left out, never an error: people retype addresses."""
    cost = params.get("kosten", "")
    return Question(
        q=_text(params.get("q", "")),
        place=_text(params.get("ort", ""))[:80],
        age=_age(params.get("alter", "").strip()),
        languages=_codes(params, "sprache"),
        access=_codes(params, "zugang", ACCESS),
        cost=cost if cost in COSTS else "",
        voice=WITHOUT_VOICE if params.get("stimme") == WITHOUT_VOICE else "",
        types=_codes(params, "art"),
        needs=_codes(params, "thema"),
        without=_codes(params, "ohne"),
        kept=read_kept(params),
        page=_page(params.get("seite", "")),
    )
