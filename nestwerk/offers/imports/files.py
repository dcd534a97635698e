"""Opening a file of offers: size, encoding, header, and its rows in our columns."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from nestwerk.common.invisible import CONTROL
from nestwerk.common.refusals import Refused

from ..export_cell import is_formula
from .mapping import Mapping
from .shape import csv_cause, no_table, said_delimiter

LARGEST = 100 * 1024 * 1024  # bytes
MOST_COLUMNS = 500
SHOWN_NAMES = 20
LINE, PROBLEM, SURPLUS = "zeile", "problem", "weitere"  # the columns a file of rejected rows has besides its own
# What a file of rejected rows cannot show as mended: filled up, such a row would look whole, or replace another.
FIELDS, TWICE = "Felder, die Überschrift", "kommt in dieser Datei schon einmal vor"
EMPTIED = f"Ist die Zeile jetzt richtig? Dann bitte die Zelle „{PROBLEM}“ leeren."
_WORKBOOK, _WIDE = b"PK\x03\x04", (b"\xff\xfe", b"\xfe\xff")  # how an Excel file and one in UTF-16 begin
_SURPLUS = re.compile(SURPLUS + r" [1-9][0-9]*")
csv.field_size_limit(1024 * 1024)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a file: ``theirs`` as it stands there, ``ours`` in our columns, or the ``problem`` that kept it out.

    Cells beyond the header are in ``theirs`` as ``weitere 1``, ``weitere 2`` …
    """

    number: int
    theirs: dict[str, str]
    ours: dict[str, str]
    problem: str = ""


def settled(path: Path, mapping: Mapping) -> Mapping:
    """The mapping with the delimiter of this very file: what it says, or what a header in our own words shows.

    Refuses what is no list at all: too large, no file, a workbook.
    """
    _check(path, mapping)
    with path.open(encoding=mapping.encoding, errors="surrogateescape", newline="") as file:
        try:
            header = file.readline()
        except UnicodeError as problem:
            raise Refused(f"{path.name} ist nicht in {mapping.encoding} gespeichert.") from problem
    if said := said_delimiter(header):
        return replace(mapping, delimiter=said, delimiter_said=True)
    words = header.replace('"', "")
    own = mapping == Mapping() and next(
        (s for s in ";\t" if f"external_id{s}" in words or f"{s}external_id" in words), ""
    )
    return replace(mapping, delimiter=own) if own else mapping


def _check(path: Path, mapping: Mapping) -> None:
    if not path.is_file():
        raise Refused(f"{path} ist keine Datei." if path.exists() else f"Die Datei {path} gibt es nicht.")
    size = path.stat().st_size
    if size > LARGEST:
        raise Refused(
            f"Die Datei ist {size / 1024 / 1024:.0f} MB groß, höchstens {LARGEST // 1024 // 1024} MB sind möglich. "
            "Bitte teilen Sie sie in mehrere Dateien."
        )
    with path.open("rb") as file:
        begin = file.read(200)
    what = no_table(begin)
    if begin.startswith(_WORKBOOK):
        what = "ist eine Excel-Mappe"
    elif begin.startswith(_WIDE) and mapping.encoding == Mapping().encoding:
        what = "ist eine Datei in UTF-16"
    if what:
        raise Refused(
            f"{path.name} {what}. Bitte als „CSV UTF-8“ speichern, "
            "oder in der Verwaltung unter „Einlesen“ hochladen: dort gehen auch Excel-Mappen."
        )


def read_rows(path: Path, mapping: Mapping) -> Iterator[Line]:
    """The rows of a file that are not empty; ``mapping`` as :func:`settled` gave it.

    Refuses what is no table of offers at all. Bytes that are not in the encoding travel as surrogates,
    so that only their row is kept back. A file of rejected rows is read like the file it came from.
    """
    with path.open(encoding=mapping.encoding, errors="surrogateescape", newline="") as file:
        try:
            if mapping.delimiter_said:
                file.readline()
            lines = csv.reader(file, delimiter=mapping.delimiter, strict=True)
            yield from _rows(path, lines, mapping, int(mapping.delimiter_said))
        except UnicodeError as problem:
            raise Refused(f"{path.name} ist nicht in {mapping.encoding} gespeichert.") from problem


def _rows(path: Path, lines: Iterator[list[str]], mapping: Mapping, before: int) -> Iterator[Line]:
    """``before``: lines of the file that stand before its header."""
    header: list[str] | None = None
    ended = before
    try:
        for cells in lines:
            number, ended = ended + 1, before + lines.line_num  # type: ignore[attr-defined]  # a row may span several lines
            if header is None:
                header = _header(path, cells, mapping)
            elif any(cell.strip() for cell in cells):
                yield _line(number, header, cells, mapping)
    except csv.Error as problem:
        raise Refused(
            f"{path.name} ist ab Zeile {ended + 1} keine gültige CSV-Datei: {csv_cause(problem)}. "
            "Es wurde nichts eingelesen."
        ) from problem
    if header is None:
        raise Refused(f"{path.name} ist leer.")


def _line(number: int, header: list[str], cells: list[str], mapping: Mapping) -> Line:
    theirs = dict(zip(header, cells, strict=False))
    problem = ""
    if len(cells) != len(header):
        problem = f"Die Zeile hat {len(cells)} {FIELDS} {len(header)}."
    surplus = cells[len(header) :]
    if LINE in header and PROBLEM in header:
        told = theirs.get(PROBLEM, "").removesuffix(EMPTIED).strip()
        if not problem and (TWICE in told or _too_short(told)):
            problem = f"{told} {EMPTIED}"
        theirs, left = _as_it_was(theirs)
        if left:
            problem = (
                problem or f"In den Spalten „{SURPLUS} …“ steht noch etwas. Bitte dorthin setzen, wo es hingehört."
            )
            surplus = left + surplus
    theirs.update({f"{SURPLUS} {place}": cell for place, cell in enumerate(surplus, 1)})
    return Line(number, theirs, {} if problem else mapping.row(theirs), problem)


def _too_short(told: str) -> bool:
    """Whether a row was kept out for fewer cells than the header has: the file of rejected rows fills them up."""
    numbers = re.search(rf"(\d+) {FIELDS} (\d+)", told)
    return numbers is not None and int(numbers[1]) < int(numbers[2])


def _as_it_was(kept: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    """A row of a file of rejected rows without what that file added, and its surplus cells if one holds something."""
    row = {name: cell for name, cell in kept.items() if name not in (LINE, PROBLEM) and not _SURPLUS.fullmatch(name)}
    row = {name: cell[1:] if cell[:1] == "'" and is_formula(cell[1:].lstrip()) else cell for name, cell in row.items()}
    surplus = [cell for name, cell in kept.items() if _SURPLUS.fullmatch(name)]
    return row, surplus if any(cell.strip() for cell in surplus) else []


def _header(path: Path, cells: list[str], mapping: Mapping) -> list[str]:
    if len(cells) > MOST_COLUMNS:
        raise Refused(f"{path.name} hat {len(cells)} Spalten, höchstens {MOST_COLUMNS} sind möglich.")
    header = [cell.strip() or f"Spalte {number}" for number, cell in enumerate(cells, 1)]
    for number, name in enumerate(header, 1):
        if CONTROL.search(name) or "\n" in name or "\r" in name:
            raise Refused(f"In der Überschrift von Spalte {number} stehen unsichtbare Zeichen oder ein Zeilenumbruch.")
    doubled = sorted(name for name, times in Counter(header).items() if times > 1)
    if doubled:
        raise Refused(f"Diese Spalten kommen in {path.name} doppelt vor: {', '.join(doubled[:SHOWN_NAMES])}.")
    if nowhere := sorted(mapping.theirs - set(header)):
        raise Refused(
            f"Die Zuordnung nennt Spalten, die es in {path.name} nicht gibt: {', '.join(nowhere[:SHOWN_NAMES])}. "
            "Es wurde nichts eingelesen."
        )
    named = {mapping.columns.get(column, column) for column in ("external_id", "title")}
    missing = sorted(
        name for name in named if name not in header and name not in mapping.constants and name not in mapping.templates
    )
    if missing:
        raise Refused(
            f"In der ersten Zeile von {path.name} fehlen die Spalten {', '.join(missing)}. "
            "Die Überschriften stehen in docs/betrieb/import.md; für fremde Dateien gibt es Zuordnungen."
        )
    return header
