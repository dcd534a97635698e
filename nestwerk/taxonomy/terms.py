"""Reads the taxonomy that comes with the project: labels, synonyms and the lexicon of ways of saying things.

Files in ``data/``: ``terms.tsv`` (code, kind, labels, synonyms), ``labels.tsv`` (corrected labels and the
words of parents), ``lexicon/<language>*.tsv`` (code, phrases). An installation adds its own terms as rows
of ``Term`` from a file of the same shape (``own_terms.py``).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from nestwerk.matching.sensitive import SENSITIVE
from nestwerk.matching.types import EMERGENCIES

FURTHER = ("tr", "ru", "uk", "ar")  # languages of labels beside German, plain German and English
DATA = Path(__file__).parent / "data"
SOON = frozenset(
    {
        "need.crying", "need.exhaustion", "need.low_mood", "need.anxiety", "need.feeding", "need.child_illness",
        "need.unplanned_pregnancy", "need.housing", "need.bereavement", "need.worry_other_child",
    }
)  # fmt: skip


class LexiconError(ValueError):
    """A taxonomy or lexicon file that cannot be read; says which file and line."""


@dataclass(frozen=True, slots=True)
class TermRow:
    """One line of ``terms.tsv`` with its labels."""

    code: str
    kind: str
    de: str
    de_plain: str
    en: str
    parent: str
    synonyms: tuple[str, ...]
    urgency: str
    shown: bool
    others: dict[str, str] = field(default_factory=dict)  # labels in further languages, by code


def read_terms(path: Path = DATA / "terms.tsv", labels: Path | None = DATA / "labels.tsv") -> list[TermRow]:
    """All terms of a taxonomy file, in its order."""
    better = {row["code"]: row for row in _rows(labels)} if labels and labels.exists() else {}
    return [term_row(row, better.get(row["code"], {})) for row in _rows(path)]


def read_lexicon(folder: Path = DATA / "lexicon") -> dict[str, dict[str, tuple[str, ...]]]:
    """Ways of saying things: code (of a term or a ``slot.…``) → language → phrases, without repeats."""
    found: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for path in sorted(folder.glob("*.tsv")):
        language = path.stem.split("_", 1)[0]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            code, tab, phrases = line.partition("\t")
            if not tab:
                raise LexiconError(f"{path.name}, Zeile {number}: zwischen Kennung und Wörtern fehlt ein Tabulator.")
            found[code.strip()][language].update((p.strip(), None) for p in phrases.split("|") if p.strip())
    return {code: {lang: tuple(words) for lang, words in by.items()} for code, by in found.items()}


@cache
def shipped_lexicon() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The lexicon that comes with the project, read once per process; like :func:`read_lexicon`."""
    return MappingProxyType({code: MappingProxyType(by) for code, by in read_lexicon().items()})


def term_row(row: dict[str, str], better: dict[str, str]) -> TermRow:
    """One line of a taxonomy file; labels in ``better`` win. What is sensitive or an emergency is never shown."""
    code = row["code"]
    urgency = "emergency" if code in EMERGENCIES else "soon" if code in SOON else "information"
    return TermRow(
        code=code,
        kind=row["kind"],
        de=better.get("de") or row["de"],
        de_plain=better.get("de-einfach") or row["de_plain"],
        en=better.get("en") or row["en"],
        parent=better.get("parent") or row.get("parent") or "",
        synonyms=tuple(s.strip() for s in (row.get("synonyms") or "").split("|") if s.strip()),
        urgency=urgency,
        shown=code not in SENSITIVE and code not in EMERGENCIES and row.get("shown") != "no",
        others={language: label for language in FURTHER if (label := better.get(language) or row.get(language) or "")},
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
