"""Bars and lines as SVG that everybody can read: words and patterns beside colour, the same numbers in a table behind.

Lengths along the page are percentages, so text keeps its size on a phone and on paper. Nothing is styled here: the
classes are those of ``charts.css``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .numbers import german_number

ROW = 52  # px of a bar with its words above
BAR = 20
COLUMNS_HEIGHT = 240
FOOT, HEAD = 28, 24  # px under and over columns and lines


@dataclass(frozen=True, slots=True)
class Value:
    """One number with its name; ``striped`` sets it apart by a pattern, ``short`` is for narrow places."""

    label: str
    number: int
    striped: bool = False
    short: str = ""

    @property
    def german(self) -> str:
        """The number as Germans write it."""
        return german_number(self.number)


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a value is drawn: percentages along the page, pixels down it."""

    value: Value
    x: str
    y: int
    width: str
    height: int
    middle: str
    below: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with its words; ``common/_chart.html`` shows it."""

    kind: str  # bars, columns or line
    name: str  # for ids, unique on the page
    title: str
    what: str  # heading of the names in the table
    unit: str  # heading of the numbers
    height: int
    marks: tuple[Mark, ...]
    steps: tuple[tuple[Mark, Mark], ...] = field(default=())  # neighbours of a line

    @property
    def summary(self) -> str:
        """One sentence for who cannot see it: how many, the largest, the whole."""
        values = [mark.value for mark in self.marks]
        if not any(value.number for value in values):
            return "Noch keine Zahlen."
        top = max(values, key=lambda value: value.number)
        total = german_number(sum(value.number for value in values))
        return f"{len(values)} Werte, zusammen {total}. Am größten: {top.label} mit {top.german}."

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(mark.value.number for mark in self.marks)


def bars(name: str, title: str, values: Iterable[Value], *, what: str, unit: str) -> Chart:
    """Lying bars, the words above each: for things with names."""
    given = tuple(values)
    most = max((value.number for value in given), default=0) or 1
    marks = tuple(
        Mark(value, "0%", row * ROW + 26, _percent(value.number, most), BAR, "0%", row * ROW + 18)
        for row, value in enumerate(given)
    )
    return Chart("bars", name, title, what, unit, len(given) * ROW, marks)


def columns(name: str, title: str, values: Iterable[Value], *, what: str, unit: str) -> Chart:
    """Standing bars: for months and years."""
    return _standing("columns", name, title, tuple(values), what, unit)


def line(name: str, title: str, values: Iterable[Value], *, what: str, unit: str) -> Chart:
    """A line with a dot for each value: for what changes over time."""
    return _standing("line", name, title, tuple(values), what, unit)


def _standing(kind: str, name: str, title: str, values: Sequence[Value], what: str, unit: str) -> Chart:
    most = max((value.number for value in values), default=0) or 1
    room = COLUMNS_HEIGHT - FOOT - HEAD
    step = 100 / (len(values) or 1)
    marks = []
    for place, value in enumerate(values):
        tall = round(room * value.number / most)
        top = HEAD + room - tall
        marks.append(
            Mark(
                value,
                f"{place * step + step * 0.15:.2f}%",
                top,
                f"{step * 0.7:.2f}%",
                tall,
                f"{place * step + step / 2:.2f}%",
                top - 8,
            )
        )
    steps = tuple(pairwise(marks)) if kind == "line" else ()
    return Chart(kind, name, title, what, unit, COLUMNS_HEIGHT, tuple(marks), steps)


def _percent(number: int, most: int) -> str:
    return f"{100 * number / most:.2f}%"
