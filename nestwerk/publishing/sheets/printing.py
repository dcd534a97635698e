"""Setting a sheet on demand: one at a time in the whole installation, kept while nothing it says has changed.

A sheet takes a core for some hundred milliseconds. A program that asks for thousands gets them one after the other and
is told to come back: the other core stays with the people who search.
"""

from __future__ import annotations

import fcntl
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path

MOST = 128  # finished sheets at hand, about 60 KiB each
WAITING = 4  # of a process; whoever comes after them is told to come back
LOCK = "sheets.lock"


class Busy(RuntimeError):
    """Too many sheets are asked for at once."""


class Press:
    """Makes sheets, and keeps the last ones. ``folder``: where all processes of the installation find their lock."""

    def __init__(self, folder: Path, *, most: int = MOST, waiting: int = WAITING) -> None:
        self._folder, self._most = folder, most
        self._queue = threading.BoundedSemaphore(waiting)
        self._guard, self._alone = threading.Lock(), threading.Lock()
        self._made: OrderedDict[Hashable, bytes] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """The sheet under ``key``, which must name everything it says. Raises Busy."""
        found = self._found(key)
        if found is not None:
            return found
        if not self._queue.acquire(blocking=False):
            raise Busy
        try:
            with self._alone, self._in_the_house():
                found = self._found(key)  # somebody before may have wanted the same
                return found if found is not None else self._kept(key, make())
        finally:
            self._queue.release()

    def _found(self, key: Hashable) -> bytes | None:
        with self._guard:
            if key in self._made:
                self._made.move_to_end(key)
            return self._made.get(key)

    def _kept(self, key: Hashable, made: bytes) -> bytes:
        with self._guard:
            self._made[key] = made
            while len(self._made) > self._most:
                self._made.popitem(last=False)
        return made

    @contextmanager
    def _in_the_house(self) -> Iterator[None]:
        """Nobody else in any process of this machine; without a folder to write in, nobody in this process."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            kept = (self._folder / LOCK).open("ab")
        except OSError:
            yield
            return
        with kept:
            fcntl.flock(kept, fcntl.LOCK_EX)
            yield
