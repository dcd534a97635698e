"""The quality of many offers: of a partner, of a network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from .finding import Quality, rules

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do for several offers. ``gain``: points by which the mean of all offers would rise."""

    text: str
    offers: int
    gain: float
    keys: tuple[str, ...]  # the findings it would settle


@dataclass(frozen=True, slots=True)
class Overall:
    """``mean``: of the scores, None without offers. ``steps``: those that would lift it most come first."""

    offers: int
    mean: float | None
    steps: tuple[Step, ...]


def together(qualities: Iterable[Quality], *, most: int = 5) -> Overall:
    """The mean and at most ``most`` steps. Told secrets stand first, whatever they weigh."""
    every = list(qualities)
    if not every:
        return Overall(0, None, ())
    mean = round(sum(one.score for one in every) / len(every), 1)
    offers: Counter[str] = Counter()
    gain: Counter[str] = Counter()
    for one in every:
        lost = sum(finding.weight for finding in one.findings)
        settled: Counter[str] = Counter()
        for finding in one.findings:
            settled[rules()[finding.key].many] += finding.weight
        for text, weight in settled.items():
            offers[text] += weight > 0
            gain[text] += max(0, 100 - (lost - weight)) - one.score
    steps = [Step(text, offers[text], round(gain[text] / len(every), 1), _keys()[text]) for text in offers]
    steps.sort(key=lambda step: (not _is_leak(step), -step.gain, step.text))
    return Overall(len(every), mean, tuple(steps[:most]))


def by(pairs: Iterable[tuple[Key, Quality]], *, most: int = 5) -> dict[Key, Overall]:
    """The same for each key, such as a partner, in the order in which the keys come."""
    groups: dict[Key, list[Quality]] = {}
    for key, quality in pairs:
        groups.setdefault(key, []).append(quality)
    return {key: together(group, most=most) for key, group in groups.items()}


@cache
def _keys() -> dict[str, tuple[str, ...]]:
    """The findings that one step for several offers settles."""
    found: dict[str, tuple[str, ...]] = {}
    for key, rule in rules().items():
        found[rule.many] = (*found.get(rule.many, ()), key)
    return found


def step_of(finding: str) -> str:
    """The step for several offers that settles a finding, named by the first finding that it settles."""
    return _keys()[rules()[finding].many][0]


def _is_leak(step: Step) -> bool:
    return rules()[step.keys[0]].kind == "leak"
