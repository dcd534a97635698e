"""Pages under load: from the cache against nginx with the same bytes, and searches nobody asked before.

python -m bench.pages [--offers 1000 10000 100000] [--seconds 5]
"""

from __future__ import annotations

import argparse
import shutil

from .installation import installation
from .serving import cpu_seconds, fetch, nginx, searches, web, workers_memory, wrk


def main() -> None:
    """Print one block of figures per number of offers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offers", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--seconds", type=float, default=5)
    options = parser.parse_args()
    for offers in options.offers:
        measure(offers, options.seconds)


def measure(offers: int, seconds: float) -> None:
    """Fill an installation, serve it without a database and press on it."""
    with installation(offers) as made:
        show(
            f"{offers:,} offers, import of the first 1,000 (start of the command included)",
            f"{made.seconds['import']:.1f} s",
        )
        show(
            f"{offers:,} offers, publish everything (start of the command included)", f"{made.seconds['publish']:.1f} s"
        )
        if not shutil.which("wrk"):
            show("pages under load", "skipped: wrk is not installed")
            return
        with web(made) as (base, process):
            for name, path in (("network page", "/netz-0/"), ("list A to Z", "/netz-0/angebote?nach=name")):
                cached(f"{offers:,} offers, cached {name}", f"{base}{path}", seconds)
            for name, path in (
                ("result page of one network", "/netz-0/suche"),
                ("result page of all networks", "/suche"),
            ):
                script = searches(path, made.words)
                alone = wrk(base, seconds=seconds, connections=1, script=script)
                worked = cpu_seconds(process)
                load = wrk(base, seconds=seconds, script=script)
                worked = cpu_seconds(process) - worked
                show(
                    f"{offers:,} offers, uncached {name}",
                    f"{load.per_second:,.0f}/s, p99 {load.p99:.1f} ms, {load.wrong} wrong, "
                    f"{1000 * worked / (load.per_second * seconds):.2f} ms of CPU each",
                )
                show(
                    f"{offers:,} offers, uncached {name}, one connection",
                    f"p50 {alone.p50:.2f} ms, p99 {alone.p99:.2f} ms",
                )
            memory = ", ".join(f"{size / 2**20:.0f}" for size in workers_memory(process))
            show(f"{offers:,} offers, private memory of the workers", f"{memory} MiB")


def cached(name: str, address: str, seconds: float) -> None:
    """Compare a cached page with nginx, the two in turn, each twice; the better run of each counts."""
    body, headers = fetch(address)
    if not shutil.which("nginx"):
        load = wrk(address, seconds=seconds)
        show(name, f"{load.per_second:,.0f}/s, no ratio: nginx is not installed")
        return
    with nginx(body, headers) as reference:
        fetch(address)
        ours, theirs = [], []
        for _ in range(2):
            ours.append(wrk(address, seconds=seconds / 2).per_second)
            theirs.append(wrk(reference, seconds=seconds / 2).per_second)
    show(
        name, f"{max(ours):,.0f}/s, {max(ours) / max(theirs):.2f} of nginx ({max(theirs):,.0f}/s, {len(body):,} bytes)"
    )


def show(what: str, figure: str) -> None:
    """Print one line of the table."""
    print(f"{what:<78} {figure}", flush=True)


if __name__ == "__main__":
    main()
