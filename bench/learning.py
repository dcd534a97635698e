"""Learn the weights of ``nestwerk.matching.learned`` from sentences and what they mean.

Softmax over the columns, one sentence after the other in an order drawn by lot from a fixed seed, with smaller and
smaller steps. The same sentences give the same file.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nestwerk.matching.learned import PLACES, kept, places

SEED = 2026


class Sentence(NamedTuple):
    """Folded words, what they mean, and how often it counts."""

    tokens: Sequence[str]
    column: str
    weight: float = 1.0


def learn(sentences: Sequence[Sentence], columns: Sequence[str], target: Path, *, rounds: int, step: float) -> None:
    """Fit the weights and write them to ``target``; says how many sentences and how large the file."""
    number = {name: at for at, name in enumerate(columns)}
    pieces = [np.sort(places(one.tokens)) for one in sentences]
    rarity = np.log((1 + len(sentences)) / (1 + np.bincount(np.concatenate(pieces), minlength=PLACES))) + 1
    values = [_unit(rarity[at]) for at in pieces]
    weights, beginning = np.zeros((PLACES, len(columns)), np.float32), np.zeros(len(columns), np.float32)
    lot = np.random.default_rng(SEED)
    for done in range(rounds):
        pace = step * (1 - done / rounds)
        for one in lot.permutation(len(sentences)):
            at, value = pieces[one], values[one]
            wrong = _shares(value @ weights[at] + beginning)
            wrong[number[sentences[one].column]] -= 1.0
            wrong *= -pace * sentences[one].weight
            weights[at] += value[:, None] * wrong
            beginning += wrong / 100
    np.savez_compressed(
        target,
        **kept(columns, weights.astype(np.float64), beginning.astype(np.float64), rarity),  # type: ignore[arg-type]
    )
    print(f"{len(sentences)} sentences, {target.stat().st_size / 1024:.0f} KiB")


def _unit(values: NDArray[np.float64]) -> NDArray[np.float32]:
    return (values / np.sqrt(values @ values)).astype(np.float32)


def _shares(sums: NDArray[np.float32]) -> NDArray[np.float32]:
    powers: NDArray[np.float32] = np.exp(sums - sums.max())
    return powers / powers.sum()
