"""A connection to an address that was checked, under one deadline. Knows HTTP/1.1 as far as ``http.client`` does."""

from __future__ import annotations

import io
import socket
import ssl
from collections.abc import Callable, Sequence
from functools import lru_cache
from http.client import HTTPException, HTTPResponse
from typing import Any

from .addresses import Target
from .result import Failed, Limits, Trouble

TRIED = 4  # of the addresses of a name


class Deadline:
    """The moment at which everything has to be over."""

    def __init__(self, clock: Callable[[], float], seconds: float) -> None:
        self._clock = clock
        self._end = clock() + seconds

    def left(self, at_most: float = float("inf")) -> float:
        """Seconds that remain, never more than ``at_most``. Raises Failed when none do."""
        left = self._end - self._clock()
        if left <= 0:
            raise Failed(Trouble.SLOW)
        return min(left, at_most)


class Wire(io.RawIOBase):
    """A connected socket that cannot be slower than its deadline nor bring more than ``allowance`` bytes.

    A time limit on each read alone would let one byte every few seconds go on for ever.
    """

    def __init__(self, sock: socket.socket, deadline: Deadline, allowance: int) -> None:
        self._sock = sock
        self._deadline = deadline
        self.allowance = allowance
        self._reader = io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self.allowance <= 0:
            raise Failed(Trouble.UNREADABLE)
        self._sock.settimeout(self._deadline.left())
        count = self._sock.recv_into(memoryview(buffer)[: self.allowance])
        self.allowance -= count
        return count

    def sendall(self, data: bytes) -> None:
        """Send everything."""
        self._sock.settimeout(self._deadline.left())
        self._sock.sendall(data)

    def makefile(self, mode: str) -> Any:
        """What ``HTTPResponse`` asks of a socket. Always the same reader: what it has read ahead must not get lost."""
        return self._reader

    def close(self) -> None:
        if not self.closed:
            super().close()
            self._sock.close()


def connect(target: Target, addresses: Sequence[str], limits: Limits, deadline: Deadline, authorities: str) -> Wire:
    """Connect to the first of the checked addresses that answers; the certificate must be that of the name."""
    failed: OSError | None = None
    for address in addresses[:TRIED]:
        sock = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
        try:
            sock.settimeout(deadline.left(limits.connect))
            sock.connect((address, target.port))
            if target.scheme == "https":
                sock.settimeout(deadline.left(limits.connect))
                sock = _context(authorities).wrap_socket(sock, server_hostname=target.host)
            return Wire(sock, deadline, limits.header)
        except ssl.SSLError:
            sock.close()
            raise
        except OSError as error:
            sock.close()
            failed = error
        except Failed:
            sock.close()
            raise
    raise failed or Failed(Trouble.NAME)


def ask(wire: Wire, target: Target, method: str, agent: str) -> HTTPResponse:
    """Send one request and read the head of its answer. Hints ahead of the answer (1xx) are skipped."""
    lines = [
        f"{method} {target.path} HTTP/1.1",
        f"Host: {target.authority}",
        f"User-Agent: {agent}",
        "Accept: */*",
        "Accept-Language: de",
        "Accept-Encoding: gzip",
        "Connection: close",
    ]
    wire.sendall("\r\n".join([*lines, "", ""]).encode("ascii"))
    for _ in range(5):
        response = HTTPResponse(wire, method=method)  # type: ignore[arg-type]
        response.begin()
        if response.status >= 200:
            return response
        response.fp = None  # type: ignore[assignment]  # or it would close the wire when it is collected
    raise HTTPException("nothing but hints")


@lru_cache(maxsize=8)
def _context(authorities: str) -> ssl.SSLContext:
    """``authorities``: whom to trust instead of the system's list (PEM). Names and dates are checked in any case."""
    context = ssl.create_default_context(cadata=authorities or None)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
