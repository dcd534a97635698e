"""Words and places as plain arrays, so that a process maps them from a file instead of building them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from zlib import crc32

import numpy as np
import orjson
from numpy.typing import NDArray

from nestwerk.matching.types import Place

Array = NDArray[Any]


def packed(words: Sequence[str]) -> NDArray[np.uint8]:
    """Words as bytes, for a memory-mapped array."""
    return np.frombuffer("\n".join(words).encode(), np.uint8)


def unpacked(data: NDArray[np.uint8]) -> list[str]:
    """The words of :func:`packed`."""
    return bytes(data).decode().split("\n") if len(data) else []


def ends(lengths: Iterable[int]) -> NDArray[np.int32]:
    """Where each of several lists ends when they stand one after the other, with a zero in front."""
    return np.cumsum([0, *lengths], dtype=np.int32)


def part(arrays: Mapping[str, Array], name: str) -> dict[str, Array]:
    """The arrays whose names begin with ``name.``, without it."""
    return {each.removeprefix(f"{name}."): array for each, array in arrays.items() if each.startswith(f"{name}.")}


class Lookup:
    """Many rows under one word each, found by a checksum of the word: two rows of numbers instead of a dictionary.

    Different words may share a checksum: whoever asks looks again at what is found.
    """

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._sums: NDArray[np.uint32] = arrays["sums"]
        self._rows: NDArray[np.int32] = arrays["rows"]

    @staticmethod
    def build(words: Sequence[str], rows: Sequence[int]) -> dict[str, Array]:
        """The arrays for ``rows[n]`` under ``words[n]``."""
        sums = np.fromiter((crc32(word.encode()) for word in words), np.uint32, len(words))
        order = np.argsort(sums, kind="stable")
        return {"sums": sums[order], "rows": np.array(rows, np.int32)[order]}

    def rows(self, words: Sequence[str]) -> list[int]:
        """The rows under any of the words, and a few that only share a checksum with one."""
        wanted = np.fromiter((crc32(word.encode()) for word in words), np.uint32, len(words))
        first = self._sums.searchsorted(wanted)
        last = self._sums.searchsorted(wanted, "right")
        held = np.flatnonzero(first < last).tolist()
        return [row for n in held for row in self._rows[first[n] : last[n]].tolist()]


class Places(Sequence[Place]):
    """Places by number, each read when it is first asked for."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._rows: NDArray[np.uint8] = arrays["rows"]
        self._ends: NDArray[np.int32] = arrays["ends"]
        self._read: dict[int, Place] = {}

    @staticmethod
    def build(places: Iterable[Place]) -> dict[str, Array]:
        """The arrays of these places, in their order."""
        rows = [orjson.dumps([getattr(place, name) for name in _FIELDS]) for place in places]
        return {"rows": np.frombuffer(b"".join(rows), np.uint8), "ends": ends(map(len, rows))}

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: Any) -> Any:
        """One place; a slice gives a list."""
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        found = self._read.get(number)
        if found is None:
            if not 0 <= number < len(self):
                raise IndexError(number)
            values = orjson.loads(self._rows[self._ends[number] : self._ends[number + 1]].tobytes())
            values[2], values[3] = tuple(values[2]), tuple(values[3])
            found = self._read[number] = Place(*values)
        return found


_FIELDS = tuple(Place.__dataclass_fields__)
