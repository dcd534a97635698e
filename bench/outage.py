"""The database is killed again and again while people use the site: how many requests fail?

    python -m bench.outage            # five minutes, a kill every ten seconds
    python -m bench.outage 60         # one minute

Expected: none. Bounded: two clients on the loopback interface, at most 100 requests a second.
"""

from __future__ import annotations

import os
import shutil
import signal
import statistics
import sys
import threading
import time
import urllib.request
from pathlib import Path

from tests.journeys.conftest import make_installation
from tests.journeys.test_reliability import PAGES

KILL_EVERY = 10.0  # seconds


def main() -> int:
    """Print requests, failures, kills and the answering times; exit 1 if a request failed."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 300.0
    root = Path(__file__).resolve().parents[1]
    made = make_installation(root / "var" / f"outage-{os.getpid()}")
    failures: list[str] = []
    times: list[float] = []
    kills = 0
    stop = threading.Event()

    def load(seed: int) -> None:
        number = seed
        while not stop.is_set():
            number += 2
            path = PAGES[number % len(PAGES)]
            started = time.perf_counter()
            try:
                more = "limit" if "/api/" in path else "x"  # past the page cache
                address = f"{made.url}{path}{'&' if '?' in path else '?'}{more}={1 + number % 50}"
                with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310  # loopback only
                    answer.read()
            except OSError as problem:
                failures.append(f"{path}: {problem}")
            times.append(time.perf_counter() - started)
            time.sleep(0.02)

    try:
        made.start()
        made.wait("/sonneberg/")
        from nestwerk.config.postgres import cluster

        threads = [threading.Thread(target=load, args=(seed,)) for seed in (0, 1)]
        for thread in threads:
            thread.start()
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if pid := cluster(made.data_dir).pid():
                os.kill(pid, signal.SIGKILL)
                kills += 1
            time.sleep(min(KILL_EVERY, max(0.0, end - time.monotonic())))
        stop.set()
        for thread in threads:
            thread.join()
        time.sleep(12)
        published = made.run("publish")
    finally:
        stop.set()
        made.stop()
        shutil.rmtree(made.data_dir, ignore_errors=True)
    times.sort()
    print(
        f"{seconds:.0f} s, database killed {kills} times: {len(times)} requests, {len(failures)} failed,"
        f" p50 {1000 * statistics.median(times):.1f} ms, p99 {1000 * times[int(0.99 * len(times))]:.1f} ms;"
        f" publishing afterwards: {'works' if published.returncode == 0 else published.stderr.strip()}"
    )
    for failure in failures[:10]:
        print("  ", failure)
    return bool(failures) or published.returncode


if __name__ == "__main__":
    sys.exit(main())
