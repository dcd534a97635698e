"""A planned list as it is kept until somebody brings it in: plain lists and texts. Values in, values out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from ..suggest import Suggestion
from .columns import Guess
from .plan import Plan, PlannedRow, UnknownValue
from .plan import foreign as foreign_names
from .rows import Row, read_row
from .sheets import Sheet

MOST_SAMPLES = 3
LONGEST_SAMPLE = 80
Told = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class KeptRow:
    """One line of a list on its way.

    ``texts``: columns of the interchange format and, under their own names, what found none. ``problems`` and
    ``hints``: those of the plan; what a cell itself is wrong with is found again whenever it is read. ``types`` and
    ``needs``: suggested codes with reasons. ``maybe``: (offer, how like from 0 to 1, reasons) that it may be already.
    """

    line: int
    texts: Mapping[str, str]
    problems: Told = ()
    hints: Told = ()
    unsure: Sequence[str] = ()
    types: Sequence[tuple[str, str, float]] = ()
    needs: Sequence[tuple[str, str, float]] = ()
    maybe: Sequence[tuple[int, float, Sequence[str]]] = ()
    state: str = ""
    asks: int = 0  # fields of a form it takes to decide about it

    @property
    def key(self) -> tuple[str, str]:
        """(source, external id): the same for the same offer in every later list."""
        return self.texts.get("source", ""), self.texts.get("external_id", "")

    def key_with(self, decided: Mapping[str, str]) -> tuple[str, str]:
        """The key with what a person decided for the row."""
        return decided.get("source") or self.key[0], decided.get("external_id") or self.key[1]

    def read(
        self, decided: Mapping[str, str], readers: Mapping[str, Callable[[str], Any]], *, today: date
    ) -> tuple[Row, list[tuple[str, str]]]:
        """The values of the row with what a person decided for it, and everything that keeps it out."""
        row = read_row({**self.texts, **decided}, readers, today=today)
        kept = [(column, sentence) for column, sentence in self.problems if column not in decided]
        return row, [*kept, *row.problems]

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> KeptRow:
        """The row that ``as_json`` kept."""
        told = {name: [tuple(one) for one in kept.get(name, ())] for name in ("problems", "hints")}
        return cls(**{**kept, **told})

    def as_json(self) -> dict[str, Any]:
        """Plain lists and texts."""
        return {name: value for name, value in asdict(self).items() if value or name in ("line", "texts")}


def kept_row(planned: PlannedRow, readers: Mapping[str, object]) -> KeptRow:
    """A row of a plan, to be kept."""
    own = set(planned.row.problems)
    found = set(planned.row.hints)
    return KeptRow(
        planned.line,
        {**planned.fields, **foreign_names(planned.extra, readers)},
        problems=[problem for problem in planned.problems if problem not in own],
        hints=[hint for hint in planned.hints if hint not in found],
        unsure=sorted(planned.sure),
    )


def kept_suggestions(found: Sequence[Suggestion], most: int = 3) -> list[tuple[str, str, float]]:
    """(code, reason, how sure) of the best suggestions."""
    return [(one.code, one.reason, one.sure) for one in found[:most]]


@dataclass(frozen=True, slots=True)
class ColumnAsked:
    """A column on the page where columns are chosen: cells to look at, and what it seems to mean."""

    column: str
    samples: Sequence[str]
    filled: int
    meanings: Sequence[str]
    reason: str
    hint: str


def columns_asked(sheet: Sheet, guesses: Sequence[Guess]) -> list[dict[str, Any]]:
    """Every column with a few different cells and its guess, to be kept."""
    asked = []
    for guess in guesses:
        cells = sheet.column(guess.column)
        samples = [
            cell if len(cell) <= LONGEST_SAMPLE else f"{cell[: LONGEST_SAMPLE - 1]}…"
            for cell in list(dict.fromkeys(cells))[:MOST_SAMPLES]
        ]
        asked.append(asdict(ColumnAsked(guess.column, samples, len(cells), guess.meanings, guess.reason, guess.hint)))
    return asked


def kept_plan(
    plan: Plan, columns: Sequence[Mapping[str, Any]], rows: Sequence[KeptRow], common: Sequence[str] = ()
) -> dict[str, Any]:
    """Everything the pages of a list need. ``common``: types that the list as a whole seems to be of."""
    return {
        "columns": list(columns),
        "unknown": [asdict(one) for one in plan.unknown],
        "rows": [row.as_json() for row in rows],
        "types": list(common),
    }


def index_of(rows: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
    """What is needed of all rows to find those of one page: state, and how many fields of a form each takes."""
    return [[row.get("state", ""), row.get("asks", 0)] for row in rows]


def unknown_of(kept: Mapping[str, Any]) -> list[UnknownValue]:
    """The values nobody understood."""
    return [UnknownValue(**one) for one in kept.get("unknown", ())]


def rows_of(kept: Mapping[str, Any]) -> list[KeptRow]:
    """The rows of a kept plan."""
    return [KeptRow.from_json(one) for one in kept.get("rows", ())]


def asked_of(kept: Mapping[str, Any]) -> list[ColumnAsked]:
    """The columns of a kept plan."""
    return [ColumnAsked(**one) for one in kept.get("columns", ())]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided for one row.

    ``texts``: column of the format → text. ``take``: field → "list" or "ours". ``same``: the offer it is, "new" if it
    is none; empty: undecided.
    """

    skip: bool = False
    same: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    take: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Decision:
        """The decision that ``as_json`` kept."""
        return cls(**kept)

    def as_json(self) -> dict[str, Any]:
        """Plain texts; what was not decided is left out."""
        return {name: value for name, value in asdict(self).items() if value}
