"""The names of places as arrays: what begins with a word, what has a postal code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from nestwerk.matching.packing import Array, Places, ends, packed, part, unpacked
from nestwerk.matching.sounds import SoundIndex
from nestwerk.matching.text import folded, script, words_of
from nestwerk.matching.types import Place

_LINKS = words_of("am an auf bei ob im in vor a der den dem")

Entry = tuple[tuple[str, ...], Place, bool]  # the folded words of a name, its place, whether it is all of the name
_JOINED_FROM = 9  # letters: "badsaarow", "neuhausamrennweg"


class PlaceTable:
    """Names and postal codes, each place read when it is first meant."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self.places = Places(arrays)
        self._first = {name: number for number, name in enumerate(unpacked(arrays["first"]))}
        self._ends: list[int] = arrays["first.ends"].tolist()
        self._names = unpacked(arrays["names"])
        self._places: NDArray[np.int32] = arrays["names.place"]
        self._whole: NDArray[np.bool_] = arrays["names.whole"]
        self._code = dict(zip(unpacked(arrays["codes"]), arrays["codes.place"].tolist(), strict=True))
        self._entries: dict[str, list[Entry]] = {}
        self._spoken = list(self._first)
        self._sounds = SoundIndex(self._spoken, part(arrays, "sounds"))

    @staticmethod
    def build(places: Sequence[Place]) -> dict[str, Array]:
        """The arrays of these places, their names and postal codes."""
        by_first: dict[str, list[tuple[tuple[str, ...], int, bool]]] = defaultdict(list)
        by_code: dict[str, int] = {}

        def add(words: tuple[str, ...], number: int, whole: bool) -> None:
            named = by_first[words[0]]
            if (words, number, whole) not in named[-3:]:
                named.append((words, number, whole))

        for number, place in enumerate(places):
            own_code = place.key.startswith("plz:")
            for code in place.postal_codes:
                if own_code or code not in by_code:
                    by_code[code] = number
            if own_code:
                continue
            for turn, name in enumerate(dict.fromkeys((place.name, *place.names))):
                words = tuple(folded(name))
                if not words or len("".join(words)) < 2 or script(words[0]) in ("other", "digit"):
                    continue
                add(words, number, True)
                joined = "".join(words)
                if turn == 0 and len(words) > 1 and len(joined) >= _JOINED_FROM and script(joined) == "latin":
                    add((joined,), number, True)
                if turn == 0 and len(words) > 1 and (words[1] in _LINKS or "(" in name or "/" in name):
                    add(words[:1], number, False)
        named = [entry for entries in by_first.values() for entry in entries]
        return {
            **Places.build(places),
            "first": packed(list(by_first)),
            "first.ends": ends(map(len, by_first.values())),
            "names": packed([" ".join(words) for words, _, _ in named]),
            "names.place": np.array([number for _, number, _ in named], np.int32),
            "names.whole": np.array([whole for _, _, whole in named], np.bool_),
            "codes": packed(list(by_code)),
            "codes.place": np.array(list(by_code.values()), np.int32),
            **{f"sounds.{each}": array for each, array in SoundIndex.build(_german(by_first)).items()},
        }

    def beginning(self, first: str) -> list[Entry]:
        """The names that begin with a folded word."""
        found = self._entries.get(first)
        if found is None:
            number = self._first.get(first)
            if number is None:
                return []
            rows = range(self._ends[number], self._ends[number + 1])
            found = self._entries[first] = [
                (tuple(self._names[row].split(" ")), self.places[self._places.item(row)], self._whole.item(row))
                for row in rows
            ]
        return found

    def sounding_like(self, word: str, *, slips: bool) -> tuple[int, list[str]]:
        """First words of names that sound like one in Cyrillic or Arabic letters, and how far they lie from it."""
        away, rows = self._sounds.like(word, slips=slips)
        return away, [self._spoken[row] for row in rows]

    @cached_property
    def by_start(self) -> dict[tuple[str, int], list[str]]:
        """First words of five letters and more, by first letter and length. Made when the first name is misspelt."""
        by_start: dict[tuple[str, int], list[str]] = defaultdict(list)
        for name in self._first:
            if len(name) >= 5:
                by_start[name[0], len(name)].append(name)
        return by_start

    def by_code(self, code: str) -> Place | None:
        """The place of a postal code."""
        number = self._code.get(code)
        return None if number is None else self.places[number]


def _german(names: Iterable[str]) -> list[str]:
    """First words of names in Latin letters; the others keep their number and sound like nothing."""
    return [name if script(name) == "latin" else "" for name in names]
