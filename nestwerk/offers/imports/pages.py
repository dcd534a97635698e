"""Which rows of a planned list stand on which page. Values in, values out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST_ROWS = 50
MOST_ASKS = 850  # fields of one form; Django reads no more than a thousand
SHOWN = {
    "": "alle", "new": "neu", "changed": "ändert etwas", "stuck": "beide geändert", "maybe": "vielleicht schon da",
    "problem": "bleibt draußen", "skipped": "ausgelassen", "same": "unverändert",
}  # fmt: skip
Index = Sequence[Sequence[str | int]]  # of every row: its state and how many fields of a form it takes


@dataclass(frozen=True, slots=True)
class PageOfRows:
    """One page: the places of its rows in the list, its number from 1, how many pages there are, what it shows."""

    places: Sequence[int]
    number: int
    pages: int
    shows: str

    def address(self, number: int) -> str:
        """Another page of the same, as the end of an address."""
        return f"?zeigen={self.shows}&seite={number}" if self.shows else f"?seite={number}"

    @property
    def here(self) -> str:
        """This page, as the end of an address."""
        return self.address(self.number)

    @property
    def before(self) -> str:
        """The page before; empty on the first."""
        return self.address(self.number - 1) if self.number > 1 else ""

    @property
    def after(self) -> str:
        """The next page; empty on the last."""
        return self.address(self.number + 1) if self.number < self.pages else ""


def page_of(index: Index, asked: Mapping[str, str]) -> PageOfRows:
    """The page an address asks for (``zeigen``, ``seite``). What it does not know, it ignores."""
    shows = asked.get("zeigen", "") if asked.get("zeigen", "") in SHOWN else ""
    cut = _cut(
        [(place, int(asks)) for place, (state, asks) in enumerate(index) if not shows or shows in str(state).split()]
    )
    wish = asked.get("seite", "")
    number = min(int(wish) if wish.isascii() and wish.isdigit() and 0 < len(wish) < 6 else 1, len(cut))
    number = max(number, 1)
    return PageOfRows(cut[number - 1], number, len(cut), shows)


def _cut(rows: Sequence[tuple[int, int]]) -> list[list[int]]:
    pages: list[list[int]] = [[]]
    sum_of_asks = 0
    for place, asks in rows:
        if pages[-1] and (len(pages[-1]) == MOST_ROWS or sum_of_asks + asks > MOST_ASKS):
            pages.append([])
            sum_of_asks = 0
        pages[-1].append(place)
        sum_of_asks += asks
    return pages
