"""The file of rejected rows: nothing is lost, nothing of somebody else's is written over.

It has the columns, the encoding and the delimiter of the file it came from, with line and cause in front:
mend, save, read again with the same command. It may hold hidden addresses, so only its owner may read it.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from nestwerk.common.os_causes import os_cause
from nestwerk.common.refusals import Refused

from ..export_cell import is_formula
from .files import LINE, PROBLEM, Line
from .mapping import Mapping


def usual_place(data_dir: Path, source: Path, *, today: date) -> Path:
    """Where the rejected rows of ``source`` go unless the operator says otherwise."""
    return data_dir / "berichte" / f"{today.isoformat()}-{source.stem}.csv"


def check_place(wanted: Path, source: Path) -> None:
    """Raise Refused if rejected rows of ``source`` cannot go to ``wanted``: it is the source, or no plain file."""
    if not wanted.exists():
        return
    if source.exists() and wanted.samefile(source):
        raise Refused(f"{wanted} wird gerade eingelesen. Abgelehnte Zeilen brauchen eine andere Datei (--report).")
    if not wanted.is_file():
        raise Refused(f"{wanted} ist keine Datei. Bitte bei --report einen Dateinamen angeben.")


class Rejected:
    """A file that is ours alone, still empty."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.written = False

    def write(self, rows: Sequence[tuple[Line, str]], mapping: Mapping) -> None:
        """Write rows with their causes, down to the disk. Raises Refused if the disk does not take them."""
        names = list(dict.fromkeys(name for line, _ in rows for name in line.theirs))
        try:
            with self.path.open("w", encoding=mapping.encoding, errors="surrogateescape", newline="") as file:
                if mapping.delimiter_said:
                    file.write(f"sep={mapping.delimiter}\r\n")
                writer = csv.writer(file, delimiter=mapping.delimiter)
                writer.writerow(_cell(name, mapping.encoding) for name in (LINE, PROBLEM, *names))
                for line, problem in rows:
                    cells = (str(line.number), problem, *(line.theirs.get(name, "") for name in names))
                    writer.writerow(_cell(cell, mapping.encoding) for cell in cells)
                file.flush()
                os.fsync(file.fileno())
        except OSError as problem:
            raise Refused(
                f"Die abgelehnten Zeilen lassen sich nicht in {self.path} schreiben ({os_cause(problem)}). "
                "Es wurde nichts eingelesen."
            ) from problem
        self.written = True


@contextmanager
def rejected_file(wanted: Path, source: Path) -> Iterator[Rejected]:
    """Take a new file at ``wanted``, or beside it with a number if there is one already.

    It is taken before anything is read, so that a folder nobody can write to is known in time, and it
    disappears if it was not needed or the block failed. Raises Refused as :func:`check_place` does.
    """
    check_place(wanted, source)
    rejected = Rejected(_take(wanted))
    try:
        yield rejected
    except BaseException:
        rejected.path.unlink(missing_ok=True)
        raise
    if not rejected.written:
        rejected.path.unlink(missing_ok=True)


def _take(wanted: Path) -> Path:
    try:
        wanted.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        number = 1
        while True:
            path = wanted if number == 1 else wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
            try:
                os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            except FileExistsError:
                number += 1
            else:
                return path
    except OSError as problem:
        raise Refused(
            f"In {wanted} lassen sich keine abgelehnten Zeilen schreiben ({os_cause(problem)}). "
            "Bitte mit --report eine andere Datei nennen."
        ) from problem


def _cell(text: str, encoding: str) -> str:
    """A cell that a spreadsheet shows instead of calculating, in the signs the encoding has.

    Reading the file again takes the apostrophe away (``files.py``).
    """
    if is_formula(text.lstrip()):
        text = f"'{text}"
    try:
        text.encode(encoding, "surrogateescape")
    except UnicodeEncodeError:
        return text.encode(encoding, "replace").decode(encoding)
    return text
