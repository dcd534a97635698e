"""The desk of whoever keeps the directory, as she asks for it: one pile at a time, oldest first. Knows no database."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from nestwerk.common.order import german_key

from .leaves import Column, Leaves
from .rules.freshness import DUE_SOON, NEVER, OVERDUE, local_day

PAGE_SIZE = 50
LONGEST_SEARCH = 100  # characters
NOT_REACHED = "Telefonisch nicht erreicht"  # begins the note that is left then


@dataclass(frozen=True, slots=True)
class DeskRow:
    """What the desk knows of a public offer and of what happened around it."""

    pk: int
    title: str
    organisation_id: int
    organisation: str
    space: str  # slug; empty without one
    space_name: str
    phone: str
    state: str  # a key of rules.freshness.FRESHNESS
    day: date | None
    days: int  # overdue by so many; 0 or less: not yet
    long: bool  # so long that it stands on the desk
    reachable: bool  # whether a mail can ask somebody
    hidden_at: datetime | None = None
    asked_at: datetime | None = None
    called_at: datetime | None = None  # nobody answered the telephone
    called_by: str = ""
    draft_at: datetime | None = None  # the oldest edit that waits for a review
    reported_on: date | None = None  # the oldest report that waits
    reports: int = 0

    @property
    def due(self) -> bool:
        """Whether it is overdue and families still see it."""
        return self.state == OVERDUE and self.hidden_at is None


Test = Callable[[DeskRow], bool]
PILES: dict[str, tuple[str, Test]] = {
    "ueberfaellig": ("überfällig", lambda row: row.due),
    "lange": ("lange überfällig", lambda row: row.due and row.long),
    "bald": ("bald fällig", lambda row: row.state == DUE_SOON and row.hidden_at is None),
    "pruefung": ("in Prüfung", lambda row: row.draft_at is not None),
    "hinweise": ("mit Hinweisen", lambda row: row.reported_on is not None),
    "ohne-adresse": ("ohne Adresse zum Fragen", lambda row: not row.reachable and row.hidden_at is None),
    "nie": ("nie bestätigt", lambda row: row.state == NEVER and row.hidden_at is None),
    "ausgeblendet": ("ausgeblendet", lambda row: row.hidden_at is not None),
}
SORTS: dict[str, str] = {"seit": "seit", "angebot": "Angebot", "partner": "Partner", "gefragt": "zuletzt gefragt"}


@dataclass(frozen=True, slots=True)
class DeskWish:
    """What the address asks for. What it does not know, it ignores."""

    pile: str = "ueberfaellig"
    search: str = ""
    space: str = ""
    sort: str = "seit"
    page: int = 1
    all: bool = False  # everything on the page ticked

    @classmethod
    def read(cls, query: Mapping[str, str]) -> DeskWish:
        """From the parameters of an address."""
        pile, sort, page = query.get("was", ""), query.get("sortierung", ""), query.get("seite", "")
        return cls(
            pile=pile if pile in PILES else "ueberfaellig",
            search=" ".join(query.get("suche", "").replace("\0", "").split())[:LONGEST_SEARCH],
            space=query.get("raum", "")[:60].replace("\0", ""),
            sort=sort if sort.removeprefix("-") in SORTS else "seit",
            page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
            all=query.get("alle") == "ja",
        )

    def address(self, **changes: Any) -> str:
        """The same wish with changes, as the end of an address."""
        wish = replace(self, **({"page": 1, "all": False} | changes))
        given = {
            "was": wish.pile, "suche": wish.search, "raum": wish.space, "alle": "ja" if wish.all else "",
            "sortierung": "" if wish.sort == "seit" else wish.sort, "seite": str(wish.page) if wish.page > 1 else "",
        }  # fmt: skip
        return "?" + urlencode({name: value for name, value in given.items() if value})


@dataclass(frozen=True, slots=True)
class Pile:
    """A kind of work with how much of it there is."""

    key: str
    label: str
    number: int
    address: str
    here: bool


@dataclass(frozen=True, slots=True)
class Desk(Leaves):
    """One page of a pile with everything around it."""

    wish: DeskWish
    piles: list[Pile]
    rows: Sequence[DeskRow]
    count: int
    pages: int
    everything: int

    @property
    def partners(self) -> int:
        """How many partners the page's rows belong to that a mail can ask."""
        return len({row.organisation_id for row in self.rows if row.reachable})

    @property
    def columns(self) -> dict[str, Column]:
        """The heads by their key."""
        found = {}
        for key, label in SORTS.items():
            here, falling = self.wish.sort.removeprefix("-") == key, self.wish.sort.startswith("-")
            order = ("descending" if falling else "ascending") if here else "none"
            turned = f"-{key}" if here and not falling else key
            found[key] = Column(label, self.wish.address(sort=turned), order)
        return found

    @property
    def tick_all(self) -> str:
        """The address of the same page with everything ticked."""
        return self.wish.address(page=self.wish.page, all=True)

    @property
    def tick_none(self) -> str:
        """The address of the same page with nothing ticked."""
        return self.wish.address(page=self.wish.page)


def lay_out(rows: Sequence[DeskRow], wish: DeskWish) -> Desk:
    """The page of the pile that ``wish`` asks for; every pile says how much lies on it."""
    keys = {text: german_key(text) for row in rows for text in (row.title, row.organisation)}
    words = german_key(wish.search)[0].split()
    known = [row for row in rows if not wish.space or row.space == wish.space]
    known = [row for row in known if all(w in f"{keys[row.title][0]} {keys[row.organisation][0]}" for w in words)]
    found = [row for row in known if PILES[wish.pile][1](row)]
    found.sort(key=lambda row: keys[row.title])
    found.sort(key=_order(wish, keys), reverse=wish.sort.startswith("-"))
    pages = max(1, -(-len(found) // PAGE_SIZE))
    wish = replace(wish, page=min(max(wish.page, 1), pages))
    start = (wish.page - 1) * PAGE_SIZE
    piles = [
        Pile(key, label, sum(map(test, known)), wish.address(pile=key, sort="seit"), key == wish.pile)
        for key, (label, test) in PILES.items()
    ]
    return Desk(wish, piles, found[start:][:PAGE_SIZE], len(found), pages, len(rows))


def _order(wish: DeskWish, keys: Mapping[str, Any]) -> Callable[[DeskRow], Any]:
    match wish.sort.removeprefix("-"):
        case "angebot":
            return lambda row: keys[row.title]
        case "partner":
            return lambda row: keys[row.organisation]
        case "gefragt":
            return lambda row: row.asked_at.timestamp() if row.asked_at else 0.0
        case _:
            return lambda row: since(row, wish.pile) or date.max


def since(row: DeskRow, pile: str) -> date | None:
    """Since when it lies on the pile."""
    if pile == "pruefung":
        return local_day(row.draft_at) if row.draft_at else None
    if pile == "hinweise":
        return row.reported_on
    if pile == "ausgeblendet":
        return local_day(row.hidden_at) if row.hidden_at else None
    return row.day


@dataclass(frozen=True, slots=True)
class Call:
    """One partner to ring up: with what one wants to hear, and whether somebody has tried."""

    organisation_id: int
    organisation: str
    phones: list[str]
    rows: list[DeskRow]
    tried_at: datetime | None
    tried_by: str


def calls(rows: Sequence[DeskRow], *, today: date) -> list[Call]:
    """Whom to ring up: what is overdue, and what will be soon where no mail can ask. The longest overdue first;
    whom somebody tried today already stands at the end."""
    wanted: dict[int, list[DeskRow]] = {}
    for row in sorted(rows, key=lambda row: (row.day or date.max, german_key(row.title))):
        if row.due or (row.state == DUE_SOON and not row.reachable and row.hidden_at is None):
            wanted.setdefault(row.organisation_id, []).append(row)
    found = []
    for organisation_id, its in wanted.items():
        tried = max((row for row in its if row.called_at), key=lambda row: row.called_at or 0, default=None)
        phones = list(dict.fromkeys(row.phone for row in its if row.phone))
        found.append(
            Call(
                organisation_id, its[0].organisation, phones, its,
                tried.called_at if tried else None, tried.called_by if tried else "",
            )
        )  # fmt: skip
    return sorted(found, key=lambda call: call.tried_at is not None and local_day(call.tried_at) == today)
