"""The index over offers: numpy arrays only, so that a process can map it from a file instead of building it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from nestwerk.matching.packing import Array, unpacked

V = TypeVar("V")

ACCESS = ("drop_in", "appointment", "referral", "home_visit", "phone", "online", "mobile")
COST = ("", "free", "paid", "reducible", "insurance")
INTERPRETER = ("", "yes", "on_request", "no")
NO_AGE = -1000  # both bounds unknown on that side
COUNTY_KEYS = 1_000_000_000  # keys of regions: postal codes below, municipal keys above


class Segment:
    """One or several networks' offers, ready to be ranked. Immutable."""

    def __init__(self, arrays: Mapping[str, Array], meta: Mapping[str, Any]) -> None:
        self._arrays = dict(arrays)
        self._meta = dict(meta)
        self.size: int = int(meta["size"])
        self._kept: dict[Hashable, Any] = {}
        self.networks: tuple[str, ...] = tuple(meta["networks"])
        self.concept_codes: tuple[str, ...] = tuple(meta["concepts"])
        self.languages: tuple[str, ...] = tuple(meta["languages"])
        self.concept_row = {code: row for row, code in enumerate(self.concept_codes)}
        self.concepts: NDArray[np.uint8] = arrays["concepts"]
        self.given: NDArray[np.uint8] = arrays["given"]
        self.main_type: NDArray[np.int16] = arrays["main_type"]
        self.age_from: NDArray[np.int16] = arrays["age_from"]
        self.age_to: NDArray[np.int16] = arrays["age_to"]
        self.language_bits: NDArray[np.uint64] = arrays["language_bits"]
        self.access_bits: NDArray[np.uint8] = arrays["access_bits"]
        self.cost: NDArray[np.uint8] = arrays["cost"]
        self.anonymous: NDArray[np.int8] = arrays["anonymous"]
        self.certificate: NDArray[np.int8] = arrays["certificate"]
        self.interpreter: NDArray[np.uint8] = arrays["interpreter"]
        self.lat: NDArray[np.float32] = arrays["lat"]
        self.lon: NDArray[np.float32] = arrays["lon"]
        self.verified: NDArray[np.int32] = arrays["verified"]
        self.network: NDArray[np.int16] = arrays["network"]
        self.professional: NDArray[np.bool_] = arrays["professional"]
        self.region_known: NDArray[np.bool_] = arrays["region_known"]
        self.paused: NDArray[np.bool_] = arrays["paused"]
        self.without_voice: NDArray[np.bool_] = arrays["without_voice"]
        self.region_keys: NDArray[np.int64] = arrays["region_keys"]
        self.region_start: NDArray[np.int64] = arrays["region_start"]
        self.region_rows: NDArray[np.int32] = arrays["region_rows"]
        self.text_start: NDArray[np.int64] = arrays["text_start"]
        self.text_rows: NDArray[np.int32] = arrays["text_rows"]
        self.text_weights: NDArray[np.float32] = arrays["text_weights"]
        self.text_titled: NDArray[np.uint8] = arrays["text_titled"]

    def arrays(self) -> dict[str, Array]:
        """Everything that is data, by name; give it to :meth:`load` again."""
        return dict(self._arrays)

    def meta(self) -> dict[str, Any]:
        """Sizes and code lists, JSON-able."""
        return dict(self._meta)

    @classmethod
    def load(cls, arrays: Mapping[str, Array], meta: Mapping[str, Any]) -> Segment:
        """A segment out of saved arrays, which may be memory-mapped."""
        return cls(arrays, meta)

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        """Stem → number of its postings. Made when first needed."""
        return {word: number for number, word in enumerate(unpacked(self._arrays["text_words"]))}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The offers' identifiers by row."""
        return tuple(unpacked(self._arrays["ids"]))

    @cached_property
    def any_paused(self) -> bool:
        """Whether one of the offers pauses."""
        return bool(self.paused.any())

    @cached_property
    def bounds(self) -> tuple[float, float, float, float] | None:
        """Smallest and largest latitude and longitude of the venues; ``None`` without any."""
        if self.size == 0 or bool(np.isnan(self.lat).all()):
            return None
        return (
            float(np.nanmin(self.lat)),
            float(np.nanmax(self.lat)),
            float(np.nanmin(self.lon)),
            float(np.nanmax(self.lon)),
        )

    def kept(self, name: Hashable, make: Callable[[Segment], V]) -> V:
        """What ``make`` worked out from this segment the first time, under a name out of a bounded set."""
        found: V | None = self._kept.get(name)
        if found is None:
            found = self._kept[name] = make(self)
        return found

    def postings(self, stem: str) -> tuple[NDArray[np.int32], NDArray[np.float32], NDArray[np.uint8]] | None:
        """Rows, weights and title marks of a stem; ``None`` if no offer has it."""
        number = self.vocabulary.get(stem)
        if number is None:
            return None
        part = slice(int(self.text_start[number]), int(self.text_start[number + 1]))
        return self.text_rows[part], self.text_weights[part], self.text_titled[part]

    def serving(self, keys: Sequence[int]) -> NDArray[np.int32]:
        """Rows of the offers whose region names one of the keys (see :func:`region_key`)."""
        found = []
        for wanted in keys:
            place = int(np.searchsorted(self.region_keys, wanted))
            if place < len(self.region_keys) and self.region_keys[place] == wanted:
                found.append(self.region_rows[int(self.region_start[place]) : int(self.region_start[place + 1])])
        return np.concatenate(found) if found else np.empty(0, np.int32)


def region_key(code: str, *, postal: bool) -> int | None:
    """A postal code or municipal key as a number; ``None`` if it is none."""
    if not code.isdigit():
        return None
    return int(code) if postal else COUNTY_KEYS * len(code) + int(code)


def inverted(name: str, terms: NDArray[np.int64], count: int, **columns: Array) -> dict[str, Array]:
    """Postings grouped by term: ``<name>_start`` and the columns in that order."""
    order = np.argsort(terms, kind="stable")
    start = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(terms, minlength=count), out=start[1:])
    return {f"{name}_start": start, **{f"{name}_{column}": values[order] for column, values in columns.items()}}


def regions(keys: NDArray[np.int64], rows: NDArray[np.int32]) -> dict[str, Array]:
    """Rows grouped by region key."""
    unique, numbers = np.unique(keys, return_inverse=True)
    grouped = inverted("region", numbers.astype(np.int64), len(unique), rows=rows)
    return {"region_keys": unique.astype(np.int64), **grouped}
