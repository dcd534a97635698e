"""Opening a file of offers: size, encoding, header, and the small mapping that reads foreign columns."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from nestwerk.common.refusals import Refused

LARGEST = 100 * 1024 * 1024  # bytes
csv.field_size_limit(1024 * 1024)


@dataclass(frozen=True, slots=True)
class Mapping:
    """How foreign columns become ours; see ``docs/betrieb/import.md`` for the file it is read from."""

    encoding: str = "utf-8-sig"
    delimiter: str = ","
    columns: dict[str, str] = field(default_factory=dict)  # ours → theirs
    constants: dict[str, str] = field(default_factory=dict)  # ours → fixed text
    templates: dict[str, str] = field(default_factory=dict)  # ours → text with {theirs}
    values: dict[str, dict[str, str]] = field(default_factory=dict)  # ours → their value → our value

    def row(self, theirs: dict[str, str]) -> dict[str, str]:
        """One of their rows in our columns. Columns the mapping does not name are kept under their own name."""
        if not (self.columns or self.constants or self.templates):
            return theirs
        ours = dict(self.constants)
        for column, template in self.templates.items():
            cells = {name: (cell or "").strip() for name, cell in theirs.items()}
            used = [name for name in cells if "{" + name + "}" in template]
            if all(cells[name] for name in used):
                for name in used:
                    template = template.replace("{" + name + "}", cells[name])
                ours[column] = template
        for column, name in self.columns.items():
            cell = theirs.get(name) or ""
            ours[column] = self.values.get(column, {}).get(cell.strip(), cell)
        taken = set(self.columns.values())
        ours.update({name: cell for name, cell in theirs.items() if name not in taken and name not in ours})
        return ours


def read_mapping(path: Path) -> Mapping:
    """A mapping file in TOML with the tables ``file``, ``columns``, ``constants``, ``templates``, ``values``."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise Refused(f"Die Zuordnung {path.name} lässt sich nicht lesen: {problem}") from problem
    unknown = set(tables) - {"file", "columns", "constants", "templates", "values"}
    if unknown:
        raise Refused(f"Die Zuordnung {path.name} hat unbekannte Abschnitte: {', '.join(sorted(unknown))}.")
    return Mapping(
        encoding=tables.get("file", {}).get("encoding", "utf-8-sig"),
        delimiter=tables.get("file", {}).get("delimiter", ","),
        columns=tables.get("columns", {}),
        constants=tables.get("constants", {}),
        templates=tables.get("templates", {}),
        values=tables.get("values", {}),
    )


def read_rows(path: Path, mapping: Mapping) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a file with their line numbers, in our columns.

    Refuses what is no table of offers at all; a row with a wrong number of cells comes with the key
    ``""`` holding the sentence about it. Bytes that are not in the encoding travel as surrogates, so
    that only their row is kept back.
    """
    if not path.is_file():
        raise Refused(f"Die Datei {path} gibt es nicht.")
    size = path.stat().st_size
    if size > LARGEST:
        raise Refused(
            f"Die Datei ist {size / 1024 / 1024:.0f} MB groß, höchstens {LARGEST // 1024 // 1024} MB sind möglich. "
            "Bitte teilen Sie sie in mehrere Dateien."
        )
    with path.open(encoding=mapping.encoding, errors="surrogateescape", newline="") as file:
        try:
            yield from _rows(path, csv.reader(file, delimiter=mapping.delimiter, strict=True), mapping)
        except UnicodeError as problem:
            raise Refused(f"{path.name} ist nicht in {mapping.encoding} gespeichert: {problem}") from problem


def _rows(path: Path, lines: Iterator[list[str]], mapping: Mapping) -> Iterator[tuple[int, dict[str, str]]]:
    header: list[str] | None = None
    number = 0
    try:
        for cells in lines:
            number = lines.line_num  # type: ignore[attr-defined]
            if header is None:
                header = _header(path, cells, mapping)
                continue
            if not any(cell.strip() for cell in cells):
                continue
            row = dict(zip(header, cells, strict=False))
            if len(cells) != len(header):
                row[""] = f"Die Zeile hat {len(cells)} Felder, die Überschrift {len(header)}."
                yield number, row
            else:
                yield number, mapping.row(row)
    except csv.Error as problem:
        raise Refused(
            f"{path.name} ist ab Zeile {number + 1} keine gültige CSV-Datei ({problem}). Es wurde nichts eingelesen."
        ) from problem
    if header is None:
        raise Refused(f"{path.name} ist leer.")


def _header(path: Path, cells: list[str], mapping: Mapping) -> list[str]:
    header = [cell.strip() for cell in cells]
    doubled = sorted({name for name in header if name and header.count(name) > 1})
    if doubled:
        raise Refused(f"Diese Spalten kommen in {path.name} doppelt vor: {', '.join(doubled)}.")
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
