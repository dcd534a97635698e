"""A network between a browser and a site that can be slow or fall silent, as one in a valley does."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit


class Wire:
    """Carries bytes in both directions; a browser notices nothing of it until it is slow or hangs."""

    def __init__(self, site: str) -> None:
        self._to = ("127.0.0.1", urlsplit(site).port)
        self._open = socket.create_server(("127.0.0.1", 0))
        self._ends: list[socket.socket] = []
        self._delay = 0.0
        self._moving = threading.Event()
        self._moving.set()
        self._held, self._released = b"", threading.Event()
        self.holding = threading.Event()  # a request that was to be held has come
        self.url = f"http://127.0.0.1:{self._open.getsockname()[1]}"
        self._work = [threading.Thread(target=self._accept)]
        self._work[0].start()

    def slow(self, seconds: float) -> None:
        """From now on each piece of an answer arrives this many seconds late."""
        self._delay = seconds

    def hang(self) -> None:
        """From now on nothing arrives any more, and nobody is told."""
        self._moving.clear()

    def hold(self, part: bytes) -> None:
        """From now on a request with ``part`` in it waits until ``release``."""
        self._held = part

    def release(self) -> None:
        """What was held goes its way."""
        self._released.set()

    def close(self) -> None:
        """End all connections and wait until nothing is carried any more."""
        self._moving.set()
        self._released.set()
        self._end(self._open)
        self._work[0].join()
        for one in self._ends:
            self._end(one)
        for work in self._work[1:]:
            work.join()
        for one in (self._open, *self._ends):
            one.close()

    @staticmethod
    def _end(one: socket.socket) -> None:
        with contextlib.suppress(OSError):  # the other side was first
            one.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                self._ends.append(browser := self._open.accept()[0])
                self._ends.append(server := socket.create_connection(self._to))
                for source, target, late in ((browser, server, False), (server, browser, True)):
                    self._work.append(threading.Thread(target=self._carry, args=(source, target, late)))
                    self._work[-1].start()

    def _carry(self, source: socket.socket, target: socket.socket, late: bool) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(65536):
                if self._held and self._held in piece:
                    self.holding.set()
                    self._released.wait()
                time.sleep(self._delay if late else 0)
                self._moving.wait()
                target.sendall(piece)
            target.shutdown(socket.SHUT_WR)


@contextmanager
def between(site: str) -> Iterator[Wire]:
    """A network in front of ``site`` under an address of its own, for one test."""
    wire = Wire(site)
    try:
        yield wire
    finally:
        wire.close()
