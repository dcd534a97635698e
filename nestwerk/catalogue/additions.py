"""What apps above the catalogue let travel in it: texts of the handbook, pages a network wrote, and the like.

Whoever keeps something of its own that families read registers a collector; a network's shard carries what it
gives beside the offers, read in the same view of the database, swapped in with it, there when the database is not.
The catalogue knows nothing of what it carries but its name.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import orjson

from .records import OfferRecord


@dataclass(frozen=True, slots=True)
class Carried:
    """What a collector gives: ``data`` as JSON holds it, and ``files`` (pictures, documents) by a name of their own."""

    data: Any
    files: Mapping[str, bytes] = field(default_factory=dict)


Collector = Callable[[int], Carried]
_COLLECTORS: dict[str, Collector] = {}
Array = np.ndarray[Any, Any]
Preparer = Callable[[Sequence[OfferRecord]], Mapping[str, Array]]
_PREPARERS: dict[str, tuple[Preparer, tuple[Path, ...]]] = {}


def carries(name: str) -> Callable[[Collector], Collector]:
    """Register ``collect(network_pk)`` under a name. It reads through the connection ``PUBLISHER``, whose role sees
    every network: it asks for the rows of the one it is given.

    ValueError if another collector has the name.
    """

    def register(collect: Collector) -> Collector:
        if _COLLECTORS.get(name, collect) is not collect:
            raise ValueError(f"{name} is carried already")
        _COLLECTORS[name] = collect
        return collect

    return register


def collected(network_pk: int) -> dict[str, bytes]:
    """What all collectors give for a network: the blobs of its shard."""
    blobs: dict[str, bytes] = {}
    for name, collect in sorted(_COLLECTORS.items()):
        carried = collect(network_pk)
        blobs[f"carried/{name}"] = orjson.dumps(carried.data, option=orjson.OPT_SORT_KEYS)
        blobs |= {f"carried/{name}/{file}": content for file, content in sorted(carried.files.items())}
    return blobs


def prepares(name: str, prepare: Preparer, *modules: ModuleType) -> None:
    """Register columns of the records a network publishes: a shard is built with what ``prepare(records)`` gives.

    Rows are those of :meth:`Snapshot.offers`, then those of :meth:`Snapshot.resting`. ``modules`` are those whose code
    says what the columns mean, beside the one ``prepare`` stands in. ValueError if other columns have the name.
    """
    if name in _PREPARERS and _PREPARERS[name][0] is not prepare:
        raise ValueError(f"{name} is prepared already")
    _PREPARERS[name] = (prepare, tuple(Path(inspect.getfile(module)) for module in modules))


def prepared(records: Sequence[OfferRecord]) -> dict[str, Array]:
    """What all preparers give for the records of a network: arrays of its shard."""
    return {
        f"prepared/{name}/{column}": array
        for name, (prepare, _) in sorted(_PREPARERS.items())
        for column, array in prepare(records).items()
    }


def sources() -> list[Path]:
    """The modules the collectors and preparers stand in: with them changes what a snapshot holds."""
    found = {Path(inspect.getfile(collect)) for collect in _COLLECTORS.values()}
    for prepare, modules in _PREPARERS.values():
        found |= {Path(inspect.getfile(prepare)), *modules}
    return sorted(found)
