"""Pages under load: from the cache against nginx with the same bytes, and searches nobody asked before.

python -m bench.pages [--offers 1000 10000 100000] [--seconds 4]
"""

from __future__ import annotations

import argparse
import shutil
from statistics import median

from .installation import installation
from .serving import cpu_seconds, fetch, nginx, searches, web, workers_memory, wrk
from .table import show


def main() -> None:
    """Print one block of figures per number of offers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offers", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--seconds", type=float, default=4)
    options = parser.parse_args()
    for offers in options.offers:
        measure(offers, options.seconds)


def measure(offers: int, seconds: float) -> None:
    """Fill an installation, serve it without a database and press on it."""
    with installation(offers) as made:
        size = f"{offers:,} offers"
        show(f"{size}: `import-offers` of the first 1,000, whole command", f"{made.seconds['import']:.1f} s")
        show(f"{size}: `publish` of everything, whole command", f"{made.seconds['publish']:.1f} s")
        if not shutil.which("wrk"):
            show("pages under load", "skipped: wrk is missing")
            return
        with web(made) as (base, process):
            for name, path in (("network page", "/netz-0/"), ("list A to Z", "/netz-0/angebote?nach=name")):
                cached(f"{size}: cached {name}", f"{base}{path}", seconds)
            for name, path, judged in (("one network", "/netz-0/suche", True), ("all networks", "/suche", False)):
                uncached(f"{size}: result page of {name}", base, process, searches(path, made.words), seconds, judged)
            memory = ", ".join(f"{used / 2**20:.0f}" for used in workers_memory(process))
            show(f"{size}: private memory of the workers", f"{memory} MiB")


def cached(name: str, address: str, seconds: float) -> None:
    """Compare a cached page with nginx, the two in turn, each three times; the median of each counts."""
    body, headers = fetch(address)
    if not shutil.which("nginx"):
        load = wrk(address, seconds=seconds)
        show(name, f"{load.per_second:,.0f}/s", "skipped: nginx is not installed")
        return
    with nginx(body, headers) as reference:
        fetch(address)
        ours, theirs = [], []
        for _ in range(3):
            ours.append(wrk(address, seconds=seconds / 2).per_second)
            theirs.append(wrk(reference, seconds=seconds / 2).per_second)
    rate, theirs_rate = median(ours), median(theirs)
    ratio = rate / theirs_rate
    words = f"{ratio:.2f} of nginx ({theirs_rate:,.0f}/s, {len(body):,} B)"
    show(name, f"{rate:,.0f}/s", words, "≥ 0.5 of nginx", met=ratio >= 0.5)


def uncached(name: str, base: str, process: object, script: str, seconds: float, judged: bool) -> None:
    """Ask for a different search each time: many connections for the rate, one for the time of an answer."""
    wrk(base, seconds=seconds, connections=4, script=script)  # what each worker prepares once
    alone = wrk(base, seconds=seconds, connections=1, script=script)
    worked = cpu_seconds(process)
    load = wrk(base, seconds=seconds, script=script)
    worked = cpu_seconds(process) - worked
    each = 1000 * worked / (load.per_second * seconds)
    words = f"p99 {load.p99:.0f} ms, {load.wrong} wrong, {each:.2f} ms CPU each"
    budget = "≥ 1,000/s" if judged else ""
    show(f"{name}, uncached, 32 connections", f"{load.per_second:,.0f}/s", words, budget,
         met=load.per_second >= 1000 and not load.wrong if judged else None)  # fmt: skip
    show(f"{name}, uncached, 1 connection", f"p50 {alone.p50:.2f} ms", f"p99 {alone.p99:.1f} ms",
         "p50 ≤ 5 ms" if judged else "", met=alone.p50 <= 5 if judged else None)  # fmt: skip


if __name__ == "__main__":
    main()
