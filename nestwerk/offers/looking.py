"""Opening addresses one after the other: slowly for each host, within a time, and never inside a transaction."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from nestwerk.common.fetch import Client, Limits, Result

PAUSE = 2.0  # seconds between two visits to a host: a page whose head is refused is asked for twice in one
LIMITS = Limits(whole=25.0, body=16 * 1024)  # redirects within a host have to wait for each other


@dataclass
class Pace:
    """Keeps visits to one host apart. Stands in for the looking up of names, which begins each visit."""

    resolve: Callable[[str, float], Sequence[str]]
    pause: float = PAUSE
    clock: Callable[[], float] = time.monotonic
    wait: Callable[[float], None] = time.sleep
    visited: dict[str, float] = field(default_factory=dict)

    def __call__(self, host: str, seconds: float) -> Sequence[str]:
        """Wait until the host may be visited again, then look it up."""
        left = self.visited.get(host, -self.pause) + self.pause - self.clock()
        if left > 0:
            self.wait(left)
        self.visited[host] = self.clock()
        return self.resolve(host, seconds)


def paced(client: Client, pause: float = PAUSE) -> Client:
    """The client, but slow with each host."""
    return replace(client, resolve=Pace(client.resolve, pause))


def look(addresses: Sequence[str], client: Client, *, until: float) -> Mapping[str, Result]:
    """Open the addresses until ``client.clock`` shows ``until`` (seconds); those that were not opened are left out."""
    results = {}
    for address in addresses:
        if client.clock() >= until:
            break
        results[address] = client.check(address)
    return results
