"""One CSV file of a package: its heading, its rows, and what is wrong with their shape."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from nestwerk.common.invisible import CONTROL

from .faults import Fault

MOST_ROWS = 200_000
MOST_COLUMNS = 200
LINE = "·line"  # where a row stands in its file; no heading can be called so

# What the files of all versions are called → what we call the table.
NAMES = {
    "organization": "organizations", "organisations": "organizations", "location": "locations", "service": "services",
    "physical_addresses": "addresses", "address": "addresses", "postal_addresses": "mail_addresses",
    "services_at_location": "service_at_locations", "services_at_locations": "service_at_locations",
    "service_at_location": "service_at_locations", "phone": "phones", "contact": "contacts",
    "accessibility_for_disabilities": "accessibility", "taxonomy_terms": "terms", "taxonomy": "terms",
    "taxonomy_term": "terms", "services_taxonomy": "service_terms", "service_taxonomy": "service_terms",
    "service_attributes": "service_terms", "cost_option": "cost_options", "schedule": "schedules",
    "language": "languages", "attribute": "attributes",
}  # fmt: skip


@dataclass(slots=True)
class Table:
    """``rows``: cells by column, trimmed, and under LINE the number of the line."""

    file: str
    kind: str
    header: tuple[str, ...] = ()
    rows: list[dict[str, str]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, row: dict[str, str] | None, column: str, sentence: str) -> None:
        """Note that a row, or without one the whole file, is wrong."""
        self.faults.append(Fault(self.file, int(row[LINE]) if row else 0, column, sentence))


def kind_of(file: str) -> str:
    """The table that a file of this name holds."""
    stem = file.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0].lower()
    return NAMES.get(stem, stem)


def read_table(content: bytes, file: str, kind: str = "") -> Table:
    """Read a file. Never raises: what is wrong stands in ``faults``. ``kind``: of which table; else as it is called."""
    table = Table(file, kind or kind_of(file))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        table.faults.append(Fault(file, line, "", "Diese Zeichen sind nicht in UTF-8 gespeichert."))
        return table
    try:
        for line, cells in _lines(text):
            if not table.header:
                _take_header(table, cells)
                if table.faults:
                    return table
            elif len(table.rows) >= MOST_ROWS:
                table.faults.append(Fault(file, line, "", "Das sind mehr Zeilen, als wir einlesen."))
                return table
            else:
                _take_row(table, line, cells)
    except csv.Error as error:
        table.faults.append(Fault(file, 0, "", f"Das ist keine gültige CSV-Datei ({error})."))
    if not table.header and not table.faults:
        table.faults.append(Fault(file, 0, "", "Die Datei ist leer."))
    return table


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""))
    before = 0
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield before + 1, cells
        before = reader.line_num


def _take_header(table: Table, cells: list[str]) -> None:
    header = tuple(cell.strip().lower() for cell in cells)
    while header and not header[-1]:
        header = header[:-1]
    doubled = sorted({name for name in header if header.count(name) > 1})
    if doubled:
        table.faults.append(Fault(table.file, 1, doubled[0], "Diese Spalte kommt doppelt vor."))
    if len(header) > MOST_COLUMNS or any(CONTROL.search(name) for name in header):
        table.faults.append(Fault(table.file, 1, "", "Diese Überschrift können wir nicht lesen."))
    table.header = header


def _take_row(table: Table, line: int, cells: list[str]) -> None:
    wide = len(table.header)
    if len(cells) < wide or any(cell.strip() for cell in cells[wide:]):
        sentence = f"Die Zeile hat {len(cells)} Felder, die Überschrift {wide}."
        table.faults.append(Fault(table.file, line, "", sentence))
        return
    row = {name: cell.strip() for name, cell in zip(table.header, cells, strict=False)}
    table.rows.append(row | {LINE: str(line)})
