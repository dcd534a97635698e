"""An offer as a concept: what somebody else needs to do the same, and nothing of who does it, where and when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from nestwerk.catalogue.records import OfferRecord

MOST_CONCEPTS = 10  # of an example
_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_TELLING = re.compile(
    r"[^\s@]+@[^\s@]+\.\w"  # a mail address
    r"|https?://|www\.|\b[\w-]+\.(?:de|org|com|net|eu|info)\b"
    r"|(?:\+\d|\b0\d)[\d\s/().–-]{4,}\d"  # a telephone number
    r"|\b\d{5}\s+[A-ZÄÖÜ]|(?:stra(?:ß|ss)e|str\.|gasse|platz|weg|allee)\s+\d"  # an address
    r"|\b\d{1,2}(?:[.:]\d{2})?\s*(?:bis|-|–)?\s*(?:\d{1,2}(?:[.:]\d{2})?)?\s*Uhr\b|\b\d{1,2}\.\s?\d{1,2}\.",  # a date
    re.IGNORECASE,
)
_JOINTS = r"(?:\s*[-–|,:(]\s*|\s+(?:in|im|bei|beim|des|der|von|vom|am)\s+(?:der\s+|dem\s+)?|\s+)"


@dataclass(frozen=True, slots=True)
class Concept:
    """``id``: that of the offer it was made from. Empty and None mean unknown, never "no"."""

    id: str
    title: str
    summary: str = ""
    description: str = ""
    offer_types: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    age_from_months: int | None = None
    age_to_months: int | None = None
    languages: tuple[str, ...] = ()
    access: tuple[str, ...] = ()

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Concept:
        """From what is stored; unknown keys are left out."""
        known: dict[str, Any] = {name: stored[name] for name in cls.__dataclass_fields__ if name in stored}
        made: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in known.items()}
        return cls(**made)

    def stored(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}

    def values(self) -> dict[str, Any]:
        """As the draft of an offer holds it; what is unknown is left out."""
        return {name: value for name, value in self.stored().items() if name != "id" and value not in ("", [], None)}


def may_be_given(record: OfferRecord) -> bool:
    """Whether an offer may go out as a concept. Not one whose place is secret, or of a person who is no data set."""
    return not (record.hidden_address or record.no_bulk)


def concept_of(record: OfferRecord) -> Concept:
    """The concept of a published offer. Sentences that tell who, where or when are left out of its texts."""
    names = [name for name in (record.organisation, record.street, record.city) if name]
    return Concept(
        id=record.id,
        title=_title(record.title, names),
        summary=_text(record.summary, names),
        description=_text(record.description, names),
        offer_types=record.offer_types,
        needs=record.needs,
        target_groups=record.target_groups,
        age_from_months=record.age_from_months,
        age_to_months=record.age_to_months,
        languages=record.languages,
        access=record.access,
    )


def _title(title: str, names: list[str]) -> str:
    kept = title
    for name in names:
        kept = re.sub(rf"{_JOINTS}{re.escape(name)}\b\)?", "", kept, flags=re.IGNORECASE)
    return kept.strip(" -–|,:") or title


def _text(text: str, names: list[str]) -> str:
    lines = (_line(line, [name.casefold() for name in names]) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _line(line: str, names: list[str]) -> str:
    kept = [
        sentence
        for sentence in _SENTENCES.split(line)
        if not _TELLING.search(sentence) and not any(name in sentence.casefold() for name in names)
    ]
    return " ".join(kept)
