"""What a reader made of one cell: fields of the interchange format, what a person should know, and how sure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

SURE, LIKELY, GUESS, NOTHING = 1.0, 0.8, 0.5, 0.0
_DASHES = re.compile("[‐-―−﹘﹣－]")
_BLANKS = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """One cell as understood.

    ``fields``: interchange column → text in that format; may be empty although the cell was understood ("alle" as an
    age means no limit). ``note``: a German sentence for the person who decides. ``rest``: what of the text found no
    field and is worth keeping. ``sure``: 1 as written, 0.8 likely, 0.5 a guess, 0 not understood.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    rest: str = ""
    sure: float = SURE


def not_understood(text: str, note: str) -> Reading:
    """Nothing was read; the text is the rest."""
    return Reading(note=note, rest=text.strip(), sure=NOTHING)


def tidy(text: str) -> str:
    """One kind of dash, single blanks. Line ends stay."""
    return _BLANKS.sub(" ", _DASHES.sub("-", text)).strip()


def plain(text: str) -> str:
    """The same in lower case: the text as most readers look at it."""
    return tidy(text).lower()


def said(text: str, most: int = 60) -> str:
    """The text as it may stand in a sentence: one line, not too long."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
