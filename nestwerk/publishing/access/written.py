"""A piece as somebody wrote it, and what it needs before families see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

EASY, SIGN = "easy", "sign"


@dataclass(frozen=True, slots=True)
class Written:
    """A piece as somebody wrote it. ``by_people``: she says that people wrote and checked it; kept in the record."""

    title: str
    text: str
    address: str = ""
    captions: bool = False
    written_by: str = ""
    checked_by: str = ""
    checked_on: date | None = None
    order: int = 0
    public: bool = False
    by_people: bool = False


def missing_in(kind: str, written: Written) -> list[str]:
    """What keeps a piece from being public, as German sentences; none if it may."""
    found = []
    if kind == EASY:
        if not written.by_people:
            found.append("Bitte bestätigen Sie, dass Menschen den Text geschrieben und geprüft haben.")
        if not (written.written_by and written.checked_by and written.checked_on):
            found.append("Es fehlt noch, wer den Text geschrieben und wer ihn wann geprüft hat.")
    if kind == SIGN:
        if not written.address.startswith("https://"):
            found.append("Es fehlt noch die Adresse des Videos. Sie beginnt mit https://")
        if not written.written_by:
            found.append("Es fehlt noch, wer das Video gemacht hat.")
    return found
