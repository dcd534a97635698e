"""How fresh the directory is now and was before, as charts and tables. Values in, values out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from nestwerk.common.order import german_key
from nestwerk.common.ui.charts import Chart, Value, bars, line

from .desk import DeskRow
from .rules.freshness import DUE_SOON, FRESH, FRESHNESS, NEVER, OVERDUE

MOST_POINTS = 7  # so that their days can be read on a phone
HIDDEN = "hidden"


class Day(NamedTuple):
    """What one day counted."""

    on: date
    fresh: int
    soon: int
    overdue: int
    never: int
    hidden: int

    @property
    def share(self) -> int:
        """Percent of all public offers that were not overdue and once confirmed; 0 without offers."""
        everything = self.fresh + self.soon + self.overdue + self.never + self.hidden
        return round(100 * (self.fresh + self.soon) / everything) if everything else 0


@dataclass(frozen=True, slots=True)
class Line:
    """One partner or social space: how many of its public offers are how fresh."""

    name: str
    key: str  # id of the partner or slug of the space
    everything: int
    fresh: int
    soon: int
    overdue: int
    never: int
    hidden: int

    @property
    def share(self) -> int:
        """Percent that is confirmed and not overdue."""
        return round(100 * (self.fresh + self.soon) / self.everything) if self.everything else 0


def thinned(days: Sequence[Day], most: int = MOST_POINTS) -> list[Day]:
    """At most so many days at even distance; the newest is always among them."""
    step = max(1, -(-len(days) // most))
    return list(days[::-1][::step][::-1])


def over_time(days: Sequence[Day]) -> Chart:
    """The share that was confirmed and not overdue, in percent."""
    return line(
        "verlauf", "Bestätigt und nicht überfällig, in Prozent der öffentlichen Angebote", what="Tag", unit="Prozent",
        values=[Value(f"{day.on:%d.%m.%Y}", day.share, short=f"{day.on.day}.{day.on.month}.") for day in thinned(days)],
    )  # fmt: skip


def now(rows: Iterable[DeskRow]) -> Chart:
    """How many are how fresh at this moment."""
    counts = Counter(_kind(row) for row in rows)
    return bars(
        "jetzt", "So steht es jetzt", what="Frische", unit="Angebote",
        values=[Value(label, counts[kind], striped=kind in (OVERDUE, NEVER, HIDDEN))
                for kind, label in {**FRESHNESS, HIDDEN: "ausgeblendet"}.items()],
    )  # fmt: skip


def by_partner(rows: Sequence[DeskRow]) -> list[Line]:
    """Partners, those with the most to do first."""
    return _lines(rows, lambda row: (str(row.organisation_id), row.organisation))


def by_space(rows: Sequence[DeskRow]) -> list[Line]:
    """Social spaces, those with the most to do first; what belongs to none at the end."""
    lines = _lines(rows, lambda row: (row.space, row.space_name))
    return sorted(lines, key=lambda one: not one.key)


def _lines(rows: Sequence[DeskRow], of: Callable[[DeskRow], tuple[str, str]]) -> list[Line]:
    counts: dict[tuple[str, str], Counter[str]] = {}
    for row in rows:
        counts.setdefault(of(row), Counter())[_kind(row)] += 1
    lines = [
        Line(name, key, its.total(), its[FRESH], its[DUE_SOON], its[OVERDUE], its[NEVER], its[HIDDEN])
        for (key, name), its in counts.items()
    ]
    return sorted(lines, key=lambda one: (-one.overdue, -one.never, german_key(one.name)))


def _kind(row: DeskRow) -> str:
    return HIDDEN if row.hidden_at else row.state
