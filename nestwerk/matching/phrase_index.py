"""The phrase index: which meanings the words of a text carry, and how surely.

Every phrase is a bag of keys (stems by language). A key weighs the more the fewer meanings use it; a phrase counts to
the degree its weight is covered. Beside phrases, single words that occur in phrases of one meaning only carry a part
of that meaning, so that wordings nobody wrote down are understood as well.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Container, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import compress
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nestwerk.matching.packing import Array, unpacked
from nestwerk.matching.phrases import Phrase
from nestwerk.matching.stems import CHILD, LANGUAGES

FULL_WEIGHT = 2.1  # weight at which a fully covered phrase is 63 % sure

Posting = tuple[NDArray[np.int32], NDArray[np.float32]]


class _Anchored(NamedTuple):
    others: frozenset[str]  # keys beside the two heaviest
    code: str
    doubt: float


class PhraseIndex:
    """All phrases, inverted by key, as numpy arrays: see :func:`nestwerk.matching.phrase_arrays.phrase_arrays`."""

    def __init__(self, arrays: Mapping[str, Array], meta: Mapping[str, Any]) -> None:
        self._arrays = arrays
        self.codes: tuple[str, ...] = tuple(meta["codes"])
        self.meanings = frozenset(self.codes)
        self._keys = unpacked(arrays["keys"])
        self._number = {name: number for number, name in enumerate(self._keys)}
        self.weights: dict[str, float] = dict(zip(self._keys, arrays["weights"].tolist(), strict=True))
        self.ours = frozenset(compress(self._keys, arrays["ours"].tolist()))
        self.totals: NDArray[np.float32] = arrays["totals"]
        self.facts: NDArray[np.bool_] = arrays["facts"]
        self.tongue: NDArray[np.int8] = arrays["language"]
        self.code: NDArray[np.int16] = arrays["code"]
        self.stage: NDArray[np.bool_] = arrays["stage"]
        self._absent: dict[int, list[str]] = defaultdict(list)
        for row, name in zip(arrays["absent.rows"].tolist(), unpacked(arrays["absent.keys"]), strict=True):
            self._absent[row].append(name)
        self.strict: NDArray[np.bool_] = arrays["whole"].copy()  # phrases that take more than weight
        self.strict[list(self._absent)] = True
        self._whole: NDArray[np.bool_] = arrays["whole"]
        self._postings: dict[str, Posting] = {}
        self._hints: dict[str, tuple[tuple[str, float], ...]] = {}

    def __len__(self) -> int:
        return len(self.code)

    def knows(self, name: str) -> bool:
        """Whether any phrase uses the key."""
        return name in self._number

    def postings(self, name: str) -> Posting | None:
        """The rows of the phrases that use a key, and its share of each; ``None`` if none does."""
        found = self._postings.get(name)
        if found is None:
            number = self._number.get(name)
            if number is None:
                return None
            part = self._part("postings", number)
            found = self._postings[name] = (
                self._arrays["postings.rows"][part],
                self._arrays["postings.shares"][part],
            )
        return found

    def hints(self, name: str) -> tuple[tuple[str, float], ...]:
        """The meanings a single key points to, with strengths 0 to 1."""
        found = self._hints.get(name)
        if found is None:
            number = self._number.get(name)
            if number is None:
                return ()
            part = self._part("hints", number)
            codes, strengths = self._arrays["hints.codes"][part], self._arrays["hints.strengths"][part]
            found = self._hints[name] = tuple(
                (self.codes[code], strength) for code, strength in zip(codes.tolist(), strengths.tolist(), strict=True)
            )
        return found

    def misses(self, row: int, said: Container[str]) -> bool:
        """Whether a phrase lacks a key it cannot do without, or has one beside it that it must not have."""
        if self._whole[row] and any(name not in said for name in self._said(row)):
            return True
        return any(name in said for name in self._absent.get(row, ()))

    def _said(self, row: int) -> list[str]:
        return [self._keys[number] for number in self._arrays["said.keys"][self._part("said", row)].tolist()]

    def _part(self, name: str, number: int) -> slice:
        ends = self._arrays[f"{name}.ends"]
        return slice(ends.item(number), ends.item(number + 1))

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """The phrases themselves."""
        return tuple(
            Phrase(
                self.codes[code],
                LANGUAGES[language],
                tuple(self._said(row)),
                bool(self._whole[row]),
                tuple(self._absent.get(row, ())),
            )
            for row, (code, language) in enumerate(zip(self.code.tolist(), self.tongue.tolist(), strict=True))
        )

    @cached_property
    def _anchored(self) -> dict[str, dict[str, list[_Anchored]]]:
        """German phrases of needs and offer types by their heaviest key and the next (the same if there is none).

        Only who reads offers needs it, and makes it when the first one comes.
        """
        anchored: dict[str, dict[str, list[_Anchored]]] = defaultdict(lambda: defaultdict(list))
        for number, phrase in enumerate(self.phrases):
            if phrase.language != "de" or not phrase.code.startswith(("need.", "offer.")) or phrase.absent:
                continue
            wanted = sorted((name for name in phrase.keys if name[2:] != CHILD), key=lambda name: -self.weights[name])
            sure = 1 - math.exp(-((float(self.totals[number]) / FULL_WEIGHT) ** 1.3))
            if wanted and sure >= 0.35:
                second = wanted[1] if len(wanted) > 1 else wanted[0]
                anchored[wanted[0]][second].append(_Anchored(frozenset(wanted[2:]), phrase.code, 1 - sure))
        return {first: dict(by_second) for first, by_second in anchored.items()}

    def spoken_of(self, names: AbstractSet[str]) -> dict[str, float]:
        """The needs and offer types a piece of German text speaks of in whole phrases: quick, for long texts."""
        doubts: dict[str, list[float]] = {}
        for by_second in [self._anchored[name] for name in names if name in self._anchored]:
            for second in by_second.keys() & names:
                for others, code, doubt in by_second[second]:
                    if not others or others <= names:
                        doubts.setdefault(code, []).append(doubt)
        return {code: min(0.98, 1 - min(found) * 0.9 ** (len(found) - 1)) for code, found in doubts.items()}
