"""The formats the data set comes in."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ..xzufi.document import xzufi_lines
from .database import write_database
from .scope import Scope
from .text_files import csv_lines, json_lines
from .workbook import write_workbook

_FILE_TYPES = "http://publications.europa.eu/resource/authority/file-type/"


@dataclass(frozen=True, slots=True)
class Format:
    """One format. ``write(scope, path)`` makes the file; one with ``lines`` is text and kept as gzip.

    ``file_type`` is its address in the EU's list; ``registered`` tells whether IANA knows its media type.
    """

    key: str
    name: str
    media_type: str
    file_type: str
    whole: Callable[[Scope, Path], None] | None = None
    lines: Callable[[Scope], Iterator[bytes]] | None = None
    registered: bool = True

    @property
    def packed(self) -> bool:
        """Whether it is kept as gzip."""
        return self.lines is not None

    def write(self, scope: Scope, path: Path) -> None:
        """Make the file ``path``, which must not exist."""
        if self.lines is not None:
            _pack(self.lines(scope), path)
        elif self.whole is not None:
            self.whole(scope, path)


def _pack(lines: Iterator[bytes], path: Path) -> None:
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 6, raw, mtime=0) as file:
        while pieces := list(islice(lines, 64)):
            file.write(b"".join(pieces))


FORMATS = {
    one.key: one
    for one in (
        Format("csv", "angebote.csv", "text/csv; charset=utf-8", f"{_FILE_TYPES}CSV", lines=csv_lines),
        Format(
            "xlsx",
            "angebote.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            f"{_FILE_TYPES}XLSX",
            whole=write_workbook,
        ),
        Format(
            "jsonl",
            "angebote.jsonl",
            "application/x-ndjson",
            f"{_FILE_TYPES}JSON",
            lines=json_lines,
            registered=False,
        ),
        Format(
            "sqlite",
            "angebote.sqlite",
            "application/vnd.sqlite3",
            f"{_FILE_TYPES}SQL",
            whole=write_database,
        ),
        Format("xzufi", "xzufi.xml", "application/xml; charset=utf-8", f"{_FILE_TYPES}XML", lines=xzufi_lines),
    )
}


def raw_size(form: Format, path: Path) -> int:
    """Bytes of the file as it is read, unpacked. A gzip file says so in its last four bytes (below 4 GiB)."""
    if not form.packed:
        return path.stat().st_size
    with path.open("rb") as file:
        file.seek(-4, os.SEEK_END)
        return int.from_bytes(file.read(4), "little")
