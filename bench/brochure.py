"""Making a brochure of 300 and of 1,000 offers, each for the first time: seconds, pages, size.

    python -m bench.brochure

Budgets (docs/architecture.md of the design): 300 offers ≤ 1.5 s, 1,000 ≤ 5 s, from the published snapshot to the
finished file with QR codes. typst remembers what it has set, so every round sets a network of its own; a small one
beforehand reads the fonts. Seconds are those of the processor as well: on a busy machine the clock says little.
The reference of a run is the time the same machine needs to compress 32 MiB with zlib.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
import zlib

from bench.filled import fill, open_installation
from bench.table import show

BUDGET = {300: 1.5, 1000: 5.0}
ROUNDS = 3
BOX = (50.2, 54.3, 10.5, 14.4)


def main() -> int:
    """Print a line a size; 1 if a budget is missed."""
    open_installation()
    from bench.offers import AT
    from nestwerk.catalogue import public as catalogue
    from nestwerk.catalogue.publish import publish
    from nestwerk.publishing.brochure.content import Words
    from nestwerk.publishing.brochure.make import Made, make_brochure
    from nestwerk.publishing.brochure.variants import Variant

    fill("netz-klein", 5, seed=1, box=BOX)
    for count in BUDGET:
        for number in range(ROUNDS):
            fill(f"netz-{count}-{number}", count, seed=count + number, box=BOX, organisations=count // 8)
    publish(at=AT)
    snap = catalogue.current()

    def make(slug: str) -> Made:
        return make_brochure(snap, slug, Variant(), Words(), at=AT, base="https://fruehe-hilfen.example.org")

    make("netz-klein")
    block = random.Random(1).randbytes(1 << 20) * 32
    started = time.process_time()
    zlib.compress(block)
    reference = time.process_time() - started
    missed = False
    for count, budget in BUDGET.items():
        clock, processor = [], []
        for number in range(ROUNDS):
            begun, spent = time.perf_counter(), time.process_time()
            made = make(f"netz-{count}-{number}")
            clock.append(time.perf_counter() - begun)
            processor.append(time.process_time() - spent)
        seconds, busy = statistics.median(clock), statistics.median(processor)
        met = min(seconds, busy) <= budget
        missed |= not met
        show(
            f"brochure of {count:,} offers, {made.pages} pages, {len(made.pdf) / 2**20:.1f} MiB",
            f"{seconds:.2f} s, processor {busy:.2f} s",
            f"{busy / reference:.2f} × zlib of 32 MiB",
            f"≤ {budget} s",
            met=met,
        )
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
