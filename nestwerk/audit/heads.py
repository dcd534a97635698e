"""The last link of each chain, written down outside the database, so that a cut tail or a chain made anew shows.

One line per head, only ever appended: chain (a network's id, or ``installation``), position, digest, time, and the
word ``restored`` where a backup was brought in: heads beyond it, noted before, are void from there on.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from nestwerk.common.refusals import Refused

from .chain import FIRST

INSTALLATION = "installation"
RESTORED = "restored"


class Head(NamedTuple):
    """The last link of a chain at some moment."""

    network_id: int | None
    position: int
    digest: str


class Notebook:
    """The open file. It is opened before the links are committed: where it cannot be written, nothing is linked."""

    def __init__(self, handle: int) -> None:
        self.handle = handle

    def add(self, head: Head, *, at: datetime, restored: bool = False) -> None:
        """Append a head and return when the disk has it. Raises OSError."""
        chain = INSTALLATION if head.network_id is None else str(head.network_id)
        words = [chain, str(head.position), head.digest, at.astimezone(UTC).isoformat(timespec="seconds")]
        os.write(self.handle, (" ".join(words + [RESTORED] * restored) + "\n").encode())
        os.fsync(self.handle)


@contextmanager
def notebook(path: Path) -> Iterator[Notebook]:
    """Open the file of heads for appending, made with 0600 if missing. Raises OSError."""
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        size = os.fstat(handle).st_size
        if size and os.pread(handle, 1, size - 1) != b"\n":  # the machine went down in the middle of a head
            os.write(handle, b"\n")
        yield Notebook(handle)
    finally:
        os.close(handle)


def read_heads(path: Path) -> dict[int | None, dict[int, str]]:
    """The heads that hold, by chain and position; empty if there is no file.

    Raises Refused with a German sentence for a file that cannot be read or a line that is no head.
    """
    try:
        with path.open(encoding="ascii") as stream:
            return _heads(path, stream)
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"Die Kopfdatei {path} lässt sich nicht lesen.") from error


def _heads(path: Path, lines: Iterable[str]) -> dict[int | None, dict[int, str]]:
    found: dict[int | None, dict[int, str]] = {}
    for number, line in enumerate(lines, 1):
        words = line.split()
        if len(words) < 4:
            continue  # torn: the machine went down while it was written; the next head says the same and more
        known_chain = words[0] == INSTALLATION or words[0].isdigit()
        if not (known_chain and words[1].isdigit() and len(words[2]) == len(FIRST) and words[4:] in ([], [RESTORED])):
            raise Refused(f"In der Kopfdatei {path} ist Zeile {number} beschädigt.")
        chain = found.setdefault(None if words[0] == INSTALLATION else int(words[0]), {})
        position = int(words[1])
        if words[4:]:
            for beyond in [known for known in chain if known > position]:
                del chain[beyond]
        if position:  # 0: the chain was empty in the backup
            chain.setdefault(position, words[2])
    return found
