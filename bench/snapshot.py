"""Publishing and searching generated installations: time, memory, size.

    python -m bench.snapshot            # 1,000 and 10,000 offers
    python -m bench.snapshot 100000     # all of a large Land: 300 networks

Budgets (docs/architecture.md of the design): snapshot of 1,000 offers ≤ 1 s, of 100,000 ≤ 30 s and ≤ 1 GiB.
The reference of a run is the time the same machine needs to compress the shard files with zlib.
"""

from __future__ import annotations

import math
import os
import resource
import statistics
import sys
import time
import zlib
from pathlib import Path

from bench.filled import fill, open_installation

QUERIES = (
    "baby schreit nur noch",
    "krabbelgruppe kostenlos 6 monate",
    "hebamme hausbesuch stralsund",
    "ich kann nicht mehr",
    "elterngeld antrag hilfe",
    "schulden",
    "papa treff samstag",
    "my baby does not sleep",
)


def measure(count: int) -> None:
    """Publish and search an installation with ``count`` offers in networks of about 333."""
    folder = open_installation() / "snapshot"
    from bench.offers import AT
    from nestwerk.catalogue.live import Live
    from nestwerk.catalogue.publish import publish
    from nestwerk.matching.types import Context

    networks = 1 if count <= 1000 else max(1, count // 333)
    side = math.ceil(math.sqrt(networks))
    for number in range(networks):
        row, column = divmod(number, side)
        south, west = 47.5 + 7 * row / side, 6.2 + 8 * column / side
        box = (south, south + 7 / side, west, west + 8 / side)
        fill(f"netz-{number}", count // networks, seed=number, box=box)
    publish([], at=AT)  # the commons and the lexicon: the worker keeps them
    started = time.perf_counter()
    publish(at=AT)
    whole = time.perf_counter() - started
    started = time.perf_counter()
    publish(["netz-0"], at=AT)
    one = time.perf_counter() - started
    size = sum(path.stat().st_size for path in folder.glob("*.nest"))
    live = Live(folder)
    started = time.perf_counter()
    assert live.look(), live.problem
    load = time.perf_counter() - started
    snap = live.snapshot
    assert snap is not None
    started = time.perf_counter()
    zlib.compress(b"".join(path.read_bytes() for path in list(folder.glob("netz-*.nest"))[: max(1, networks // 10)]))
    reference = (time.perf_counter() - started) * (10 if networks >= 10 else 1)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{count:>7} offers, {networks:>3} networks: publish all {whole:6.2f} s ({whole / reference:.2f} × zlib of the"
        f" files), one network {one:5.2f} s, load {load:5.2f} s, {size / 2**20:6.1f} MiB on disk, peak {peak:.0f} MiB"
    )
    for name, context in (("one network", Context(network="netz-0")), ("all networks", Context())):
        times = []
        for _ in range(25):
            for query in QUERIES:
                started = time.perf_counter()
                snap.search(query, context, today=AT.date(), facets=False)
                times.append(1000 * (time.perf_counter() - started))
        times.sort()
        print(
            f"        search, {name}: p50 {statistics.median(times):.2f} ms,"
            f" p95 {times[int(0.95 * len(times))]:.2f} ms, with ten records read"
        )


def main() -> int:
    """Each size in a process of its own: memory of one must not count for the next."""
    if len(sys.argv) > 1:
        measure(int(sys.argv[1]))
        return 0
    here = Path(__file__).resolve().parents[1]
    return max(
        os.waitstatus_to_exitcode(os.system(f'cd "{here}" && "{sys.executable}" -m bench.snapshot {count}'))  # noqa: S605
        for count in (1000, 10000)
    )


if __name__ == "__main__":
    sys.exit(main())
