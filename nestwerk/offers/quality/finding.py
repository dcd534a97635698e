"""One finding, and the list of all there can be (``data/findings.tsv``: weights and words)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

KINDS = ("leak", "wrong", "clash", "missing", "stale")


class Rule(NamedTuple):
    """A line of the list. ``weight``: points of 100. ``many``: the step for several offers at once."""

    key: str
    kind: str
    field: str
    weight: int
    sentence: str
    step: str
    many: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What could be better. ``weight``: points it costs; ``sentence`` says what, ``step`` what to do about it."""

    key: str
    kind: str
    field: str
    weight: int
    sentence: str
    step: str


@dataclass(frozen=True, slots=True)
class Quality:
    """``score``: 0 to 100. ``findings``: the one that helps most comes first; ``next_step`` is its step, or empty."""

    score: int
    findings: tuple[Finding, ...]

    @property
    def next_step(self) -> str:
        """The one thing to do next; empty if nothing is left to do."""
        return self.findings[0].step if self.findings else ""


@cache
def rules() -> dict[str, Rule]:
    """Every finding there can be, by its key."""
    text = (files("nestwerk.offers.quality") / "data" / "findings.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:] if line)
    return {key: Rule(key, kind, field, int(weight), *words) for key, kind, field, weight, *words in rows}


def found(key: str, *, field: str = "", detail: str = "") -> Finding:
    """A finding of the list, its ``{detail}`` filled in; ``field`` where it is another one than usual."""
    rule = rules()[key]
    sentence, step = (words.replace("{detail}", detail) for words in (rule.sentence, rule.step))
    return Finding(key, rule.kind, field or rule.field, rule.weight, sentence, step)
