"""A list of offers as somebody asks for it: filtered, counted, in German order, in pages. Knows no database.

All offers within reach come in as small rows (a network has some thousand at most): that way every filter can say
how many remain, and sorting is German whatever the database's collation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

from nestwerk.common.order import german_key

from .leaves import Column, Leaves
from .models import Offer
from .quality import GRADES, grade, rules, step_of
from .rules.freshness import FRESHNESS, freshness
from .rules.places import STANDINGS, standing

PAGE_SIZE = 50
LONGEST_SEARCH = 100  # characters
FIRST, LAST = date.min, date.max


class Places(NamedTuple):
    """What somebody said about places, and the last day on which it holds."""

    free: int | None = None
    waiting_weeks: int | None = None
    until: date | None = None


NOTHING_SAID = Places()


class OfferRow(NamedTuple):
    """What the list knows of an offer."""

    pk: int
    title: str
    organisation_id: int
    organisation: str
    types: Sequence[str]
    status: str
    verified_on: date | None
    due_on: date | None  # by its clock; None while it has none
    city: str
    confirmed_at: datetime | None = None
    freshness: str = ""
    score: int | None = None  # None: nobody has looked yet
    findings: Sequence[str] = ()
    places: Places = NOTHING_SAID
    room: str = ""  # whether there is a place left, a key of rules.places.STANDINGS

    @property
    def grade(self) -> str:
        """How good the record is, as a key of ``GRADES``; empty where it is not asked."""
        return "" if self.status == Offer.Status.ENDED else grade(self.score)

    @property
    def grade_label(self) -> str:
        """The same in words."""
        return GRADES.get(self.grade, "")

    @property
    def status_label(self) -> str:
        """The state as a word."""
        return str(Offer.Status(self.status).label)

    @property
    def freshness_label(self) -> str:
        """How fresh, as words; empty where it is not asked."""
        return FRESHNESS.get(self.freshness, "")


Keys = Mapping[str, tuple[str, str]]  # titles and partners by how Germans sort them
SORTS: dict[str, tuple[str, Callable[[OfferRow, Keys], Any]]] = {
    "titel": ("Angebot", lambda row, keys: keys[row.title]),
    "partner": ("Partner", lambda row, keys: keys[row.organisation]),
    "stand": ("Stand", lambda row, _: list(Offer.Status.values).index(row.status)),
    "bestaetigt": ("zuletzt bestätigt", lambda row, _: row.verified_on or FIRST),
    "faellig": ("wieder zu bestätigen bis", lambda row, _: row.due_on or LAST),
    "guete": ("Güte", lambda row, _: 101 if row.score is None else row.score),
}
FILTERS = ("stand", "frische", "partner", "art", "plaetze", "guete", "tun")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the address asks for. What it does not know, it ignores: a page never breaks over its address."""

    search: str = ""
    stand: str = ""
    frische: str = ""
    partner: str = ""
    art: str = ""
    plaetze: str = ""
    guete: str = ""
    tun: str = ""  # the step that would help, named by the first finding it settles
    sort: str = "titel"
    page: int = 1

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Wish:
        """From the parameters of an address."""
        sort, page = query.get("sortierung", ""), query.get("seite", "")
        return cls(
            search=" ".join(query.get("suche", "").replace("\0", "").split())[:LONGEST_SEARCH],
            **{name: query.get(name, "")[:60].replace("\0", "") for name in FILTERS},
            sort=sort if sort.removeprefix("-") in SORTS else "titel",
            page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
        )

    def address(self, **changes: object) -> str:
        """The same wish with changes, as the end of an address."""
        wish = replace(self, **({"page": 1} | changes))  # type: ignore[arg-type]
        given = {"suche": wish.search, **{name: getattr(wish, name) for name in FILTERS}}
        given |= {"sortierung": "" if wish.sort == "titel" else wish.sort}
        given |= {"seite": str(wish.page) if wish.page > 1 else ""}
        return "?" + urlencode({name: value for name, value in given.items() if value})

    @property
    def narrowed(self) -> bool:
        """Whether anything but the order was asked for."""
        return bool(self.search or any(getattr(self, name) for name in FILTERS))


class Option(NamedTuple):
    """One value of a filter and how many remain with it."""

    value: str
    label: str
    left: int


@dataclass(frozen=True, slots=True)
class Listing(Leaves):
    """A page of the list with everything around it."""

    wish: Wish
    rows: Sequence[OfferRow]
    count: int
    everything: int
    pages: int
    options: dict[str, list[Option]]
    ids: Sequence[int]

    @property
    def columns(self) -> list[Column]:
        """The heads, each with the address that sorts by it or turns the order round."""
        found = []
        for key, (label, _) in SORTS.items():
            here = self.wish.sort.removeprefix("-") == key
            falling = self.wish.sort.startswith("-")
            order = ("descending" if falling else "ascending") if here else "none"
            found.append(Column(label, self.wish.address(sort=f"-{key}" if here and not falling else key), order))
        return found


def find(rows: Iterable[OfferRow], wish: Wish, *, types: Mapping[str, str], today: date) -> Listing:
    """The page of ``rows`` that ``wish`` asks for. ``types``: labels of offer types by code."""
    known = [
        row._replace(
            freshness=freshness(row.status, row.confirmed_at, row.due_on, today=today),
            room=standing(*row.places, today=today),
        )
        for row in rows
    ]
    keys = {text: german_key(text) for row in known for text in (row.title, row.organisation)}
    words = german_key(wish.search)[0].split()
    searched = [row for row in known if _has_words(row, words, keys)]
    tests = {name: _test(name, value) for name in FILTERS if (value := getattr(wish, name))}
    found = [row for row in searched if all(test(row) for test in tests.values())]
    _, key = SORTS[wish.sort.removeprefix("-")]
    found.sort(key=lambda row: keys[row.title])
    found.sort(key=lambda row: key(row, keys), reverse=wish.sort.startswith("-"))
    pages = max(1, -(-len(found) // PAGE_SIZE))
    wish = replace(wish, page=min(max(wish.page, 1), pages))
    start = (wish.page - 1) * PAGE_SIZE
    return Listing(
        wish=wish,
        rows=[row._replace(types=[types.get(code, code) for code in row.types]) for row in found[start:][:PAGE_SIZE]],
        count=len(found),
        everything=len(known),
        pages=pages,
        options={name: _options(name, searched, tests, wish, types) for name in FILTERS},
        ids=[row.pk for row in found],
    )


def _has_words(row: OfferRow, words: Sequence[str], keys: Keys) -> bool:
    text = f"{keys[row.title][0]} {keys[row.organisation][0]}"
    return all(word in text for word in words)


def _test(name: str, value: str) -> Callable[[OfferRow], bool]:
    return lambda row: value in _values(row, name)


def _values(row: OfferRow, name: str) -> Sequence[str]:
    if name == "stand":
        return [row.status]
    if name == "frische":
        return [row.freshness] if row.freshness else []
    if name == "plaetze":
        return [row.room] if row.room else []
    if name == "guete":
        return [row.grade] if row.grade else []
    if name == "tun":
        return list({step_of(key) for key in row.findings if key in rules()}) if row.grade else []
    return [str(row.organisation_id)] if name == "partner" else row.types


def _options(
    name: str,
    rows: Sequence[OfferRow],
    tests: Mapping[str, Callable[[OfferRow], bool]],
    wish: Wish,
    types: Mapping[str, str],
) -> list[Option]:
    """The values that lead to something under the other filters, and the one chosen."""
    others = [test for other, test in tests.items() if other != name]
    left = [row for row in rows if all(test(row) for test in others)]
    counts = Counter(value for row in left for value in _values(row, name))
    chosen = getattr(wish, name)
    if chosen and chosen not in counts:
        counts[chosen] = 0
    if name == "stand":
        labels = {str(value): str(label) for value, label in Offer.Status.choices}
    elif name == "frische":
        labels = FRESHNESS
    elif name == "partner":
        labels = {str(row.organisation_id): row.organisation for row in rows}
    elif name == "plaetze":
        labels = STANDINGS
    elif name == "guete":
        labels = GRADES
    elif name == "tun":
        labels = {key: rule.many for key, rule in rules().items()}
    else:
        labels = dict(types)
    options = [Option(value, labels.get(value, value), count) for value, count in counts.items()]
    if name in ("stand", "frische", "plaetze", "guete"):
        return sorted(options, key=lambda option: list(labels).index(option.value) if option.value in labels else 99)
    return sorted(options, key=lambda option: german_key(option.label))
