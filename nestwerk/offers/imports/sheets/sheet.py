"""A table as it was read: its heading, its rows, and where they stood in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from nestwerk.common.refusals import Refused

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 5_000
MOST_COLUMNS = 100
MOST_LINES = 100_000  # of a file, empty ones counted


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file.

    ``header``: names of the columns, each once. ``rows``: as wide as the header, texts only. ``header_row``: the line
    of the heading in the file, 0 if there is none. ``lines``: the line of each row. ``above``: what stands over the
    heading, a title or a date.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    header_row: int
    lines: tuple[int, ...] = ()
    above: tuple[str, ...] = ()

    def column(self, name: str) -> list[str]:
        """The cells of a column that say something. Raises ValueError for a name that is not in the header."""
        place = self.header.index(name)
        return [row[place] for row in self.rows if row[place]]

    def cells(self, row: int) -> dict[str, str]:
        """A row's cells by the names of their columns, empty ones left out. ``row`` counts from 0."""
        return {name: cell for name, cell in zip(self.header, self.rows[row], strict=True) if cell}

    def line(self, row: int) -> int:
        """Where a row stands in the file, counted from 1."""
        return self.lines[row] if row < len(self.lines) else self.header_row + 1 + row

    @property
    def signature(self) -> str:
        """The same for every table with these columns, in whatever order: 64 hexadecimal digits."""
        return sha256("\n".join(sorted(name.casefold() for name in self.header)).encode()).hexdigest()

    def as_json(self) -> dict[str, Any]:
        """Plain lists and texts, to be kept until the table is brought in."""
        return {
            "name": self.name,
            "header": list(self.header),
            "rows": [list(row) for row in self.rows],
            "header_row": self.header_row,
            "lines": list(self.lines),
            "above": list(self.above),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Sheet:
        """The table that :meth:`as_json` kept."""
        return cls(
            name=kept["name"],
            header=tuple(kept["header"]),
            rows=tuple(tuple(row) for row in kept["rows"]),
            header_row=kept["header_row"],
            lines=tuple(kept.get("lines", ())),
            above=tuple(kept.get("above", ())),
        )


def refuse_too_long(name: str, rows: int) -> None:
    """Raise Refused if a table has more rows than can be looked through at once."""
    if rows > MOST_ROWS:
        raise Refused(
            f"„{name}“ hat mehr als {MOST_ROWS:,} Zeilen.".replace(",", ".")
            + " Bitte teilen Sie die Liste in mehrere Dateien."
        )
