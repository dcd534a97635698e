"""A second ear for an emergency that no rule hears: how much do its pieces of words sound like the emergencies known?

The rules know what was thought of. Three in ten unseen emergencies are worded otherwise, and most of these share
pieces of words with others. Each word is cut into pieces of three to five letters; pieces, words and pairs of words
carry weights learned from the invented lists (``python -m bench.second_ear``). What comes out is a suspicion: a page
says it quietly, beside what was found, and never as something the reader did or suffers.

Decision record: docs/decisions/0028-a-second-ear.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from nestwerk.matching.types import EMERGENCIES

PLACES = 1 << 16  # places for weights; two pieces may share one
SHORTEST, LONGEST = 3, 5  # letters of a piece, the gaps around a word count as letters
SURE_ENOUGH = 0.45  # of 1; nine in ten emergencies with the rules, one in twenty everyday questions (held-out halves)
SHORTEST_TELLING = 4  # letters; "und", "ich" and "der die das" tell nothing
FILE = "second_ear.npz"
_LETTER = 2  # bytes of a letter in UTF-16
_RARITY_STEP = 32.0  # rarity is kept in steps of 1/32


class _Weights(NamedTuple):
    """What was learned. Columns: no emergency, then each of ``EMERGENCIES``."""

    of: NDArray[np.float32]  # PLACES x 6
    beginning: NDArray[np.float32]  # 6
    rarity: NDArray[np.float32]  # PLACES: 1 for a piece in every line, more for a rare one


def places(tokens: Sequence[str]) -> list[int]:
    """The places of all pieces of these folded words, each once, in order."""
    found = set(map(_pair, ("", *tokens), tokens))
    for token in tokens:
        found.update(_of_word(token))
    return sorted(found)


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
    weights: NDArray[np.float64], beginning: NDArray[np.float64], rarity: NDArray[np.float64]
) -> dict[str, NDArray[np.generic]]:
    """The arrays of the file: weights in 255 steps a column, rarity in steps of 1/32."""
    step = np.abs(weights).max(axis=0) / 127.0
    return {
        "weights": np.round(weights / step).astype(np.int8),
        "step": step.astype(np.float32),
        "beginning": beginning.astype(np.float32),
        "rarity": np.clip(np.round((rarity - 1.0) * _RARITY_STEP), 0, 255).astype(np.uint8),
    }


@cache
def learned() -> _Weights:
    """The weights of the file, read once per process."""
    source = resources.files(__package__).joinpath("data", FILE)
    with source.open("rb") as file, np.load(file, allow_pickle=False) as found:
        return _Weights(
            of=found["weights"].astype(np.float32) * found["step"],
            beginning=found["beginning"],
            rarity=found["rarity"].astype(np.float32) / _RARITY_STEP + 1.0,
        )


def likelihoods(tokens: Sequence[str]) -> NDArray[np.float32]:
    """How likely each is, 0 to 1: no emergency, then each of ``EMERGENCIES``; together 1."""
    known = learned()
    at = places(tokens)
    rarity = known.rarity[at]
    length = float(np.sqrt(rarity @ rarity)) or 1.0
    said: NDArray[np.float32] = np.exp(known.beginning + (rarity / length) @ known.of[at])
    return said / said.sum()


def suspected(tokens: Sequence[str]) -> str:
    """The emergency that these folded words may tell of: one of ``EMERGENCIES``, or empty."""
    if not any(len(token) >= SHORTEST_TELLING for token in tokens):
        return ""
    found = likelihoods(tokens)
    return "" if 1.0 - found[0] < SURE_ENOUGH else EMERGENCIES[int(found[1:].argmax())]
