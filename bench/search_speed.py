"""How long a question takes at 1,000, 10,000 and 100,000 offers, beside plain work of the same size in the same run.

    python bench/search_speed.py [--sizes 1000,10000,100000]

Offers are invented by recombining words with a fixed seed. The reference is one pass of numpy over a float array as
long as the offers are many, and one rapidfuzz scan over as many titles.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.eval_local import read_places, read_terms
from nestwerk.matching.build import build_segment
from nestwerk.matching.lexicon import Lexicon
from nestwerk.matching.rank import rank
from nestwerk.matching.segment import Segment
from nestwerk.matching.types import Context, OfferFacts, Place, Term
from nestwerk.matching.understand import understand

TODAY = date(2026, 11, 22).toordinal()
QUESTIONS = (
    "mein baby schreit nur noch", "baby schreit nur noch, lauscha", "krabbelgruppe", "hebamme gesucht in suhl",
    "kein geld für windeln", "bin total erschöpft und keine oma in der nähe", "stillprobleme", "schreibabi ambulanz",
    "mein sohn 15 monate läuft nicht", "kita platz ab 1 jahr", "dolmetscher arabisch", "toddler tantrums",
    "bebek uyumuyor", "ребенок не говорит", "لا أنام طفلي يبكي", "mutter kind kur beantragen",
    "elterngeld antrag hilfe", "offene sprechstunde ohne anmeldung", "winterreifen wechseln",
    "mein mann trinkt zu viel",
)  # fmt: skip
_FIRST = (
    "Sonnen Wald Regen Linden Ufer Spatzen Kiesel Morgen Brücken Garten Apfel Mond Wiesen Hafen Hügel Birken".split()
)
_SECOND = "haus nest treff werk stube kreis insel garten laden hof punkt zimmer boot tor bank steg".split()
_TITLES = (
    "Gruppe für Eltern mit kleinen Kindern", "Beratung am Vormittag", "Offene Sprechstunde", "Begleitung zu Hause",
    "Kurs rund um das erste Jahr", "Treffpunkt für Familien", "Hilfe bei Anträgen", "Abend für Väter",
)  # fmt: skip


def invented(number: int, terms: list[Term], places: list[Place]) -> list[OfferFacts]:
    """So many invented offers, the same for the same number."""
    dice = random.Random(number)
    by_kind = {kind: [term for term in terms if term.kind == kind] for kind in ("offer_type", "need", "target_group")}
    venues = [place for place in places if place.population > 2_000] or places
    said = [phrase for term in by_kind["need"] for phrase in term.phrases.get("de", ())]
    return [_offer(row, dice, by_kind, venues, said) for row in range(number)]


def _offer(
    row: int, dice: random.Random, by_kind: dict[str, list[Term]], venues: list[Place], said: list[str]
) -> OfferFacts:
    place = dice.choice(venues)
    name = dice.choice(_FIRST) + dice.choice(_SECOND)
    words = " ".join(dice.choice(said) for _ in range(14))
    types = [dice.choice(by_kind["offer_type"]).code for _ in range(2 if row % 5 == 0 else 1)]
    return OfferFacts(
        id=f"o-{row}",
        network="bench",
        title=f"{dice.choice(_TITLES)} {name} {row % 997}",
        summary=f"{dice.choice(_TITLES)} in {place.name}.",
        description=f"{words}. {dice.choice(_TITLES)} {words}.",
        organisation=f"{name} {place.name}",
        offer_types=tuple(types),
        needs=tuple(term.code for term in dice.sample(by_kind["need"], 2)) if row % 3 else (),
        target_groups=(dice.choice(by_kind["target_group"]).code,),
        age_from_months=dice.choice((-9, 0, 6, 12, None)),
        age_to_months=dice.choice((12, 36, 72, None)),
        languages=("de", *dice.sample(("en", "tr", "ru", "uk", "ar"), row % 3)),
        access=tuple(dice.sample(("drop_in", "appointment", "home_visit", "phone", "online"), 2)),
        cost_kind=dice.choice(("free", "paid", "reducible", None)),
        lat=place.lat,
        lon=place.lon,
        last_verified=TODAY - dice.randrange(900),
    )


def timed(run: Callable[[str], object], work: Sequence[str], rounds: int) -> tuple[float, float, float]:
    """Median and 95th percentile by the wall clock and the median of processor time, in milliseconds."""
    taken, worked = [], []
    for _ in range(rounds):
        for one in work:
            start, busy = time.perf_counter(), time.thread_time()
            run(one)
            taken.append(1000 * (time.perf_counter() - start))
            worked.append(1000 * (time.thread_time() - busy))
    taken.sort()
    return statistics.median(taken), taken[int(0.95 * len(taken))], statistics.median(worked)


def measure(size: int, terms: list[Term], places: list[Place], lexicon: Lexicon, rounds: int) -> str:
    """One line of the table."""
    offers = invented(size, terms, places)
    start, busy = time.perf_counter(), time.process_time()
    segment: Segment = build_segment(offers, lexicon, network="bench")
    built, worked = time.perf_counter() - start, time.process_time() - busy
    titles = [offer.title for offer in offers]
    numbers = np.random.default_rng(1).random(size).astype(np.float32)

    def ask(question: str, facets: bool = False) -> None:
        rank(understand(question, lexicon, Context()), [segment], today=TODAY, facets=facets)

    timed(ask, QUESTIONS, 1)
    p50, p95, cpu = timed(ask, QUESTIONS, rounds)
    counted, _, _ = timed(lambda question: ask(question, facets=True), QUESTIONS, 3)
    plain, _, _ = timed(lambda _: numbers.sum(), [""], 50)
    scan, _, _ = timed(lambda word: process.extract(word, titles, scorer=fuzz.ratio, limit=10), ["krabbelgruppe"], 5)
    return (
        f"{size:>8} {built:>8.2f} {worked:>8.2f} {p50:>8.2f} {p95:>8.2f} {cpu:>8.2f} {counted:>8.2f} {plain:>8.3f} "
        f"{scan:>9.2f} {p50 / plain:>8.0f} {p50 / scan:>8.2f}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--rounds", type=int, default=15)
    given = parser.parse_args()
    terms, slots = read_terms()
    places = read_places()
    start = time.perf_counter()
    lexicon = Lexicon.build(terms, slots, places)
    seconds = time.perf_counter() - start
    print(f"lexicon: {len(lexicon.phrases)} phrases, {len(places)} places in {seconds:.2f} s")
    print(
        f"{'offers':>8} {'index s':>8} {'cpu s':>8} {'p50 ms':>8} {'p95 ms':>8} {'cpu p50':>8} {'facets':>8} "
        f"{'sum ms':>8} {'fuzz ms':>9} {'/ sum':>8} {'/ fuzz':>8}"
    )
    for size in map(int, given.sizes.split(",")):
        print(measure(size, terms, places, lexicon, given.rounds), flush=True)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
