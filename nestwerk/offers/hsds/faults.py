"""What is wrong with a file, a line or a cell of theirs, told so that somebody can mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nestwerk.common.refusals import Refused

MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Fault:
    """``line``: counted from 1, 0 where the whole file is meant; ``column``: its name, empty for the whole line."""

    file: str
    line: int
    column: str
    sentence: str

    def __str__(self) -> str:
        line = f", Zeile {self.line}" if self.line else ""
        column = f", Spalte {self.column}" if self.column else ""
        return f"{self.file}{line}{column}: {self.sentence}"


class Unreadable(Refused):
    """A source that cannot be read as a whole. ``faults``: what is wrong, one by one; nothing was taken from it."""

    def __init__(self, sentence: str, faults: Sequence[Fault] = ()) -> None:
        super().__init__(sentence)
        self.faults = tuple(faults)


def refused(faults: Sequence[Fault], name: str) -> Unreadable:
    """The no to a source with faults: the first ones in words, all of them beside."""
    many = f"{len(faults)} Fehler" if len(faults) > 1 else "einen Fehler"
    told = " ".join(str(fault) for fault in faults[:3])
    more = f" Und {len(faults) - 3} weitere." if len(faults) > 3 else ""
    return Unreadable(f"{name} hat {many}. Es wurde nichts eingelesen. {told}{more}", faults)
