"""Lists for tests: small and ugly, and the way they go."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from nestwerk.networks.models import Membership
from nestwerk.offers.actions.lists import choose_columns, read_list
from nestwerk.offers.actions.lists_done import bring_in
from nestwerk.offers.imports.tests.workbooks import workbook
from nestwerk.offers.models import ImportRun

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
HEAD = ["Angebot", "Art", "Einrichtung", "Ansprechpartnerin", "Anschrift", "Tel.", "Zeiten", "Alter", "Kosten"]
ROWS: list[list[Any]] = [
    ["Krabbelkäfer", "Krabbelgruppe", "Familienzentrum Nord", "Ada Beispiel", "Hauptstr. 3, 96515 Sonneberg",
     "03675/426496 o. 0171 3920012", "Mo 9–11 n. V.", "0–3 J.", "kostenfrei"],
    ["Spatzennest", "Kükengruppe", "Kita Süd", "Ben Muster", "Weg 1\n96528 Schalkau", 3675426497, "Mo-Fr 6-17 Uhr",
     "U3", "nach Einkommen"],
    ["Treff", "Frühstück für alle Eltern", "Familienzentrum Nord", None, "Am Markt 1, 96515 Sonneberg", "-",
     "siehe Aushang", "Krümelalter", "5 €"],
]  # fmt: skip


def ugly(*rows: list[Any]) -> bytes:
    """A workbook as coordinators have them: a title above, numbers as numbers, several facts in a cell."""
    return workbook(Angebote=[["Familienangebote im Landkreis, Stand Herbst"], [], HEAD, *(rows or ROWS)])


def changed(number: int, **cells: Any) -> list[list[Any]]:
    """The rows with other cells in one of them."""
    rows = [list(row) for row in ROWS]
    for name, cell in cells.items():
        rows[number][HEAD.index(name)] = cell
    return rows


def read(by: Membership, content: bytes | None = None, name: str = "liste.xlsx", at: datetime = AT) -> ImportRun:
    """A list that was read."""
    return read_list(by.network, content=ugly() if content is None else content, name=name, by=by, at=at)


def brought_in(
    by: Membership, content: bytes | None = None, *, publish: bool = True, at: datetime = AT, **choice: Any
) -> ImportRun:
    """A list that was brought in as guessed, unless ``choice`` says something else."""
    run = read(by, content, at=at)
    if choice:
        run = choose_columns(run, choice, at=at)
    return bring_in(run, publish=publish, by=by, at=at)
