"""The last link of each chain, written down outside the database, so that a cut tail or a chain made anew shows.

One line per head, only ever appended: chain (a network's id, or ``installation``), position, digest, time, and the
word ``restored`` where a backup was brought in: heads beyond it, noted before, are void from there on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from nestwerk.common.refusals import Refused

from .chain import FIRST
from .outside import Pen, appending

INSTALLATION = "installation"
RESTORED = "restored"


class Head(NamedTuple):
    """The last link of a chain at some moment."""

    network_id: int | None
    position: int
    digest: str


class Notebook:
    """The open file. It is opened before the links are committed: where it cannot be written, nothing is linked."""

    def __init__(self, pen: Pen) -> None:
        self.pen = pen

    def add(self, head: Head, *, at: datetime, restored: bool = False) -> None:
        """Append a head and return when the disk has it. Raises OSError."""
        chain = INSTALLATION if head.network_id is None else str(head.network_id)
        words = [chain, str(head.position), head.digest, at.astimezone(UTC).isoformat(timespec="seconds")]
        self.pen.add(" ".join(words + [RESTORED] * restored))


@contextmanager
def notebook(path: Path) -> Iterator[Notebook]:
    """Open the file of heads for appending, made with 0600 if missing. Raises OSError."""
    with appending(path) as pen:
        yield Notebook(pen)


class Noted(NamedTuple):
    """What the file says of one head: its digest and since when that stood there; None after a restore."""

    digest: str
    at: datetime | None


def read_heads(path: Path) -> dict[int | None, dict[int, str]]:
    """The heads that hold, by chain and position; empty if there is no file.

    Raises Refused with a German sentence for a file that cannot be read or a line that is no head.
    """
    return {chain: {place: one.digest for place, one in noted.items()} for chain, noted in _read(path).items()}


def read_times(path: Path) -> dict[int | None, dict[int, datetime]]:
    """When the heads that hold were noted, which is when they were linked; without those a restore noted.

    Raises Refused as ``read_heads`` does.
    """
    return {
        chain: {place: one.at for place, one in noted.items() if one.at is not None}
        for chain, noted in _read(path).items()
    }


def _read(path: Path) -> dict[int | None, dict[int, Noted]]:
    try:
        with path.open(encoding="ascii") as stream:
            return _heads(path, stream)
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"Die Kopfdatei {path} lässt sich nicht lesen.") from error


def _heads(path: Path, lines: Iterable[str]) -> dict[int | None, dict[int, Noted]]:
    found: dict[int | None, dict[int, Noted]] = {}
    for number, line in enumerate(lines, 1):
        words = line.split()
        at = _moment(words[3]) if len(words) > 3 else None
        if at is None:
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
            chain.setdefault(position, Noted(words[2], None if words[4:] else at))
    return found


def _moment(word: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(word)
    except ValueError:
        return None
    return at if at.tzinfo else None
