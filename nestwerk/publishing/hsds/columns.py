"""What the filters ask of the records of a network, in columns: made when its shard is built, and mapped from there.

All processes share the pages of the file, so the first filter of a worker reads no record and takes no memory of its
own. The columns of the search segment are not these: there ages are months with guesses at the ends, a position may be
the middle of a postal code, and what rests is missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nestwerk.catalogue.records import OfferRecord
from nestwerk.matching.packing import ends, packed, unpacked

from . import ids, mapping, places
from .attributes import codes
from .schedules import slots_of

NAME = "hsds.1"  # count up when a column changes its meaning: who finds no such columns reads the records
Array = NDArray[Any]
Rows = NDArray[np.int32]
LISTS = ("organisation", "term", "postal_code", "served", "ags")


def prepare(offers: Sequence[OfferRecord]) -> dict[str, Array]:
    """The columns of records by row, and rows by fact. A hidden address is in none that tells of a place."""
    lists: dict[str, dict[str, list[int]]] = {name: defaultdict(list) for name in (*LISTS, "links", "locations")}
    placed = [places.has_place(offer) for offer in offers]
    times, timed = [], []
    for row, offer in enumerate(offers):
        lists["organisation"][str(ids.public(offer.organisation_id))].append(row)
        for code in codes(offer):
            lists["term"][code].append(row)
        for slot in slots_of(offer.opening_hours, offer.dates):
            timed.append(row)
            bits = sum(1 << day for day in slot.weekdays)
            times.append([bits, *(-1 if value is None else value for value in (slot.opens, slot.closes))])
        if placed[row]:
            lists["links"][places.link_id(offer)].append(row)
            lists["locations"][places.location_id(offer)].append(row)
        if offer.hidden_address:
            continue
        lists["postal_code"][offer.postal_code].append(row)
        for code in set(offer.served_postal_codes):
            lists["served"][code].append(row)
        for ags in set(offer.served_ags):
            lists["ags"][ags].append(row)
    found: dict[str, Array] = {
        "minimum": _numbers([mapping.minimum_age(offer) for offer in offers]),
        "maximum": _numbers([mapping.maximum_age(offer) for offer in offers]),
        "lat": _numbers([offer.lat if known else None for offer, known in zip(offers, placed, strict=True)]),
        "lon": _numbers([offer.lon if known else None for offer, known in zip(offers, placed, strict=True)]),
        "placed": np.array(placed, np.bool_),
        "region": np.array([bool(offer.served_postal_codes or offer.served_ags) for offer in offers], np.bool_),
        "times.rows": np.array(timed, np.int32),
        "times": np.array(times, np.int16).reshape(-1, 3),
    }
    for name in LISTS:
        found |= _listed(name, lists[name])
    for name in ("links", "locations"):
        found |= _by_number(name, lists[name])
    return found


class Columns:
    """The columns of :func:`prepare`, as the filters ask them."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._arrays = arrays
        self.minimum, self.maximum = arrays["minimum"], arrays["maximum"]  # years, nan is not known
        self.lat, self.lon = arrays["lat"], arrays["lon"]
        self.placed, self.region = arrays["placed"], arrays["region"]
        self.timed: Rows = arrays["times.rows"]
        self.times: NDArray[np.int16] = arrays["times"]  # days as bits, opens, closes; −1 is not said

    @cached_property
    def organisation(self) -> dict[str, Rows]:
        """Rows by the id of who offers them."""
        return self._list("organisation")

    @cached_property
    def term(self) -> dict[str, Rows]:
        """Rows by the code of a term."""
        return self._list("term")

    @cached_property
    def postal_code(self) -> dict[str, Rows]:
        """Rows by the postal code of their address."""
        return self._list("postal_code")

    @cached_property
    def served(self) -> dict[str, Rows]:
        """Rows by a postal code they serve."""
        return self._list("served")

    @cached_property
    def ags(self) -> dict[str, Rows]:
        """Rows by the key of a municipality or a county they serve."""
        return self._list("ags")

    def found(self, kind: str, known: str) -> int | None:
        """The row that may have the place (``locations``) or the link to it (``links``) with this id: look again."""
        numbers, at = self._arrays[kind], _short(known)
        place = int(np.searchsorted(numbers, at))
        return int(self._arrays[f"{kind}.rows"][place]) if place < len(numbers) and numbers[place] == at else None

    def _list(self, name: str) -> dict[str, Rows]:
        stops, rows = self._arrays[f"{name}.ends"].tolist(), self._arrays[f"{name}.rows"]
        words = unpacked(self._arrays[f"{name}.words"]) if len(stops) > 1 else []
        return {word: rows[stops[n] : stops[n + 1]] for n, word in enumerate(words)}


def _listed(name: str, rows: Mapping[str, Sequence[int]]) -> dict[str, Array]:
    words = sorted(word for word in rows if word and "\n" not in word)
    return {
        f"{name}.words": packed(words),
        f"{name}.ends": ends(len(rows[word]) for word in words),
        f"{name}.rows": np.array([row for word in words for row in rows[word]], np.int32),
    }


def _by_number(name: str, rows: Mapping[str, Sequence[int]]) -> dict[str, Array]:
    numbers = np.array([_short(known) for known in rows], np.uint64)
    order = np.argsort(numbers, kind="stable")
    return {name: numbers[order], f"{name}.rows": np.array([found[0] for found in rows.values()], np.int32)[order]}


def _short(known: str) -> np.uint64:
    """The first half of a UUID: enough to find it, and looked at again when found."""
    return np.uint64(int(known.replace("-", "")[:16], 16))


def _numbers(values: Sequence[float | None]) -> NDArray[np.float64]:
    return np.array([np.nan if value is None else value for value in values], np.float64)
