"""The record as a file for a spreadsheet."""

from __future__ import annotations

import csv
import io
from zoneinfo import ZoneInfo

from .queries import Told

BERLIN = ZoneInfo("Europe/Berlin")
HEADER = ("wann", "wer", "Rolle", "was", "woran", "Anzahl", "Stichwort", "Zeile")


def as_csv(lines: list[Told]) -> str:
    """CSV as German spreadsheets open it: semicolons, with a byte order mark. No cell is taken for a formula."""
    file = io.StringIO()
    file.write("\ufeff")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADER)
    for one in lines:
        at = one.at.astimezone(BERLIN).strftime("%d.%m.%Y %H:%M:%S")
        cells = (at, one.who, one.hat, one.sentence, one.thing, one.count, one.detail, one.id)
        writer.writerow([harmless(str(cell)) if cell is not None else "" for cell in cells])
    return file.getvalue()


def harmless(cell: str) -> str:
    """An apostrophe in front of what a spreadsheet would calculate."""
    return f"'{cell}" if cell.lstrip().startswith(("=", "+", "-", "@", "|", "%")) else cell
