"""XLSX files, read without ever calculating, following or running anything in them."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError  # the exception only; nothing is parsed with it

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from nestwerk.common.refusals import Refused

from .sheet import MOST_COLUMNS, MOST_LINES

MOST_UNPACKED = 40 * 1024 * 1024  # bytes of all parts that are read
MOST_PARTS = 2_000
MOST_SHEETS = 20
_READ = (".xml", ".rels")
_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, InvalidFileException, ParseError, KeyError, ValueError,
    TypeError, AttributeError, IndexError, EOFError, OSError, NotImplementedError, RuntimeError, SyntaxError,
    RecursionError,
)  # fmt: skip
_ZEROS = re.compile("0{2,}")

Lines = Iterator[list[str]]


@contextmanager
def opened(content: bytes, name: str) -> Iterator[list[tuple[str, Lines]]]:
    """The visible sheets of a workbook with their lines. Raises Refused for bombs, broken and protected files."""
    _look_inside(content, name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of parts that openpyxl leaves out: we leave out all but the cells
        with _readable(name):
            book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        with closing(book):
            sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            if len(sheets) > MOST_SHEETS:
                raise Refused(f"{name} hat {len(sheets)} Blätter, höchstens {MOST_SHEETS} sind möglich.")
            yield [(str(sheet.title), _lines(sheet, name)) for sheet in sheets]


@contextmanager
def _readable(name: str) -> Iterator[None]:
    """Whatever openpyxl stumbles over is the file's fault."""
    try:
        yield
    except _BROKEN as problem:
        raise Refused(
            f"{name} ist keine gültige Excel-Datei, beschädigt oder mit einem Kennwort geschützt. "
            "Öffnen Sie sie in Ihrem Tabellenprogramm und speichern Sie sie noch einmal als XLSX."
        ) from problem


def _look_inside(content: bytes, name: str) -> None:
    with _readable(name), zipfile.ZipFile(BytesIO(content)) as archive:
        parts = archive.infolist()
        read = [part for part in parts if part.filename.lower().endswith(_READ)]
        unpacked = sum(part.file_size for part in read)
        if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
            raise Refused(
                f"{name} ist ausgepackt zu groß ({unpacked / 1024 / 1024:.0f} MB, höchstens "
                f"{MOST_UNPACKED // 1024 // 1024} MB). Bitte kopieren Sie nur die Liste in eine neue Datei."
            )
        if "xl/workbook.xml" not in {part.filename for part in parts}:
            raise Refused(f"{name} ist keine Excel-Datei. Möglich sind XLSX und CSV.")
        for part in read:
            with archive.open(part) as stream:
                head = stream.read(2048).replace(b"\0", b"").lower()
            if b"<!doctype" in head or b"<!entity" in head:
                raise Refused(f"{name} enthält Anweisungen, die wir nicht ausführen. Bitte als CSV speichern.")


def _lines(sheet: Any, name: str) -> Lines:
    sheet.reset_dimensions()  # what a file says of its own size is not to be trusted
    with _readable(name):
        for number, cells in enumerate(sheet.iter_rows(), 1):
            if number > MOST_LINES:
                raise Refused(
                    f"Das Blatt „{sheet.title}“ reicht über Zeile {MOST_LINES:,} hinaus. ".replace(",", ".")
                    + "Bitte löschen Sie die leeren Zeilen am Ende."
                )
            texts = [_text(cell) for cell in cells]
            while texts and not texts[-1]:
                texts.pop()
            if len(texts) > MOST_COLUMNS:
                raise Refused(
                    f"Das Blatt „{sheet.title}“ hat in Zeile {number} mehr als {MOST_COLUMNS} Spalten. "
                    "Bitte löschen Sie, was nicht zur Liste gehört."
                )
            yield texts


def _text(cell: Any) -> str:
    """A cell as a person sees it: numbers without ".0", days as ISO dates, truth as ja and nein, errors as nothing."""
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format or ""))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60:02}:{minutes % 60:02}"
    return str(value).replace("_x000D_", "")


def _number(value: float, shown: str) -> str:
    if isinstance(value, float) and not value.is_integer():
        return f"{value:.12g}"
    if abs(value) >= 1e18:
        return f"{value:g}"
    return f"{int(value):0{len(shown)}d}" if _ZEROS.fullmatch(shown) else str(int(value))
