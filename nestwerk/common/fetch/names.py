"""Looking names up, with a limit of time: the system's own look-up knows none."""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Callable, Sequence

Resolver = Callable[[str, float], Sequence[str]]
"""Name and seconds in, IP addresses out. Raises ``socket.gaierror`` for an unknown name, TimeoutError."""


def system_resolver(host: str, seconds: float) -> Sequence[str]:
    """Ask the operating system. The thread that waits is left behind if it takes longer; it ends by itself."""
    answer: queue.SimpleQueue[Sequence[str] | OSError | UnicodeError] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
            answer.put(list(dict.fromkeys(str(entry[4][0]) for entry in found)))
        except (OSError, UnicodeError) as error:
            answer.put(error)

    threading.Thread(target=look_up, daemon=True, name="look up a name").start()
    try:
        found = answer.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(found, UnicodeError):
        raise socket.gaierror(str(found)) from found
    if isinstance(found, OSError):
        raise found
    return found
