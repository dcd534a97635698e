"""Files beside the database, only ever appended: what they say cannot be taken back together with a row.

One statement a line. A line torn by a machine that went down is closed, so that the next one stands by itself.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Pen:
    """An open file; whoever holds it knows that it can be written."""

    def __init__(self, handle: int) -> None:
        self.handle = handle

    def add(self, *lines: str) -> None:
        """Append lines and return when the disk has them. Raises OSError."""
        if lines:
            os.write(self.handle, "".join(f"{line}\n" for line in lines).encode())
            os.fsync(self.handle)


@contextmanager
def appending(path: Path) -> Iterator[Pen]:
    """Open a file for appending, made with 0600 if missing. Raises OSError."""
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        size = os.fstat(handle).st_size
        if size and os.pread(handle, 1, size - 1) != b"\n":
            os.write(handle, b"\n")
        yield Pen(handle)
    finally:
        os.close(handle)


def merge(source: Path, target: Path) -> int:
    """Append the lines of ``source`` that ``target`` lacks, in their order; returns how many. Raises OSError.

    ``target`` is never replaced or shortened, so it may lie on a medium that only takes appends.
    """
    known = set(target.read_text(encoding="utf-8").splitlines()) if target.exists() else set()
    missing = [line for line in source.read_text(encoding="utf-8").splitlines() if line and line not in known]
    with appending(target) as pen:
        pen.add(*missing)
    return len(missing)
