"""What bringing in a list would do, row by row, before anything is written. Values in, values out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .assembling import Assembling, lasting_id
from .chosen import Chosen, checked
from .meanings import PERSON
from .rows import Known, Row, columns, read_row
from .sheets.sheet import Sheet
from .vocabulary import Vocabulary

LONELY = 4  # columns from which a row with one filled cell is a heading in between


@dataclass(slots=True)
class PlannedRow:
    """One line of the list as it would come in.

    ``fields``: columns of the interchange format, as texts; ``row``: the same as values, read and checked like the
    command's. ``extra``: what found no field, by column of the list. ``problems`` keep the row out, ``hints`` do not;
    both are (column of the format, German sentence). ``sure``: column of the format → 0 to 1, where it is not 1.
    ``cells``: the original without names of persons.
    """

    line: int
    fields: dict[str, str]
    row: Row
    extra: dict[str, str] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)
    hints: list[tuple[str, str]] = field(default_factory=list)
    sure: dict[str, float] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UnknownValue:
    """A value that a person maps once for the whole list. ``proposals``: what it may be, best first."""

    column: str
    meaning: str
    value: str
    count: int
    proposals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """All rows, and the values nobody understood, the most frequent first."""

    rows: tuple[PlannedRow, ...]
    unknown: tuple[UnknownValue, ...]

    @property
    def ready(self) -> tuple[PlannedRow, ...]:
        """Rows without problems."""
        return tuple(row for row in self.rows if not row.problems)


def plan(
    sheet: Sheet,
    choice: Chosen,
    *,
    known: Known,
    vocabulary: Vocabulary,
    today: date,
    choices: Mapping[str, Mapping[str, str]] | None = None,
    propose: Callable[[str, str], tuple[str, ...]] = lambda meaning, value: (),
) -> Plan:
    """Plan every row of a sheet. Raises Refused if the decision about its columns cannot be carried out.

    ``choices``: line (as text) → column of the format → text, what a person decided for one row; it wins. ``propose``
    gives codes or texts that may be meant by a value nobody understood.
    """
    checked(choice)
    readers = columns(known)
    if choice.get("exact"):
        return Plan(tuple(_exact(sheet, readers, today)), ())
    planned: list[PlannedRow] = []
    unknown: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    seen: dict[str, int] = {}
    for number in range(len(sheet.rows)):
        made = Assembling(choice, known, vocabulary)
        cells = sheet.cells(number)
        made.take(cells)
        for column, meaning, value in made.unknown:
            unknown[column, meaning][value] += 1
        decided = {
            name: text for name, text in (choices or {}).get(str(sheet.line(number)), {}).items() if name in readers
        }
        row = _planned(sheet.line(number), made, choice, decided)
        row.cells = {name: cell for name, cell in cells.items() if PERSON not in choice["columns"].get(name, ())}
        _identify(row, seen)
        row.row = read_row({**row.fields, **foreign(row.extra, readers)}, readers, today=today)
        row.problems += row.row.problems
        row.hints += row.row.hints
        if len(cells) == 1 and len(sheet.header) >= LONELY:
            row.problems.insert(0, ("", "Nur eine Zelle ist ausgefüllt: vermutlich eine Zwischenüberschrift."))
        planned.append(row)
    return Plan(tuple(planned), _sorted(unknown, propose))


def _exact(sheet: Sheet, readers: Mapping[str, Callable[[str], Any]], today: date) -> Iterator[PlannedRow]:
    """The rows of a table in the interchange format, read as the command reads them."""
    seen: dict[str, int] = {}
    for number in range(len(sheet.rows)):
        cells, line = sheet.cells(number), sheet.line(number)
        fields = {name: cell for name, cell in cells.items() if name in readers}
        row = PlannedRow(line, fields, read_row(cells, readers, today=today), cells=cells)
        row.extra = {name: cell for name, cell in cells.items() if name not in readers}
        key = f"{fields.get('source')}\n{fields.get('external_id')}"
        if key in seen and fields.get("external_id"):
            sentence = f"„{fields['external_id'][:40]}“ steht schon in Zeile {seen[key]}."
            row.problems.append(("external_id", sentence))
        seen.setdefault(key, line)
        row.problems += row.row.problems
        row.hints += row.row.hints
        yield row


def _planned(line: int, made: Assembling, choice: Chosen, decided: Mapping[str, str]) -> PlannedRow:
    fields = {**choice.get("fixed", {}), **made.fields}
    fields.update(decided)
    hints = list(made.hints)
    if fields.get("title") and not fields.get("organisation"):
        fields["organisation"] = fields["title"]
        hints.append(("organisation", "Ein Anbieter ist nicht genannt; der Titel steht auch dafür."))
    if fields.get("organisation") and not fields.get("title"):
        fields["title"] = fields["organisation"]
        hints.append(("title", "Ein Titel ist nicht genannt; der Name des Anbieters steht auch dafür."))
    fields = {name: text for name, text in fields.items() if text}
    sure = {name: value for name, value in made.sure.items() if value < 1 and name not in decided}
    return PlannedRow(line, fields, Row(), made.extra, hints=hints, sure=sure)


def _identify(row: PlannedRow, seen: dict[str, int]) -> None:
    """Every row has a key of its own, so that bringing in the list again changes instead of doubles."""
    key = row.fields.get("external_id", "")
    if key and key in seen:
        row.problems.append(("external_id", f"„{key[:40]}“ steht schon in Zeile {seen[key]}."))
    elif not key and row.fields.get("title"):
        key = first = lasting_id(row.fields)
        for again in range(2, len(seen) + 3):
            if key not in seen:
                break
            key = f"{first}-{again}"
        if key != first:
            row.hints.append(("title", f"Zeile {seen[first]} nennt dasselbe Angebot am selben Ort. Ist es doppelt?"))
        row.fields["external_id"] = key
    if key:
        seen.setdefault(key, row.line)


def foreign(extra: Mapping[str, str], readers: Mapping[str, object]) -> dict[str, str]:
    """What is kept, under names that are none of the format's own."""
    return {f"{name} (Liste)" if name in readers else name: cell for name, cell in extra.items()}


def _sorted(
    unknown: Mapping[tuple[str, str], Counter[str]], propose: Callable[[str, str], tuple[str, ...]]
) -> tuple[UnknownValue, ...]:
    return tuple(
        UnknownValue(column, meaning, value, count, propose(meaning, value))
        for (column, meaning), values in unknown.items()
        for value, count in values.most_common()
    )
