"""Tables out of files: CSV in any encoding and delimiter, XLSX without running anything in it."""

from __future__ import annotations

from pathlib import PurePath

from nestwerk.common.refusals import Refused

from ..shape import no_table
from .heading import sheet_of
from .sheet import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Sheet
from .text import lines_of
from .workbook import opened

__all__ = ["MOST_BYTES", "MOST_COLUMNS", "MOST_ROWS", "Sheet", "read_sheets"]


def read_sheets(content: bytes, name: str) -> list[Sheet]:
    """The tables of a file, those with something in them. ``name`` is what the person called the file.

    Raises Refused with a German sentence for files that are too large, broken, or no table at all.
    """
    name = PurePath(name.replace("\\", "/")).name[:80] or "Die Datei"
    if not content.strip():
        raise Refused(f"{name} ist leer.")
    if len(content) > MOST_BYTES:
        raise Refused(
            f"{name} ist {len(content) / 1024 / 1024:.0f} MB groß, möglich sind {MOST_BYTES // 1024 // 1024} MB."
        )
    if sentence := no_table(content[:200]):
        raise Refused(f"{name} {sentence}. Bitte speichern Sie die Tabelle als XLSX oder CSV.")
    if content.startswith(b"PK"):
        with opened(content, name) as parts:
            sheets = [sheet_of(title, lines) for title, lines in parts]
    else:
        sheets = [sheet_of(PurePath(name).stem, lines_of(content, name))]
    found = [sheet for sheet in sheets if sheet is not None and sheet.rows]
    if not found:
        raise Refused(
            f"In {name} finden wir keine Tabelle mit mindestens zwei Spalten und einer Zeile unter der Überschrift."
        )
    return found
