"""A table as XLSX: written row by row, texts as texts, days as days, the heads always in sight."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from .export import Cells
from .export_cell import as_text_cell

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 32_767  # characters that fit into a cell
_WIDE = frozenset({"Titel", "in einem Satz", "Beschreibung", "title", "summary", "description"})


def workbook(name: str, header: Sequence[str], table: Iterable[Cells]) -> bytes:
    """The file. ``name`` is that of its only sheet."""
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(name[:31])
    sheet.freeze_panes = "A2"
    for number, head in enumerate(header, 1):
        sheet.column_dimensions[get_column_letter(number)].width = 44 if head in _WIDE else 20
    sheet.append([_head(sheet, head) for head in header])
    for cells in table:
        sheet.append([_cell(sheet, cell) for cell in cells])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _head(sheet: Any, text: str) -> Any:
    cell: Any = WriteOnlyCell(sheet, value=text)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: str | date | None) -> Any:
    """A cell that stays what it is: a telephone number no number, a postal code with its nought."""
    if value is None or value == "":
        return None
    if isinstance(value, date):
        cell: Any = WriteOnlyCell(sheet, value=value)
        cell.number_format = "DD.MM.YYYY"
        return cell
    text = as_text_cell(ILLEGAL_CHARACTERS_RE.sub("", value))
    cell = WriteOnlyCell(sheet, value=text[:LONGEST])
    cell.number_format, cell.data_type = "@", "s"
    return cell
