"""The services that fit, and the bytes of each: written once, kept within bounds."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

import orjson

from . import mapping
from .network import Network

MOST_PLAIN, MOST_FULL = 24 * 1024 * 1024, 8 * 1024 * 1024  # bytes of services ready to be sent, in each process


class One(NamedTuple):
    """A row of a network; ``gone`` names a service that is no longer public."""

    network: Network
    row: int
    gone: str = ""


class Kept:
    """Written services by network file, day, kind and row. Past its bound it begins anew; safe between threads."""

    def __init__(self, most: int) -> None:
        self.most, self.size = most, 0
        self._pieces: dict[tuple[str, date, str, int], bytes] = {}
        self._lock = threading.Lock()

    def get(self, one: One, kind: str, *, keep: bool) -> bytes:
        """The bytes of a service as ``kind`` has it, made if need be and then kept if ``keep``."""
        key = (one.network.file, one.network.today, kind, one.row)
        found = self._pieces.get(key)
        if found is None:
            found = orjson.dumps(_made(one, kind))
            if not keep:
                return found
            with self._lock:
                if self.size > self.most:
                    self._pieces, self.size = {}, 0
                self._pieces[key] = found
                self.size += len(found) + 200  # the key and the slot
        return found


def _made(one: One, kind: str) -> dict[str, Any]:
    what, _, full = kind.partition(".")
    return {"service": one.network.service, "link": one.network.link, "location": one.network.location}[what](
        one.row, full=bool(full)
    )


class Found:
    """The services that fit, in order: by network and title, or by how well they fit. None for rows: all of them."""

    def __init__(
        self, networks: Sequence[Network], rows: Sequence[Any], more: Sequence[One], *, total: int | None = None
    ) -> None:
        self._networks, self._rows, self._more = networks, rows, more
        self._sizes = [
            network.size if chosen is None else len(chosen) for network, chosen in zip(networks, rows, strict=True)
        ]
        self._total = sum(self._sizes) + len(more) if total is None else total

    def __len__(self) -> int:
        return self._total

    def part(self, first: int, last: int) -> Iterator[One]:
        """From the ``first`` to before the ``last``."""
        begins = 0
        for network, chosen, size in zip(self._networks, self._rows, self._sizes, strict=True):
            start, stop = max(first - begins, 0), min(last - begins, size)
            if start < stop:
                rows = range(start, stop) if chosen is None else chosen[start:stop].tolist()
                yield from (One(network, row) for row in rows)
            begins += size
        yield from self._more[max(first - begins, 0) : max(last - begins, 0)]


_plain, _full = Kept(MOST_PLAIN), Kept(MOST_FULL)


def written(one: One, kind: str, *, keep: bool = True) -> bytes:
    """The bytes of a service, of its link to a place or of the place; not ``keep`` where all are sent in a row."""
    if one.gone:
        return orjson.dumps(mapping.defunct(one.gone, one.network.gone[one.gone]))
    return (_full if kind.endswith(".full") else _plain).get(one, kind, keep=keep)
