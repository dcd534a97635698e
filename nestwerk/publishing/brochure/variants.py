"""Which brochures there are: of the whole network, a social space or a topic; in a language, a size, a manner."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from nestwerk.finder.languages import BY_CODE

PAPERS = {"a4": "DIN A4", "a5": "DIN A5", "a6": "DIN A6"}
ORDERS = ("topic", "place")
REST = "more"  # the chapter of what stands in no other


@dataclass(frozen=True, slots=True)
class Variant:
    """One brochure. ``space``: slug of a social space; ``topic``: key of a chapter; ``marks``: bleed and crop marks."""

    language: str = "de"
    paper: str = "a5"
    order: str = "topic"
    space: str = ""
    topic: str = ""
    large: bool = False
    marks: bool = False

    def __post_init__(self) -> None:
        """ValueError names the part that cannot be."""
        for name, known in (("language", BY_CODE), ("paper", PAPERS), ("order", ORDERS)):
            if getattr(self, name) not in known:
                raise ValueError(name)
        if self.topic and self.topic not in chapters():
            raise ValueError("topic")

    @property
    def key(self) -> str:
        """The variant as one word, fit for a file name: "de-a5", "de-einfach-a4-gross-sonneberg-nord"."""
        parts = [self.language, self.paper]
        parts += ["orte"] * (self.order == "place") + ["gross"] * self.large + ["druck"] * self.marks
        parts += [f"region-{self.space}"] * bool(self.space) + [f"thema-{self.topic}"] * bool(self.topic)
        return "-".join(parts)

    def to_dict(self) -> dict[str, Any]:
        """What is not as usual, as JSON holds it."""
        usual = Variant()
        return {
            field.name: getattr(self, field.name)
            for field in fields(self)
            if getattr(self, field.name) != getattr(usual, field.name)
        }

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> Variant:
        """The variant that ``to_dict`` wrote. ValueError or TypeError if it is none."""
        return cls(**kept)


@cache
def chapters() -> dict[str, frozenset[str]]:
    """Chapters in their order with the kinds of offers (codes) that stand in them; the last takes what is left."""
    kept = tomllib.loads((Path(__file__).parent / "chapters.toml").read_text(encoding="utf-8"))
    return {key: frozenset(f"offer.{kind}" for kind in kinds) for key, kinds in kept.items()} | {REST: frozenset()}


def chapters_of(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The chapters an offer of these kinds belongs to, its own first."""
    found = [key for kind in kinds for key, known in chapters().items() if kind in known]
    return tuple(dict.fromkeys(found)) or (REST,)
