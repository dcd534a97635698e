"""Ranking: what it is about first, then fit, distance and freshness; with counts for further filters."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from nestwerk.matching.facets import Pool, counted
from nestwerk.matching.fit import allowed, distances, fit, served
from nestwerk.matching.geo import km_between, km_to_all
from nestwerk.matching.reasons import Reasons
from nestwerk.matching.relevance import Wording, relevance
from nestwerk.matching.segment import Segment
from nestwerk.matching.types import Hit, Ranking, Understood

GOOD, LEAST = 0.42, 0.2  # relevance of the best offer: from GOOD an answer, below LEAST none
TAIL = 0.34  # share of the best relevance below which an offer is not listed
SIGN_LANGUAGE, SIGNED = "dgs", 0.6
NEIGHBOUR_KM = 30.0
WINDOW = 16  # first results that are mixed by type
SAME_AGAIN = 0.88
BEHIND, NAMED = np.float32(0.01), 0.8  # what pauses stands behind all others, unless somebody asks for it by name


@dataclass(slots=True)
class _Pool:
    """A segment with how far each offer is about what was asked, and what narrows that."""

    number: int
    segment: Segment
    about: NDArray[np.float32]  # relevance, whatever filters are set
    titled: NDArray[np.float32]
    passing: dict[str, NDArray[np.bool_]]  # by kind of filter
    km: NDArray[np.float32] | None
    serves: NDArray[np.bool_]

    @property
    def left(self) -> NDArray[np.float32]:
        """Relevance of what passes every filter."""
        left = self.about
        for passes in self.passing.values():
            left = left * passes
        return left


@dataclass(slots=True)
class _Found:
    """The offers of one segment that are listed, with what is known about each."""

    number: int
    segment: Segment
    rows: NDArray[np.int64]
    titled: NDArray[np.float32]
    km: NDArray[np.float32]
    serves: NDArray[np.bool_]
    score: NDArray[np.float32]


def rank(
    understood: Understood,
    segments: Sequence[Segment],
    *,
    today: int,
    home: str = "",
    middle: tuple[float, float] | None = None,
    limit: int = 10,
    offset: int = 0,
    filters: frozenset[str] = frozenset(),
    facets: bool = False,
    one_of: frozenset[str] = frozenset(),
    only: Sequence[NDArray[np.bool_] | None] = (),
) -> Ranking:
    """The offers for what was understood, best first.

    ``today`` is a day ordinal. ``home`` is a network's slug: its own offers and those of others that serve the place
    or lie within 30 km of it (without a place: within 30 km of the network's ``middle``, in degrees; not given, that of
    its venues); empty: all offers. ``filters``
    (``kind:value`` as in :attr:`Understood.explicit`, which always counts) leave out only offers known not to fit.
    ``one_of``: kinds of filter of which the caller lets only one value be chosen, for ``facets``.
    ``only``: by segment, the rows that count at all; None: every one.

    Filters only narrow: what is about the words without them is the list they narrow. Where that leaves nothing, kinds
    and needs chosen by hand are a question of their own, and what is weakly about the words counts as well; then there
    are no facets.
    """
    filters = filters | understood.explicit
    if home and understood.place is None and middle is None:
        middle = _home_middle(home, segments)
    alone = replace(understood, needs=understood.own_needs, offer_types=understood.own_types)
    asked = alone if _asks(alone) else understood
    near = _Near(home, middle, only)
    pools = _pools(asked, segments, near, filters)
    best, cut = _best(pool.about for pool in pools)
    narrowed = best >= LEAST and _leaves(pools, cut)
    if not narrowed:  # what was chosen by hand is a question of its own, and what fits weakly counts as well
        if asked != understood:
            pools = _pools(understood, segments, near, filters)
        best, cut = _best(pool.left for pool in pools)
        if best < LEAST:
            return Ranking("none", 0, ())
    best, _ = _best(pool.left for pool in pools)
    every = [_found(pool, understood, cut, today, browsing=not _asks(understood)) for pool in pools]
    total = sum(len(found.rows) for found in every)
    counts: Mapping[str, Mapping[str, int]] = {}
    if facets and not _asks(alone):
        around = _pools(alone, segments, near, filters) if _asks(understood) else pools
        counts = _around(around, filters, one_of)
    elif facets and narrowed:  # else every further choice is a question of its own: no number would be true
        counts = counted([Pool(one.segment, one.about >= cut, one.passing) for one in pools], filters, one_of=one_of)
    reasons = {found.number: Reasons(understood, found.segment) for found in every}
    hits = tuple(_hit(found, place, reasons[found.number]) for found, place in _page(every, limit, offset))
    return Ranking("good" if best >= GOOD else "weak", total, hits, counts)


def _around(pools: Sequence[_Pool], filters: frozenset[str], one_of: frozenset[str]) -> Mapping[str, Mapping[str, int]]:
    """Counts for who looks around: a kind chosen then is what is asked for, and no offer without a kind answers it."""
    every = []
    for pool in pools:
        passing = pool.passing
        if "type" in passing:
            passing = passing | {"type": passing["type"] & (pool.segment.main_type >= 0)}
        every.append(Pool(pool.segment, pool.about > 0, passing))
    return counted(every, filters, named=True, one_of=one_of)


def _asks(understood: Understood) -> bool:
    """Whether anything is asked for; else somebody looks around."""
    return bool(understood.needs or understood.offer_types or understood.target_groups) or _content(understood)


def _best(relevances: Iterable[NDArray[np.float32]]) -> tuple[float, np.float32]:
    """The relevance of the best offer, and that from which an offer is listed."""
    best = max((float(relevant.max()) for relevant in relevances), default=0.0)
    return best, np.float32(max(0.12, TAIL * best))


def _leaves(pools: Sequence[_Pool], cut: np.float32) -> bool:
    return any(bool((pool.left >= cut).any()) for pool in pools)


def _signed(segment: Segment) -> NDArray[np.float32]:
    """Who speaks of being deaf asks for sign language before all: an offer that has it is an answer to any words."""
    if SIGN_LANGUAGE not in segment.languages:
        return np.zeros(segment.size, np.float32)
    held = (segment.language_bits >> np.uint64(segment.languages.index(SIGN_LANGUAGE))) & np.uint64(1)
    return held.astype(np.float32) * np.float32(SIGNED)


def _content(understood: Understood) -> bool:
    """Whether words were typed that say more than a place, an age, a language, a cost or a way of access."""
    slots = (understood.place_from_words, understood.age_months is not None, understood.languages, understood.access)
    said_slots = any(slots) or bool(understood.cost) or understood.anonymous
    return bool(understood.unknown) or (bool(understood.words) and not said_slots)


@dataclass(frozen=True, slots=True)
class _Near:
    """Which offers are in reach: those of a network and around it. See :func:`rank`."""

    home: str
    middle: tuple[float, float] | None
    only: Sequence[NDArray[np.bool_] | None]


def _pools(understood: Understood, segments: Sequence[Segment], near: _Near, filters: frozenset[str]) -> list[_Pool]:
    browsing = not _asks(understood)
    wording = Wording(understood, () if browsing else segments)
    found = (_pool(number, one, understood, wording, near, filters, browsing) for number, one in enumerate(segments))
    return [pool for pool in found if pool is not None]


def _pool(
    number: int,
    segment: Segment,
    understood: Understood,
    wording: Wording,
    near: _Near,
    filters: frozenset[str],
    browsing: bool,
) -> _Pool | None:
    if segment.size == 0:
        return None
    place = understood.place
    if near.home and near.home not in segment.networks and not _may_reach(segment, understood, near.middle):
        return None
    km = distances(place, segment)
    serving = np.zeros(segment.size, np.bool_)
    serving[served(place, segment)] = True
    if browsing:
        about = np.full(segment.size, 0.6, np.float32)
        about[segment.professional] = 0
        titled = np.zeros(segment.size, np.float32)
    else:
        about, titled = relevance(understood, segment, wording)
        if SIGN_LANGUAGE in understood.languages:
            about = np.maximum(about, _signed(segment))
    if (only := near.only[number] if near.only else None) is not None:
        about = about * only
    if near.home:
        about = about * _at_home(segment, near.home, km, serving, near.middle)
    return _Pool(number, segment, about, titled, allowed(filters, segment), km, serving)


def _found(pool: _Pool, understood: Understood, cut: np.float32, today: int, *, browsing: bool) -> _Found:
    """The offers of a pool that are listed, each with its score."""
    segment, left = pool.segment, pool.left
    rows = np.flatnonzero(left >= cut)
    km = pool.km[rows] if pool.km is not None else np.full(len(rows), np.nan, np.float32)
    serves, titled = pool.serves[rows], pool.titled[rows]
    factor = fit(understood, segment, rows, km, serves, today)
    if browsing and pool.km is not None:
        factor /= 1 + np.where(np.isnan(km), np.float32(20), km) / np.float32(10)
    score = left[rows] * factor
    if segment.any_paused:
        score = np.where(segment.paused[rows] & (titled < NAMED), score * BEHIND, score)
    return _Found(pool.number, segment, rows, titled, km, serves, score)


def _home_middle(home: str, segments: Sequence[Segment]) -> tuple[float, float] | None:
    lats, lons = [], []
    for segment in segments:
        if home in segment.networks:
            own = segment.network == segment.networks.index(home)
            lats.append(segment.lat[own])
            lons.append(segment.lon[own])
    if not lats:
        return None
    lat, lon = np.concatenate(lats), np.concatenate(lons)
    if np.isnan(lat).all():
        return None
    return float(np.nanmedian(lat)), float(np.nanmedian(lon))


def _may_reach(segment: Segment, understood: Understood, middle: tuple[float, float] | None) -> bool:
    """Whether a neighbour's offers can count at all: one near enough or one that serves the place."""
    place = understood.place
    if place is not None:
        if len(served(place, segment)):
            return True
        middle = (place.lat, place.lon)
    bounds = segment.bounds
    if middle is None or bounds is None:
        return False
    lat = min(max(middle[0], bounds[0]), bounds[1])
    lon = min(max(middle[1], bounds[2]), bounds[3])
    return km_between(*middle, lat, lon) <= NEIGHBOUR_KM


def _at_home(
    segment: Segment,
    home: str,
    km: NDArray[np.float32] | None,
    serving: NDArray[np.bool_],
    middle: tuple[float, float] | None,
) -> NDArray[np.bool_]:
    own = segment.kept(("of", home), lambda each: _of_network(each, home))
    if km is not None:
        return serving | own | (km <= NEIGHBOUR_KM)
    if middle is not None:  # a network's own middle: one for each home
        return own | segment.kept(("near", middle), lambda each: km_to_all(*middle, each.lat, each.lon) <= NEIGHBOUR_KM)
    return serving | own


def _of_network(segment: Segment, slug: str) -> NDArray[np.bool_]:
    if slug not in segment.networks:
        return np.zeros(segment.size, np.bool_)
    return segment.network == segment.networks.index(slug)


def _page(pools: Sequence[_Found], limit: int, offset: int) -> list[tuple[_Found, int]]:
    """The hits from ``offset`` on. Equal scores keep the order of the rows, which is that of the titles."""
    wanted = max(offset + limit, WINDOW)
    found: list[tuple[float, int, int, _Found]] = []
    for pool in pools:
        scores = pool.score
        if len(scores) > wanted:
            edge = np.partition(scores, len(scores) - wanted)[len(scores) - wanted]
            places = np.flatnonzero(scores >= edge)
            places = places[np.argsort(-scores[places], kind="stable")][:wanted]
        else:
            places = np.argsort(-scores, kind="stable")
        found += [(-float(scores[place]), pool.number, int(place), pool) for place in places.tolist()]
    found.sort(key=lambda one: one[:3])
    ordered = [(pool, place) for _, _, place, pool in found]
    return [*_mixed(ordered[:WINDOW]), *ordered[WINDOW:]][offset : offset + limit]


def _mixed(ordered: list[tuple[_Found, int]]) -> list[tuple[_Found, int]]:
    """Each further offer of one main type waits a little, so that the first results show the ways there are."""
    scores = [float(pool.score[place]) for pool, place in ordered]
    mains = [int(pool.segment.main_type[pool.rows[place]]) for pool, place in ordered]
    left = list(range(len(ordered)))
    mixed = []
    while left:
        best = max(left, key=scores.__getitem__)
        left.remove(best)
        mixed.append(ordered[best])
        for other in left:
            if mains[other] == mains[best]:
                scores[other] *= SAME_AGAIN
    return mixed


def _hit(pool: _Found, place: int, reasons: Reasons) -> Hit:
    row, segment = int(pool.rows[place]), pool.segment
    km, serves = float(pool.km[place]), bool(pool.serves[place])
    return Hit(
        segment=pool.number,
        row=row,
        id=segment.ids[row],
        network=segment.networks[int(segment.network[row])],
        score=round(float(pool.score[place]), 4),
        distance_km=None if math.isnan(km) else round(km, 1),
        reasons=reasons.of(row, km, serves, float(pool.titled[place])),
    )
