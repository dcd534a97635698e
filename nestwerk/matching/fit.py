"""Small factors on relevance: age, language, access, cost, distance, freshness. Unknown is never a reason to drop."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nestwerk.matching.geo import km_to_all
from nestwerk.matching.segment import ACCESS, COST, Segment, region_key
from nestwerk.matching.types import Place, Understood

Rows = NDArray[np.int64]
Factors = NDArray[np.float32]

WITHOUT_VOICE = "none"  # the value of the filter "voice": reached in writing or by video
NEED_FROM = 90  # of 255: affinity from which an offer passes a filter by need
STALE_DAYS = 365
STAGES = {"pregnancy": (-9, -1), "0-3": (0, 3), "4-12": (4, 12), "13-36": (13, 36), "37-": (37, 72)}  # months
FRESHNESS = np.array([1.0, 0.96, 0.93, 0.97], np.float32)  # fresh, over a year, over two, never confirmed
REMOTE = np.uint8((1 << ACCESS.index("phone")) | (1 << ACCESS.index("online")))
OPEN_DOORS = np.uint8((1 << ACCESS.index("home_visit")) | (1 << ACCESS.index("drop_in")))


def ages_asked(understood: Understood) -> tuple[int, int] | None:
    """The months asked for, both ends included: any month of pregnancy for "schwanger", the first for "neugeboren"."""
    age = understood.age_months
    if age is None:
        return None
    if understood.age_exact:
        return age, age
    if age < 0:
        return -9, -1
    return (0, 2) if age == 0 else (max(0, age - 3), age + 3)


def fit(
    understood: Understood, segment: Segment, rows: Rows, km: Factors, serves: NDArray[np.bool_], today: int
) -> Factors:
    """One factor per row, about 0.3 to 1.6."""
    factor = np.ones(len(rows), np.float32)
    asked = ages_asked(understood)
    if asked is not None:
        first, last = segment.age_from[rows], segment.age_to[rows]
        known = (first > -1000) | (last < 1000)
        gap = np.maximum(first.astype(np.int32) - asked[1], asked[0] - last.astype(np.int32))
        factor *= np.where(
            gap > 0,
            np.where(gap > 3, np.float32(0.55), np.float32(0.8)),
            np.where(known, np.float32(1.05), np.float32(1)),
        )
    bits = segment.language_bits[rows]
    for code in understood.languages:
        if code in segment.languages:
            held = (bits >> np.uint64(segment.languages.index(code))) & np.uint64(1)
            interpreted = (segment.interpreter[rows] == 1) | (segment.interpreter[rows] == 2)
            otherwise = np.where(bits == 0, np.float32(1), np.float32(0.75))
            factor *= np.where(held > 0, np.float32(1.3), np.where(interpreted, np.float32(1.12), otherwise))
    access = segment.access_bits[rows]
    if understood.access:
        wanted = np.uint8(sum(1 << ACCESS.index(code) for code in understood.access if code in ACCESS))
        factor *= np.where(access & wanted > 0, np.float32(1.1), np.where(access == 0, np.float32(1), np.float32(0.9)))
    factor *= np.where(access & OPEN_DOORS > 0, np.float32(1.03), np.float32(1))
    if understood.cost == "free":
        factor *= np.array([1.0, 1.12, 0.8, 0.92, 1.02], np.float32)[segment.cost[rows]]
    if understood.anonymous:
        factor *= np.array([0.85, 1.12, 1.0], np.float32)[segment.anonymous[rows]]  # no, yes, unknown (-1)
    verified = segment.verified[rows]
    stale = (verified < today - STALE_DAYS).astype(np.int8) + (verified < today - 2 * STALE_DAYS) + (verified == 0)
    factor *= FRESHNESS[stale]
    if understood.place is not None:
        factor *= _nearness(segment, rows, km, serves, access)
    return factor


def _nearness(
    segment: Segment, rows: Rows, km: Factors, serves: NDArray[np.bool_], access: NDArray[np.uint8]
) -> Factors:
    known = ~np.isnan(km)
    by_road = np.float32(0.6) + np.float32(0.44) * np.exp(-np.where(known, km, np.float32(0)) / np.float32(32))
    # No venue and no region said: found everywhere, behind what is known to be near, never before all that is far.
    nowhere = min(np.float32(0.86), by_road.max(where=known, initial=0.0) or np.float32(0.86))
    result = np.where(known, by_road, nowhere)
    # A region is said and the place is not in it.
    result = np.where(segment.region_known[rows] & ~known & ~serves, np.float32(0.66), result)
    result = np.where(access & REMOTE > 0, np.maximum(result, np.float32(0.8)), result)
    return np.where(serves, np.maximum(result, np.float32(1.0)), result).astype(np.float32)


def distances(place: Place | None, segment: Segment) -> Factors | None:
    """Kilometres to every offer, NaN without a venue; ``None`` without a place."""
    return None if place is None else km_to_all(place.lat, place.lon, segment.lat, segment.lon)


def served(place: Place | None, segment: Segment) -> NDArray[np.int32]:
    """Rows of the offers whose region names the place's postal codes, municipality or county."""
    if place is None:
        return np.empty(0, np.int32)
    keys = [region_key(code, postal=True) for code in place.postal_codes]
    if place.ags:
        keys += [region_key(place.ags[:length], postal=False) for length in (2, 5, 8) if len(place.ags) >= length]
    return segment.serving([number for number in keys if number is not None])


def allowed(filters: frozenset[str], segment: Segment) -> dict[str, NDArray[np.bool_]]:
    """Which offers are not known to miss a filter set by hand, by kind of filter. Values of one kind are alternatives.

    A kind that excludes none is left out.
    """
    by_kind: dict[str, list[str]] = {}
    for name in filters:
        kind, _, value = name.partition(":")
        if value:
            by_kind.setdefault(kind, []).append(value)
    passing = {kind: _passes(kind, values, segment) for kind, values in by_kind.items()}
    return {kind: passes for kind, passes in passing.items() if passes is not None}


def _passes(kind: str, values: list[str], segment: Segment) -> NDArray[np.bool_] | None:
    if kind == "type":
        rows = [segment.concept_row[code] for code in values if code in segment.concept_row]
        return (
            (np.logical_or.reduce(segment.given[rows] > 0, axis=0) | (segment.main_type < 0))
            if rows
            else np.zeros(segment.size, np.bool_)
        )
    if kind == "need":
        rows = [segment.concept_row[code] for code in values if code in segment.concept_row]
        return (
            np.logical_or.reduce(segment.concepts[rows] >= NEED_FROM, axis=0)
            if rows
            else np.zeros(segment.size, np.bool_)
        )
    if kind == "language":
        bits = sum(1 << segment.languages.index(code) for code in values if code in segment.languages)
        interpreted = (segment.interpreter == 1) | (segment.interpreter == 2)
        return (segment.language_bits == 0) | (segment.language_bits & np.uint64(bits) > 0) | interpreted
    if kind == "access":
        wanted = np.uint8(sum(1 << ACCESS.index(code) for code in values if code in ACCESS))
        return (segment.access_bits == 0) | (segment.access_bits & wanted > 0)
    if kind == "cost":
        wanted_costs = [0, *(COST.index(code) for code in values if code in COST)]
        return np.isin(segment.cost, wanted_costs)
    if kind == "voice":
        return segment.without_voice if WITHOUT_VOICE in values else None
    if kind == "age":
        ages = [STAGES.get(value) or (int(value), int(value)) for value in values if value in STAGES or _whole(value)]
        fits = [(segment.age_from <= last) & (segment.age_to >= first) for first, last in ages]
        return np.logical_or.reduce(fits) if fits else None
    return None


def _whole(text: str) -> bool:
    return text.removeprefix("-").isdecimal()
