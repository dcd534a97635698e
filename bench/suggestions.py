"""Suggested types and needs against those people chose, if the shared data lie beside the project.

python -m bench.suggestions [--misses]

A hit: what people named first is among the first three suggested. The reference: always the three that are most
frequent in the same list, which nobody knows before. Offers without needs are left out where needs are counted.
"""

from __future__ import annotations

import csv
import resource
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from nestwerk.offers.suggest import Suggester, shipped

from .table import show

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
DEV = SHARED / "eval" / "offers-dev.csv"
REGIONAL = SHARED / "data" / "offers_regional" / "angebote.csv"
PILOTS = ROOT / "nestwerk" / "offers" / "data" / "pilots"
FIRST = 3
MOST_MS = 20


@dataclass(frozen=True)
class Judged:
    """Texts of one offer and what people chose for it, the main one first."""

    id: str
    texts: dict[str, str]
    chosen: dict[str, list[str]]


def main(words: list[str]) -> int:
    """Print agreement and time; 1 if an offer takes too long."""
    begun = time.perf_counter()
    suggester = shipped()
    loaded = time.perf_counter() - begun
    failed = False
    for path, read in ((DEV, dev), (REGIONAL, regional)):
        if not path.exists():
            show(f"suggestions, {path.name}", "skipped", "the file is not there")
            continue
        failed |= judge(path.stem, read(), suggester, misses="--misses" in words)
    show("loading the words for suggestions", f"{loaded:.1f} s")
    return int(failed)


def judge(name: str, offers: list[Judged], suggester: Suggester, *, misses: bool) -> bool:
    """Print the lines of one list."""
    seconds, found = [], []
    for offer in offers:
        begun = resource.getrusage(resource.RUSAGE_SELF)
        found.append(suggester.suggest(**offer.texts))
        ended = resource.getrusage(resource.RUSAGE_SELF)
        seconds.append(ended.ru_utime + ended.ru_stime - begun.ru_utime - begun.ru_stime)
    for kind in ("offer_types", "needs"):
        frequent = Counter(offer.chosen[kind][0] for offer in offers if offer.chosen[kind]).most_common(FIRST)
        always = [code for code, _ in frequent]
        hits = first = chance = once = count = named = all_found = 0
        for offer, suggested in zip(offers, found, strict=True):
            chosen = offer.chosen[kind]
            if not chosen:
                continue
            best = getattr(suggested, kind)
            codes = [each.code for each in best[:FIRST]]
            count += 1
            hits += chosen[0] in codes
            first += codes[:1] == chosen[:1]
            once += chosen[0] == always[0]
            chance += chosen[0] in always
            named += len(chosen)
            all_found += len(set(chosen) & {each.code for each in best})
            if misses and chosen[0] not in codes:
                print(f"  {offer.id} {offer.texts['title'][:50]} | {chosen} | {[(e.code, e.sure) for e in best]}")
        show(f"{kind} of {count} offers of {name}: main one among the first {FIRST}", f"{hits / count:.0%}",
             f"always the most frequent {FIRST}: {chance / count:.0%}")  # fmt: skip
        show(
            f"{kind}: main one suggested first", f"{first / count:.0%}", f"always the most frequent: {once / count:.0%}"
        )
        show(f"{kind}: of all chosen, among the first 5", f"{all_found / named:.0%}")
    middle = statistics.mean(seconds) * 1000
    show(f"suggesting for one offer of {name}", f"{middle:.1f} ms CPU", "", f"≤ {MOST_MS} ms", met=middle <= MOST_MS)
    return middle > MOST_MS


def dev() -> list[Judged]:
    """The invented offers of the evaluation set."""
    return [
        Judged(
            row["external_id"],
            {
                "title": row["title"],
                "summary": row["summary"],
                "description": row["description"],
                "provider": row["organisation"],
            },
            chosen(row),
        )
        for row in rows(DEV)
    ]


def regional() -> list[Judged]:
    """Real offers: the researched words, and the codes that people gave the same offers for the pilot networks."""
    given = {row["external_id"]: row for path in sorted(PILOTS.glob("*.csv")) for row in rows(path)}
    return [
        Judged(
            row["id"],
            {"title": row["name"], "summary": "", "description": row["angebot"], "provider": row["traeger"]},
            chosen(given[row["id"]]),
        )
        for row in rows(REGIONAL)
        if row["id"] in given
    ]


def chosen(row: dict[str, str]) -> dict[str, list[str]]:
    """The codes of a row."""
    return {kind: [code for code in row[kind].split("|") if code] for kind in ("offer_types", "needs")}


def rows(path: Path) -> list[dict[str, str]]:
    """A table with a header; empty if the file is not there."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
