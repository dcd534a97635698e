"""The quality of many offers: of a partner, of a network."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
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
    texts = dict.fromkeys(rules()[finding.key].many for one in every for finding in one.findings)
    steps = sorted((_step(text, every) for text in texts), key=lambda step: (not _is_leak(step), -step.gain, step.text))
    return Overall(len(every), mean, tuple(steps[:most]))


def by(pairs: Iterable[tuple[Key, Quality]], *, most: int = 5) -> dict[Key, Overall]:
    """The same for each key, such as a partner, in the order in which the keys come."""
    groups: dict[Key, list[Quality]] = {}
    for key, quality in pairs:
        groups.setdefault(key, []).append(quality)
    return {key: together(group, most=most) for key, group in groups.items()}


def _step(text: str, every: Sequence[Quality]) -> Step:
    keys = tuple(key for key, rule in rules().items() if rule.many == text)
    gain, offers = 0, 0
    for one in every:
        lost = sum(finding.weight for finding in one.findings)
        settled = sum(finding.weight for finding in one.findings if finding.key in keys)
        gain += max(0, 100 - (lost - settled)) - one.score
        offers += settled > 0
    return Step(text, offers, round(gain / len(every), 1), keys)


def _is_leak(step: Step) -> bool:
    return rules()[step.keys[0]].kind == "leak"
