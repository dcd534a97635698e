"""The data set as a workbook: the same columns as the CSV file, and a sheet that says what it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from nestwerk.offers.public import harmless

from .rows import about, header, rows
from .scope import Scope

LONGEST = 32_767  # characters that fit into a cell
_WIDE = frozenset({"title", "summary", "description", "organisation"})


def write_workbook(scope: Scope, path: Path) -> None:
    """Write the file, a row at a time: openpyxl keeps none. Texts stay texts, nothing in it calculates."""
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet("Angebote")
    sheet.freeze_panes = "A2"
    named = header(scope)
    for number, name in enumerate(named, 1):
        sheet.column_dimensions[get_column_letter(number)].width = 44 if name in _WIDE else 20
    bold = Font(bold=True)
    sheet.append([_head(sheet, name, bold) for name in named])
    for cells in rows(scope):
        sheet.append([_text(cell) for cell in cells])
    beside: Any = book.create_sheet("Über diese Daten")
    beside.column_dimensions["B"].width = 100
    for name, text in about(scope):
        beside.append([_head(beside, name, bold), _text(harmless(text))])
    book.save(path)


def _head(sheet: Any, text: str, bold: Font) -> Any:
    cell: Any = WriteOnlyCell(sheet, value=text)
    cell.font = bold
    return cell


def _text(cell: str) -> str | None:
    """A plain string: openpyxl writes it as a text, so that a telephone number is none and a code keeps its nought.

    Whatever begins like a formula has an apostrophe in front by now.
    """
    return ILLEGAL_CHARACTERS_RE.sub("", cell)[:LONGEST] if cell else None
