"""How far an offer has come: section by section, in words. Values in, values out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from .fields import SECTIONS, Section, label, missing


@dataclass(frozen=True, slots=True)
class Step:
    """One section as the list of tasks shows it. ``stuck``: labels where somebody else was faster."""

    section: Section
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    stuck: tuple[str, ...]
    empty: bool

    @property
    def done(self) -> bool:
        """Whether nothing is wanted here any more."""
        return not self.missing

    @property
    def word(self) -> str:
        """The state in a word."""
        if self.stuck:
            return "bitte entscheiden"
        if self.missing:
            return "fehlt noch"
        if self.changed:
            return "geändert"
        return "freiwillig" if self.empty and not self.section.wanted else "fertig"

    @property
    def tone(self) -> str:
        """The class of its badge."""
        return {"bitte entscheiden": "bad", "fehlt noch": "warn", "fertig": "good"}.get(self.word, "")


def steps(values: Mapping[str, Any], changed: Collection[str], stuck: Collection[str]) -> list[Step]:
    """Every section. ``values``: all fields as they would be; ``changed``, ``stuck``: names of fields of the draft."""
    return [
        Step(
            section,
            tuple(missing(section, values)),
            tuple(label(name) for name in section.fields if name in changed),
            tuple(label(name) for name in section.fields if name in stuck),
            not any(values.get(name) not in (None, "", [], {}, False) for name in section.fields),
        )
        for section in SECTIONS
    ]


def after(key: str) -> str:
    """The key of the next section; empty behind the last."""
    keys = [section.key for section in SECTIONS]
    place = keys.index(key) + 1
    return keys[place] if place < len(keys) else ""
