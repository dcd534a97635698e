"""Things worked out once per published catalogue and forgotten with it."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from nestwerk.catalogue.public import Snapshot

V = TypeVar("V")


class KeptWithSnapshot(Generic[V]):
    """A small memory that empties itself when the next catalogue is there, and never holds an old one alive.

    Keys must come from a bounded set (slugs, languages, offers), never from what a reader typed. With ``most``
    entries it begins anew.
    """

    def __init__(self, most: int = 4096) -> None:
        self._most = most
        self._held: tuple[Callable[[], Snapshot | None], dict[Hashable, V]] = (lambda: None, {})

    def get(self, snap: Snapshot, key: Hashable, make: Callable[[], V]) -> V:
        """The value under ``key`` for ``snap``; ``make`` works it out the first time."""
        of, values = self._held  # together: another thread may have come with the next catalogue meanwhile
        if of() is not snap:
            of, values = self._held = (weakref.ref(snap), {})
        found = values.get(key)
        if found is None:
            found = make()
            if len(values) >= self._most:
                of, values = self._held = (of, {})
            values[key] = found
        return found
