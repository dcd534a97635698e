"""What a column of somebody else's list can mean, and the words its heading uses for it: ``meanings.tsv``."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .format import FORMAT

PERSON, KEEP, LEAVE = "person", "keep", "leave"  # names stay out; kept as an internal note; left out
_TABLE = Path(__file__).parent / "meanings.tsv"


@dataclass(frozen=True, slots=True)
class Meaning:
    """``fields``: columns of the interchange format that a cell of this meaning can fill.

    ``several``: whether more than one column of a list may carry it.
    """

    code: str
    label: str
    fields: tuple[str, ...]
    several: bool
    heading: re.Pattern[str]


def _read(path: Path) -> dict[str, Meaning]:
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        return {
            row["code"]: Meaning(
                row["code"],
                row["label"],
                tuple(field for field in row["fields"].split("|") if field),
                row["several"] == "yes",
                re.compile(row["heading"]),
            )
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        }


MEANINGS = _read(_TABLE)
_BESIDE = re.compile(r"\s*[(\[].*?[)\]]|[*:]|\s+–\s+.*$")  # what a heading may carry beside its meaning


@lru_cache(maxsize=4096)
def meant_by_heading(name: str) -> tuple[str, ...]:
    """The meanings a heading names, the first is the most usual; none for words that say nothing to us."""
    seen = " ".join(_BESIDE.sub(" ", name.lower().replace("_", " ")).split())
    tail = name.lower().rsplit("–", 1)[-1].strip() if "–" in name else ""
    forms = {form for form in (seen, seen.replace(" ", "_"), seen.replace("-", ""), tail) if form}
    return tuple(code for code, meaning in MEANINGS.items() if any(map(meaning.heading.fullmatch, forms)))


def is_heading_word(text: str) -> bool:
    """Whether a cell reads like the heading of a column."""
    return len(text) <= 60 and (text in FORMAT or bool(meant_by_heading(" ".join(text.split()))))
