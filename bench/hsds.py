"""Open data under load: pages of 100 services nobody asked for before, cached ones against nginx, everything at once.

python -m bench.hsds [--offers 10000] [--seconds 4]
"""

from __future__ import annotations

import argparse
import json
import shutil
import time
import urllib.request

import psutil

from .installation import installation
from .pages import cached
from .serving import cpu_seconds, web, workers_memory, wrk
from .table import show

SERVICES = "/api/hsds/v3/services"
WANTED = 300  # answers a second, uncached


def main() -> None:
    """Print one block of figures per number of offers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offers", type=int, nargs="+", default=[10_000])
    parser.add_argument("--seconds", type=float, default=4)
    options = parser.parse_args()
    for offers in options.offers:
        with installation(offers) as made, web(made) as (base, process):
            size = f"{offers:,} offers"
            if not shutil.which("wrk"):
                show("open data under load", "skipped: wrk is missing")
                return
            first_filters(size, base, process)
            pages = offers // 100
            for name, query, judged in (
                ("100 services", "", offers == 10_000),
                ("100 services with age and term", "&minimum_age=0&maximum_age=4&taxonomy_id=" + _needs(base), False),
                ("100 services in full", "&full=true", False),
            ):
                uncached(f"{size}: {name}", base, process, new_each_time(query, pages), options.seconds, judged)
            cached(f"{size}: cached list of 100 services", f"{base}{SERVICES}?per_page=100&page=2", options.seconds)
            everything(f"{size}: all services in full, line by line", base, process)


def first_filters(name: str, base: str, process: psutil.Process) -> None:
    """The slowest of the first answers to each filter in fresh workers, and their memory by then."""
    for asked in ("minimum_age=0", f"taxonomy_id={_needs(base)}", "postcode=12305&proximity=50000", "day=MO",
                  "modified_after=2020-01-01"):  # fmt: skip
        seconds = []
        for number in range(1, 9):  # another page each time, so that no answer comes from the cache
            begun = time.perf_counter()
            urllib.request.urlopen(f"{base}{SERVICES}?per_page=1&page={number}&{asked}").read()  # noqa: S310  # our own
            seconds.append(time.perf_counter() - begun)
        words = f"then {1000 * sorted(seconds)[3]:.0f} ms"
        show(f"{name}: first list filtered by {asked.split('=')[0]}", f"{1000 * max(seconds):.0f} ms", words)
    show(f"{name}: private memory of a worker by then", f"{max(workers_memory(process)) / 2**20:.0f} MiB")


def new_each_time(query: str, pages: int) -> str:
    """Lua for wrk: another page and another instant each time, so that no answer comes from the cache."""
    return (
        f"local n = 0\nmath.randomseed(os.time())\nrequest = function()\n  n = n + 1\n"
        f'  local at = string.format("2020-01-01T%02d:%02d:%02d.%06dZ", n % 24, n % 60, n % 59, math.random(999999))\n'
        f'  return wrk.format("GET", "{SERVICES}?per_page=100{query}&modified_after=" .. at'
        f' .. "&page=" .. math.random({pages}))\nend\n'
    )


def uncached(name: str, base: str, process: psutil.Process, script: str, seconds: float, judged: bool) -> None:
    """Press for a while after a first round, in which each worker prepares what it sends."""
    wrk(base, seconds=2 * seconds, connections=8, script=script)
    worked = cpu_seconds(process)
    load = wrk(base, seconds=seconds, script=script)
    each = 1000 * (cpu_seconds(process) - worked) / max(load.per_second * seconds, 1)
    words = f"p50 {load.p50:.0f} ms, p99 {load.p99:.0f} ms, {load.wrong} wrong, {each:.2f} ms CPU each"
    met = load.per_second >= WANTED and not load.wrong if judged else None
    show(f"{name}, uncached, 32 connections", f"{load.per_second:,.0f}/s", words, f"≥ {WANTED}/s" if judged else "",
         met=met)  # fmt: skip


def everything(name: str, base: str, process: psutil.Process) -> None:
    """Read the whole set once, and see how far the workers grow."""
    before, begun, read, most = max(workers_memory(process)), time.perf_counter(), 0, 0
    with urllib.request.urlopen(f"{base}{SERVICES}?full=true&format=ndjson") as answer:  # noqa: S310  # our own address
        while chunk := answer.read(1 << 20):
            read += len(chunk)
            most = max(most, *workers_memory(process))
    words = f"{read / 2**20:.0f} MiB, a worker grew by {(most - before) / 2**20:.0f} to {most / 2**20:.0f} MiB"
    show(name, f"{time.perf_counter() - begun:.1f} s", words, "≤ 300 MiB", met=most <= 300 * 2**20)


def _needs(base: str) -> str:
    with urllib.request.urlopen(f"{base}/api/hsds/v3/taxonomies?search=anliegen") as answer:  # noqa: S310  # likewise
        return str(json.load(answer)["contents"][0]["id"])


if __name__ == "__main__":
    main()
