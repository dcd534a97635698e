"""R-85: 200 people signed in send 50 requests a second to a served installation; then families search beside them.

python -m bench.signed_in [--offers 1000] [--seconds 60] [--rate 50]

Four networks with 1,000 offers each, six roles, a kept connection per person, pages, exports, searches and forms.
A request counts from the moment it was due, so that a late answer makes the following ones late as well. The reference
is one coordinator alone on the same installation, one page after the other. Bounded: two minutes at 100 requests a
second; what is more than 30 seconds late is not asked any more and counts as wrong.
"""

from __future__ import annotations

import argparse
import http.client
import os
import queue
import random
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median

import psutil

from .filled import fill, open_installation
from .installation import NESTWERK
from .offers import NAMES, WHAT
from .people import Person, request, sign_in
from .serving import free_port, wait_for
from .table import show

PEOPLE = 200
NETWORKS = {"bench-a": 3, "bench-b": 5, "bench-c": 7, "bench-d": 11}  # with the seed of their offers
BOX = (50.2, 50.6, 10.8, 11.4)
BUDGET = 500  # ms, 95 of 100
MEMORY = 4096  # MiB
HANDS = 48  # requests on the way at once
LATE = 30  # seconds
Act = Callable[[], tuple[str, int]]


@dataclass(slots=True)
class Seen:
    """What came back: milliseconds by kind of page, answers nobody wanted."""

    took: dict[str, list[float]] = field(default_factory=dict)
    wrong: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, what: str, status: int, ms: float) -> None:
        """Keep one answer."""
        with self.lock:
            self.took.setdefault(what, []).append(ms)
            if status not in (200, 302):
                self.wrong[f"{what} {status}"] += 1

    def everything(self) -> list[float]:
        """All times, the shortest first."""
        return sorted(one for some in self.took.values() for one in some)


def main() -> None:
    """Fill, serve, measure one alone, all together, and all together with families searching."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offers", type=int, default=1000)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--rate", type=int, default=50)
    options = parser.parse_args()
    data_dir = open_installation()
    for slug, seed in NETWORKS.items():
        fill(slug, options.offers, seed=seed, box=BOX)
    people = sign_in(list(NETWORKS), PEOPLE)
    from django.db import connections

    connections.close_all()
    port = free_port()
    environ = {**os.environ, "NESTWERK_BIND": f"127.0.0.1:{port}", "NESTWERK_DEMO": "nein"}
    process = subprocess.Popen([*NESTWERK, "serve"], env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        served = psutil.Process(process.pid)
        wait_for(f"http://127.0.0.1:{port}/readyz", 120)
        _until_prepared(served)
        for one in people:
            one.arrive(port)
        _measure(served, _database(data_dir), people, port, options)
    finally:
        process.terminate()
        process.wait(60)


def _measure(
    served: psutil.Process, database: psutil.Process, people: list[Person], port: int, options: argparse.Namespace
) -> None:
    alone = next(one for one in people if one.role == "coordinator")
    single = Seen()
    for _ in range(100):
        begun = time.perf_counter()
        single.note(*alone.act(), 1000 * (time.perf_counter() - begun))
    reference = median(single.everything())
    show("one coordinator alone, mixed pages", f"p50 {reference:.1f} ms", "the reference of this run")
    crowd: list[Act] = [partial(_one_at_a_time, one) for one in people]
    families = [_family(port, number) for number in range(20)]
    rounds: tuple[tuple[str, int, list[list[Act]]], ...] = (
        (f"{len(people)} signed in, {options.rate}/s", options.seconds, [crowd]),
        (f"the same, and {options.rate} searches/s of families", max(1, options.seconds // 2), [crowd, families]),
    )
    for name, seconds, groups in rounds:
        busy = _cpu(served), _cpu(database), time.process_time()
        begun = time.perf_counter()
        seen = press(groups, options.rate, seconds)
        whole = time.perf_counter() - begun
        web, tables, ours = _cpu(served) - busy[0], _cpu(database) - busy[1], time.process_time() - busy[2]
        for what, one in zip(("", "; families"), seen, strict=False):
            times = one.everything()
            p50, p95 = median(times), times[int(0.95 * len(times))]
            wrong = f"{sum(one.wrong.values())} of {len(times)} wrong"
            words = f"{p50 / reference:.1f} × alone, max {times[-1]:.0f} ms, {wrong}"
            show(f"{name}{what}", f"p50 {p50:.0f}, p95 {p95:.0f} ms", words, f"p95 ≤ {BUDGET} ms",
                 met=p95 <= BUDGET and not one.wrong)  # fmt: skip
            for what_wrong, count in one.wrong.most_common(5):
                print(f"     {count} × {what_wrong}")
        count = sum(len(one.everything()) for one in seen)
        shares = " + ".join(f"{100 * one / whole:.0f} %" for one in (web, tables, ours))
        show("  processor time a request", f"{1000 * (web + tables) / count:.1f} ms",
             f"web + database + asking: {shares} of a core", f"load {os.getloadavg()[0]:.1f}")  # fmt: skip
        if len(groups) == 1:
            for what, took in sorted(seen[0].took.items(), key=lambda item: -median(item[1])):
                print(f"     {what or 'Heute':48} {len(took):5} ×  p50 {median(took):6.1f} ms  max {max(took):6.0f} ms")
    held = sum(one.memory_full_info().pss for top in (served, database) for one in (top, *top.children(recursive=True)))
    show("memory of web, worker and database together", f"{held / 2**20:.0f} MiB", "shared parts counted once",
         f"≤ {MEMORY} MiB", met=held <= MEMORY * 2**20)  # fmt: skip


def press(groups: list[list[Act]], rate: int, seconds: int) -> list[Seen]:
    """Let each group act ``rate`` times a second, in a shuffled order in which everybody comes once per round."""
    seen, waiting = [Seen() for _ in groups], queue.SimpleQueue()  # type: ignore[var-annotated]

    def hand() -> None:
        while (one := waiting.get()) is not None:
            due, act, notes = one
            try:
                what, status = act() if time.perf_counter() - due < LATE else ("not asked", 0)
            except (OSError, http.client.HTTPException) as problem:
                what, status = type(problem).__name__, 0
            notes.note(what, status, 1000 * (time.perf_counter() - due))

    hands = [threading.Thread(target=hand) for _ in range(HANDS)]
    for one in hands:
        one.start()
    chance, orders = random.Random(50), [list[Act]() for _ in groups]
    begun = time.perf_counter()
    for number in range(rate * seconds):
        due = begun + number / rate
        time.sleep(max(0.0, due - time.perf_counter()))
        for group, order, notes in zip(groups, orders, seen, strict=True):
            if not order:
                order += chance.sample(group, len(group))
            waiting.put((due, order.pop(), notes))
    for _ in hands:
        waiting.put(None)
    for one in hands:
        one.join()
    return seen


def _one_at_a_time(one: Person) -> tuple[str, int]:
    with one.lock:
        return one.act()


def _family(port: int, number: int) -> Act:
    """Somebody who searches in the finder, each time something nobody asked before; in turn over a kept connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    lock, chance = threading.Lock(), random.Random(number)

    def search() -> tuple[str, int]:
        words = "+".join(chance.choices([*WHAT, *NAMES], k=2)).lower()
        address = f"/{chance.choice(list(NETWORKS))}/suche?q={words}+{chance.randrange(10**6)}"
        with lock:
            answer, _ = request(connection, "GET", address, {"Accept-Encoding": "gzip"})
        return "search", answer.status

    return search


def _until_prepared(served: psutil.Process) -> None:
    """Wait until ``serve`` has published and only what stays is running. Raises TimeoutError."""
    deadline = time.monotonic() + 180
    while any("prepare" in " ".join(one.cmdline()) for one in served.children()):
        if time.monotonic() > deadline:
            raise TimeoutError("prepare")
        time.sleep(0.5)
    time.sleep(2)


def _database(data_dir: Path) -> psutil.Process:
    from nestwerk.config.postgres import cluster

    pid = cluster(data_dir).pid()
    assert pid is not None
    return psutil.Process(pid)


def _cpu(top: psutil.Process) -> float:
    """Seconds of processor time of a process, those it started and those that have ended."""
    own = top.cpu_times()
    gone = own.children_user + own.children_system
    return gone + sum(sum(one.cpu_times()[:2]) for one in (top, *top.children(recursive=True)))


if __name__ == "__main__":
    main()
