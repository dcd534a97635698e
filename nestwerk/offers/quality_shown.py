"""The quality of records as pages show it: findings with the place where one does something. Values in, values out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from nestwerk.common.order import german_key
from nestwerk.common.ui.charts import Chart, Value, bars

from .editing.fields import SECTIONS
from .quality import GRADES, Finding, Overall, Quality, Step, grade, together

CONFIRM = ("stale.overdue", "stale.never")  # done by a click instead of in a section
_SECTION = {name: section.key for section in SECTIONS for name in section.fields}


class Line(NamedTuple):
    """One finding. ``section``: key of the editing section where one acts; empty: the offer is to be confirmed."""

    sentence: str
    step: str
    section: str
    kind: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The quality of one offer. ``links_on``: when an address was opened last; None: not checked."""

    score: int
    lines: list[Line]
    has_links: bool = False
    links_on: date | None = None

    @property
    def grade(self) -> str:
        """The key of its word."""
        return grade(self.score)

    @property
    def label(self) -> str:
        """Its word."""
        return GRADES[self.grade]


def section_of(key: str, field: str) -> str:
    """Where a finding is put right: key of a section of the editing page; empty where one confirms."""
    return "" if key in CONFIRM else _SECTION.get(field, "text")


def lines(findings: Iterable[Finding]) -> list[Line]:
    """Findings in their order."""
    return [Line(one.sentence, one.step, section_of(one.key, one.field), one.kind) for one in findings]


class Row(NamedTuple):
    """One partner of the table."""

    pk: int
    name: str
    overall: Overall

    @property
    def grade(self) -> str:
        """The key of the word for its mean."""
        return grade(self.overall.mean)

    @property
    def label(self) -> str:
        """The word for its mean."""
        return GRADES[self.grade]

    @property
    def first(self) -> Step | None:
        """What would lift it most."""
        return next(iter(self.overall.steps), None)


def rows(pairs: Iterable[tuple[tuple[int, str], Quality]]) -> list[Row]:
    """Partners with the quality of their offers, the lowest mean first. ``pairs``: (id, name) with each quality."""
    groups: dict[tuple[int, str], list[Quality]] = {}
    for key, quality in pairs:
        groups.setdefault(key, []).append(quality)
    found = [Row(*key, together(group, most=1)) for key, group in groups.items()]
    return sorted(found, key=lambda row: (row.overall.mean or 0, german_key(row.name)))


def chart(qualities: Iterable[Quality]) -> Chart:
    """How many offers have which quality."""
    numbers = dict.fromkeys(list(GRADES)[:4], 0)
    for one in qualities:
        numbers[grade(one.score)] += 1
    values = [Value(GRADES[key], number, striped=key in ("hilfe", "luecken")) for key, number in numbers.items()]
    return bars("guete", "Angebote nach Güte", what="Güte", unit="Angebote", values=values)
