"""Duplicates: precision and recall on pairs labelled by eye, time for 100,000 records, time while a title is typed.

python -m bench.duplicates [NUMBER OF RECORDS]
python -m bench.duplicates --mistakes      the tuning half's mistakes with their reasons; never the held-out half's
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable

from rapidfuzz import fuzz, utils

from bench.table import show
from nestwerk.offers.duplicates.blocking import candidates
from nestwerk.offers.duplicates.card import card
from nestwerk.offers.duplicates.common import Common, common
from nestwerk.offers.duplicates.find import find
from nestwerk.offers.duplicates.match import LIKELY, POSSIBLE, compare
from nestwerk.offers.duplicates.suggest import like

from .labels import HALVES, Pair, pairs
from .made import make
from .sources import everything, there

PLAIN = 90  # token_set_ratio of the names from which on the reference says "duplicate"
TARGETS = {"likely": (0.97, 0.90), "possible": (0.0, 0.97)}


def main(words: list[str]) -> None:
    """Print the figures."""
    if not there():
        show("duplicates: labelled pairs", "skipped", "the real lists do not lie beside the project")
    else:
        labelled = pairs()
        shared = common([card(record) for record in everything()])
        if "--mistakes" in words:
            mistakes(labelled, shared)
            return
        quality(labelled, shared)
        blocking(labelled, shared)
    speed(next((int(word) for word in words if word.isdigit()), 100_000))
    typing()


def quality(labelled: list[Pair], shared: Common) -> None:
    """Precision, recall and F1 of both levels on both halves, beside a plain comparison of the names."""
    for half in HALVES:
        chosen = [pair for pair in labelled if pair.half == half]
        same = sum(pair.same for pair in chosen)
        show(f"{half} half: {len(chosen)} pairs, {same} of them the same", "")
        values = {id(pair): value(pair, shared) for pair in chosen}
        plain = figures(chosen, lambda pair: plainly(pair) >= PLAIN)
        for level, threshold in (("likely", LIKELY), ("possible", POSSIBLE)):
            precision, recall, f1 = figures(chosen, lambda pair, at=threshold, of=values: of[id(pair)] >= at)  # type: ignore[misc]
            wanted, found = TARGETS[level]
            show(f"  {level}", f"P {precision:.3f} R {recall:.3f} F {f1:.3f}",
                 "names alone: P {:.3f} R {:.3f} F {:.3f}".format(*plain), f"P ≥ {wanted:.2f}, R ≥ {found:.2f}",
                 met=precision >= wanted and recall >= found)  # fmt: skip


def value(pair: Pair, shared: Common) -> float:
    """How likely the two are the same."""
    return compare(card(pair.one), card(pair.other), shared).value


def plainly(pair: Pair) -> float:
    """The reference: the names alone, 0 to 100."""
    return fuzz.token_set_ratio(pair.one.title, pair.other.title, processor=utils.default_process)


def figures(chosen: list[Pair], says: Callable[[Pair], bool]) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean."""
    said = [pair for pair in chosen if says(pair)]
    right, same = sum(pair.same for pair in said), sum(pair.same for pair in chosen)
    return right / max(1, len(said)), right / max(1, same), 2 * right / max(1, len(said) + same)


def blocking(labelled: list[Pair], shared: Common) -> None:
    """How many of the pairs that are the same are compared at all when all lists are gone through."""
    all_records = everything()
    cards = [card(record) for record in all_records]
    found = {frozenset((all_records[a].key, all_records[b].key)) for a, b in candidates(cards, shared)}
    for half in HALVES:
        same = [frozenset((pair.one.key, pair.other.key)) for pair in labelled if pair.same and pair.half == half]
        reached = sum(pair in found for pair in same)
        show(f"  recall of the blocking, {half} half", f"{reached / len(same):.3f}",
             f"{len(found):,} of {len(cards) * (len(cards) - 1) // 2:,} pairs compared")  # fmt: skip


def speed(number: int) -> None:
    """Go through so many invented records. The reference: all pairs of names, from a sample."""
    records, twins = make(number)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.process_time()
    matches = list(find(records))
    seconds = time.process_time() - begun
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    begun = time.process_time()
    few = [record.title for record in records[:: max(1, number // 200)]]
    for one in few:
        for other in few:
            fuzz.token_set_ratio(one, other)
    all_pairs = (time.process_time() - begun) * number * (number - 1) / 2 / len(few) ** 2
    show(f"all duplicates among {number:,} records", f"{seconds:.1f} s CPU, {memory:.0f} MiB",
         f"names of all pairs: {all_pairs:,.0f} s", "≤ 30 s", met=seconds <= 30)  # fmt: skip
    likely = {frozenset((match.one, match.other)) for match in matches if match.value >= LIKELY}
    possible = {frozenset((match.one, match.other)) for match in matches}
    right = len(likely & twins)
    show(f"  {len(twins):,} of them entered twice",
         f"P {right / max(1, len(likely)):.3f} R {right / len(twins):.3f} likely",
         f"R {len(possible & twins) / len(twins):.3f} possible")  # fmt: skip


def typing(number: int = 1000) -> None:
    """Suggestions while a title is typed, letter by letter, among so many offers: first time and ever after."""
    known, _ = make(number, seed=5)
    title, provider = "Krabbelgruppe Sonnenkinder am Vormittag", "DRK Kreisverband Musterstadt e. V."
    begun = time.process_time()
    like(title, provider, known)
    first = (time.process_time() - begun) * 1000
    times = []
    for end in range(3, len(title) + 1):
        begun = time.process_time()
        like(title[:end], provider, known)
        times.append((time.process_time() - begun) * 1000)
    median = statistics.median(times)
    show(f"offers like the title being typed, {number:,} known", f"{median:.2f} ms CPU",
         f"slowest letter {max(times):.1f} ms, first time {first:.0f} ms", "≤ 5 ms", met=median <= 5)  # fmt: skip


def mistakes(labelled: list[Pair], shared: Common) -> None:
    """What the tuning half still gets wrong, with the reasons."""
    for pair in labelled:
        match = compare(card(pair.one), card(pair.other), shared)
        if pair.half == "tune" and pair.same != (match.value >= LIKELY) and (pair.same or match.value >= LIKELY):
            print(
                f"{match.value:.2f} {'same' if pair.same else 'different'}",
                f"{pair.one.key} {pair.other.key}: {pair.reason}",
            )
            for reason in match.reasons:
                print(f"      {reason.weight:+.1f} {reason.text}")


if __name__ == "__main__":
    main(sys.argv[1:])
