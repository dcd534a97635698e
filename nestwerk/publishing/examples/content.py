"""What a practice example holds, and what has to be said before others read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from nestwerk.common.order import german_key

from .concepts import Concept

LONGEST_TITLE, LONGEST_TEXT, LONGEST_LINE = 120, 4000, 300  # characters
MOST_FILES = 12  # of an example
MOST_MONEY = 10_000_000  # EUR


@dataclass(frozen=True, slots=True)
class Attached:
    """A picture or a PDF: ``mark`` names its content, ``about`` what is to be seen or read; dots 0 for a PDF."""

    mark: str
    name: str
    about: str
    type: str
    size: int  # bytes
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Example:
    """``money``: what it cost in EUR, None where nobody says. ``contact``: an office, never a person.

    ``concepts``: offers of the network that others may take over.
    """

    title: str = ""
    goal: str = ""
    audience: str = ""
    steps: str = ""
    effort: str = ""
    money: int | None = None
    partners: str = ""
    material: str = ""
    worked: str = ""
    failed: str = ""
    contact: str = ""
    concepts: tuple[Concept, ...] = ()
    files: tuple[Attached, ...] = ()

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Example:
        """From what is stored; unknown keys are left out."""
        known = {name: stored[name] for name in cls.__dataclass_fields__ if name in stored}
        known["concepts"] = tuple(Concept.read(one) for one in stored.get("concepts", ()))
        known["files"] = tuple(Attached(**one) for one in stored.get("files", ()))
        return cls(**known)

    def stored(self) -> dict[str, Any]:
        """As JSON holds it."""
        told = {name: getattr(self, name) for name in self.__dataclass_fields__}
        told["concepts"] = [one.stored() for one in self.concepts]
        return told | {"files": [asdict(one) for one in self.files]}


PARTS = (
    ("goal", "Was wollten wir erreichen?"),
    ("audience", "Für wen?"),
    ("steps", "So sind wir vorgegangen"),
    ("effort", "Aufwand"),
    ("partners", "Wer hat mitgemacht?"),
    ("worked", "Was gut ging"),
    ("failed", "Was nicht ging"),
    ("material", "Material"),
    ("contact", "Wer gibt Auskunft?"),
)
_NEEDED = {
    "title": "Der Titel fehlt.",
    "goal": "Was wollten Sie erreichen?",
    "steps": "Wie sind Sie vorgegangen?",
    "worked": "Was ging gut?",
    "contact": "Welche Stelle gibt Auskunft?",
}


def problems_of(example: Example) -> list[str]:
    """What keeps it from being published, as German sentences."""
    return [sentence for name, sentence in _NEEDED.items() if not getattr(example, name)]


@dataclass(frozen=True, slots=True)
class Published:
    """An example as the catalogue holds it, with the network it comes from."""

    id: str
    slug: str
    network: str
    published_at: str
    origin: str  # "übernommen aus …", empty where it was written here
    example: Example


def found(examples: Iterable[Published], words: str) -> list[Published]:
    """Those in which every word stands somewhere, the newest first."""
    wanted = german_key(words)[0].split()
    fitting = [one for one in examples if all(word in _all_words(one) for word in wanted)]
    return sorted(fitting, key=lambda one: (one.published_at, one.id), reverse=True)


def _all_words(one: Published) -> str:
    example = one.example
    told = [example.title, *(getattr(example, name) for name, _ in PARTS), *(file.about for file in example.files)]
    offers = [f"{concept.title} {concept.summary}" for concept in example.concepts]
    return german_key(" ".join([one.network, *told, *offers]))[0]
