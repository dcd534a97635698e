"""Which services of a network fit what is asked: every parameter narrows, all of them must hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from nestwerk.matching.geo import km_to_all
from nestwerk.matching.types import Place

from .asked import Asked
from .columns import Rows
from .network import Mask, Network


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked, with codes and places looked up. ``terms``: each of these sets must be touched."""

    asked: Asked
    terms: tuple[frozenset[str], ...] = ()
    place: Place | None = None  # of the postal code; None: not known
    placed_only: bool = False  # services at locations and locations


def everything(wanted: Wanted) -> bool:
    """Whether all that a network gives fits, so that nothing has to be looked at."""
    asked = wanted.asked
    return not (
        wanted.placed_only or wanted.terms or asked.organization_id or asked.modified_after or asked.timed
        or asked.postcode or asked.minimum_age is not None or asked.maximum_age is not None
    )  # fmt: skip


def fitting(network: Network, wanted: Wanted) -> Mask:
    """Which rows fit, of those the network gives."""
    asked = wanted.asked
    mask = np.ones(network.size, np.bool_) if network.given is None else network.given.copy()
    if asked.modified_after is not None:
        mask &= (network.stamps >= round(asked.modified_after.timestamp() * 1000)) | (network.stamps == 0)
    if wanted.placed_only:
        mask &= network.columns.placed
    for codes in wanted.terms:
        mask &= _any(network.size, [network.columns.term[code] for code in codes if code in network.columns.term])
    if asked.organization_id:
        mask &= _any(network.size, [network.columns.organisation.get(asked.organization_id)])
    if asked.minimum_age is not None:  # one that is not known is not "at least"
        mask &= np.nan_to_num(network.columns.minimum, nan=-1.0) >= asked.minimum_age
    if asked.maximum_age is not None:
        mask &= np.nan_to_num(network.columns.maximum, nan=np.inf) <= asked.maximum_age
    if asked.postcode:
        mask &= _reached(network, wanted)
    if asked.timed:
        mask &= _on_time(network, asked)
    return mask


def _reached(network: Network, wanted: Wanted) -> Mask:
    """Who serves the postal code; where no area is known, who is there or within ``proximity`` metres of it."""
    columns, asked, place = network.columns, wanted.asked, wanted.place
    lists: list[Rows | None] = [columns.served.get(asked.postcode)]
    if place is not None and place.ags:
        lists += [columns.ags.get(place.ags[:length]) for length in range(2, len(place.ags) + 1)]
    serving = _any(network.size, lists)
    if asked.proximity is None:
        there = _any(network.size, [columns.postal_code.get(asked.postcode)])
        return serving | (there & ~columns.region)
    if place is None:
        return np.zeros(network.size, np.bool_)
    near: Mask = km_to_all(place.lat, place.lon, columns.lat, columns.lon) * 1000 <= asked.proximity
    return near & (serving | ~columns.region)


def _on_time(network: Network, asked: Asked) -> Mask:
    """Who has a time of the week on the day, not before ``start_time`` and not beyond ``end_time``: all in one."""
    rows, times = network.columns.timed, network.columns.times
    fits = np.ones(len(rows), np.bool_)
    if asked.day is not None:
        fits &= (times[:, 0] >> asked.day) & 1 == 1
    if asked.start_time is not None:
        fits &= times[:, 1] >= asked.start_time
    if asked.end_time is not None:
        fits &= (times[:, 2] >= 0) & (times[:, 2] <= asked.end_time)
    return _any(network.size, [rows[fits]])


def _any(size: int, lists: list[Any]) -> Mask:
    mask = np.zeros(size, np.bool_)
    for rows in lists:
        if rows is not None:
            mask[rows] = True
    return mask
