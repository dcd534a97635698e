"""School holidays of the Länder, as far as somebody has published them.

The days stand in ``common/data/school_holidays.tsv`` with the page they come from and the day they were compared. A
school year (August to July) of a Land that has no row there is unknown, and unknown is an answer of its own: better
"please ask" than a wrong "open". So are days about which the sources disagree (rows with the name "ungeklärt"). Days
that single schools choose for themselves are not among them.
"""

from __future__ import annotations

import csv
from bisect import bisect_right
from datetime import date
from functools import cache
from importlib import resources
from typing import NamedTuple

DISPUTED = "ungeklärt"


class SchoolBreak(NamedTuple):
    """One holiday with its first and last day; both are holidays."""

    first: date
    last: date
    name: str


def school_holidays(land: str, start: date, end: date) -> tuple[SchoolBreak, ...]:
    """The holidays of a Land ("TH") that touch the days from ``start`` to ``end``, in their order.

    Nothing for a Land or a year that is not known; ``in_school_holidays`` tells the difference.
    """
    return tuple(item for item in _breaks(land) if item.first <= end and item.last >= start)


def in_school_holidays(land: str, day: date) -> bool | None:
    """Whether ``day`` lies in the school holidays of ``land``; None if nobody knows."""
    for rows, answer in ((_breaks(land), True), (_disputed(land), None)):
        place = bisect_right(rows, day, key=lambda item: item.first) - 1
        if place >= 0 and day <= rows[place].last:
            return answer
    return False if _school_year(day) in _known_years(land) else None


def known_until(land: str) -> date | None:
    """The last day of the last school year that is known for ``land``; None if none is."""
    years = _known_years(land)
    return date(max(years) + 1, 7, 31) if years else None


def _school_year(day: date) -> int:
    """The year in which the school year of ``day`` began: it runs from August to July."""
    return day.year if day.month >= 8 else day.year - 1


def _breaks(land: str) -> tuple[SchoolBreak, ...]:
    return _table()[0].get(land, ())


def _disputed(land: str) -> tuple[SchoolBreak, ...]:
    return _table()[1].get(land, ())


def _known_years(land: str) -> frozenset[int]:
    return _table()[2].get(land, frozenset())


Rows = dict[str, tuple[SchoolBreak, ...]]


@cache
def _table() -> tuple[Rows, Rows, dict[str, frozenset[int]]]:
    """Holidays, disputed days and known school years, each by Land."""
    breaks: dict[str, list[SchoolBreak]] = {}
    disputed: dict[str, list[SchoolBreak]] = {}
    years: dict[str, set[int]] = {}
    file = resources.files("nestwerk.common").joinpath("data", "school_holidays.tsv")
    for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines(), delimiter="\t"):
        if row["first_day"]:  # a row without days says that somebody looked and found nothing
            item = SchoolBreak(date.fromisoformat(row["first_day"]), date.fromisoformat(row["last_day"]), row["name"])
            (disputed if item.name == DISPUTED else breaks).setdefault(row["land"], []).append(item)
            years.setdefault(row["land"], set()).add(int(row["school_year"][:4]))
    return (
        {land: tuple(sorted(items)) for land, items in breaks.items()},
        {land: tuple(sorted(items)) for land, items in disputed.items()},
        {land: frozenset(numbers) for land, numbers in years.items()},
    )
