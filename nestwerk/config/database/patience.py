"""How long, and how many at once, wait for a database that does not answer.

A server that was killed refuses at once. One that hangs, or whose packets are dropped, lets everybody wait until the
time for connecting is over: a dozen forms sent meanwhile would take all threads of the web, and with them the public
pages, which need no database.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from django.db import OperationalError

MOST_AT_ONCE = 2  # of a process's threads that may be connecting
TURN = 0.5  # seconds to wait for one's turn; connecting takes some milliseconds
HANGS = 2.0  # seconds after which a connection that failed was one to a server that hangs
PAUSE = 10.0  # seconds in which nobody asks such a server again


class Patience:
    """Lets a few connect at a time, and nobody for a while after the server was found hanging."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._turns = BoundedSemaphore(MOST_AT_ONCE)
        self._not_before = 0.0

    @contextmanager
    def connecting(self) -> Iterator[None]:
        """Around connecting. Raises OperationalError instead where it is not the time for it."""
        if self._clock() < self._not_before or not self._turns.acquire(timeout=TURN):
            raise OperationalError("the database does not answer; not asked again yet")
        try:
            begun = self._clock()
            try:
                yield
            except Exception:
                if self._clock() - begun >= HANGS:
                    self._not_before = self._clock() + PAUSE
                raise
        finally:
            self._turns.release()
