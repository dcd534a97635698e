"""Things worked out once per published catalogue and forgotten with it."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from nestwerk.catalogue.public import Snapshot

V = TypeVar("V")


class KeptWithSnapshot(Generic[V]):
    """A small memory that empties itself when the next catalogue is there, and never holds an old one alive.

    Keys must come from a bounded set (slugs, languages), never from what a reader typed.
    """

    def __init__(self) -> None:
        self._of: weakref.ref[Snapshot] | None = None
        self._values: dict[Hashable, V] = {}

    def get(self, snap: Snapshot, key: Hashable, make: Callable[[], V]) -> V:
        """The value under ``key`` for ``snap``; ``make`` works it out the first time."""
        if self._of is None or self._of() is not snap:
            self._of, self._values = weakref.ref(snap), {}
        values = self._values
        if key not in values:
            values[key] = make()
        return values[key]
