"""Meanings learned from examples: how much do the pieces of the words typed sound like the sentences known?

Rules and phrases know what was thought of. Each word is cut into pieces of three to five letters; pieces, words and
pairs of words carry a weight for each meaning, learned from invented sentences (``bench.learning``). What comes out is
a likelihood, which never says why; so it only speaks beside the rules, where they are silent or unsure.

Decision records: docs/decisions/0028-a-second-ear.md, docs/decisions/0031-a-second-reading.md.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources.abc import Traversable
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

PLACES = 1 << 16  # places for weights; two pieces may share one
SHORTEST, LONGEST = 3, 5  # letters of a piece, the gaps around a word count as letters
_LETTER = 2  # bytes of a letter in UTF-16
STEPS = 24  # to either side of 0, in which a weight is kept; with 16 questions begin to be misread
_RARITY_STEP = 32.0  # rarity is kept in steps of 1/32


class Learned(NamedTuple):
    """What was learned, a column for each meaning."""

    columns: tuple[str, ...]
    number: dict[str, int]  # of a column
    weights: NDArray[np.int8]  # PLACES x columns, in steps
    step: NDArray[np.float32]  # columns
    beginning: NDArray[np.float32]  # columns
    rarity: NDArray[np.float32]  # PLACES: 1 for a piece in every line, more for a rare one

    def likelihoods(self, tokens: Sequence[str]) -> NDArray[np.float32]:
        """How likely each column is, 0 to 1, together 1, for these folded words."""
        at = places(tokens)
        rarity = self.rarity[at]
        length = math.sqrt(rarity @ rarity) or 1.0
        sums = rarity @ self.weights.take(at, axis=0).astype(np.float32) * (self.step / length) + self.beginning
        powers: NDArray[np.float32] = np.exp(sums - sums.max())
        return powers / powers.sum()


def places(tokens: Sequence[str]) -> NDArray[np.intp]:
    """The places of all pieces of these folded words, each once."""
    found = set(map(_pair, ("", *tokens), tokens))
    for token in tokens:
        found.update(_of_word(token))
    return np.fromiter(found, np.intp, len(found))


def _bytes(word: str) -> bytes:
    return word.encode("utf-16-le", "surrogatepass")


def _pair(before: str, word: str) -> int:
    return crc32(_bytes(before) + b"+" + _bytes(word)) & (PLACES - 1)


@lru_cache(maxsize=4096)
def _of_word(word: str) -> tuple[int, ...]:
    """The places of a word and its pieces; people say the same words again and again."""
    whole = _bytes(word)
    around = b" \0" + whole + b" \0"
    pieces = [
        around[at : at + length * _LETTER]
        for length in range(SHORTEST, LONGEST + 1)
        for at in range(0, len(around) - length * _LETTER + 1, _LETTER)
    ]
    return tuple({crc32(piece) & (PLACES - 1) for piece in (b"=" + whole, *pieces)})


def kept(
    columns: Sequence[str],
    weights: NDArray[np.float64],
    beginning: NDArray[np.float64],
    rarity: NDArray[np.float64],
) -> dict[str, NDArray[np.generic]]:
    """The arrays of the file: weights in steps of their column, rarity in steps of 1/32."""
    step = np.abs(weights).max(axis=0) / STEPS
    return {
        "columns": np.array(columns),
        "weights": np.round(weights / step).astype(np.int8),
        "step": step.astype(np.float32),
        "beginning": beginning.astype(np.float32),
        "rarity": np.clip(np.round((rarity - 1.0) * _RARITY_STEP), 0, 255).astype(np.uint8),
    }


def load(source: Traversable) -> Learned:
    """What :func:`kept` wrote."""
    with source.open("rb") as file, np.load(file, allow_pickle=False) as found:
        columns = tuple(map(str, found["columns"]))
        return Learned(
            columns=columns,
            number={name: at for at, name in enumerate(columns)},
            weights=found["weights"],
            step=found["step"],
            beginning=found["beginning"],
            rarity=found["rarity"].astype(np.float32) / _RARITY_STEP + 1.0,
        )
