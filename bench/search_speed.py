"""How long a question takes at 1,000, 10,000 and 100,000 offers, beside plain work of the same size in the same run.

    python bench/search_speed.py [--sizes 1000,10000,100000] [--one-segment]

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
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np  # noqa: E402
from rapidfuzz import fuzz, process  # noqa: E402

from bench.eval_local import read_places, read_terms  # noqa: E402
from nestwerk.matching.build import build_segment  # noqa: E402
from nestwerk.matching.lexicon import Lexicon  # noqa: E402
from nestwerk.matching.rank import rank  # noqa: E402
from nestwerk.matching.types import Context, OfferFacts, Place, Term  # noqa: E402
from nestwerk.matching.understand import understand  # noqa: E402

TODAY = date(2026, 11, 22).toordinal()
QUESTIONS = (
    "mein baby schreit nur noch", "baby schreit nur noch, lauscha", "krabbelgruppe", "hebamme gesucht in suhl",
    "kein geld für windeln", "bin total erschöpft und keine oma in der nähe", "stillprobleme", "schreibabi ambulanz",
    "mein sohn 15 monate läuft nicht", "kita platz ab 1 jahr", "dolmetscher arabisch", "toddler tantrums",
    "bebek uyumuyor", "ребенок не говорит", "لا أنام طفلي يبكي", "mutter kind kur beantragen", "elterngeld antrag hilfe",
    "offene sprechstunde ohne anmeldung", "winterreifen wechseln", "mein mann trinkt zu viel",
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
    offers = []
    for row in range(number):
        kind, place = dice.choice(by_kind["offer_type"]), dice.choice(venues)
        name = dice.choice(_FIRST) + dice.choice(_SECOND)
        words = " ".join(dice.choice(said) for _ in range(14))
        offers.append(
            OfferFacts(
                id=f"o-{row}", network="bench", title=f"{dice.choice(_TITLES)} {name} {row % 997}",
                summary=f"{dice.choice(_TITLES)} in {place.name}.", description=f"{words}. {dice.choice(_TITLES)} {words}.",
                organisation=f"{name} {place.name}", offer_types=(kind.code, *((dice.choice(by_kind["offer_type"]).code,) if row % 5 == 0 else ())),
                needs=tuple(term.code for term in dice.sample(by_kind["need"], 2)) if row % 3 else (),
                target_groups=(dice.choice(by_kind["target_group"]).code,), age_from_months=dice.choice((-9, 0, 6, 12, None)),
                age_to_months=dice.choice((12, 36, 72, None)), languages=("de", *dice.sample(("en", "tr", "ru", "uk", "ar"), row % 3)),
                access=tuple(dice.sample(("drop_in", "appointment", "home_visit", "phone", "online"), 2)),
                cost_kind=dice.choice(("free", "paid", "reducible", None)), lat=place.lat, lon=place.lon, city=place.name,
                last_verified=TODAY - dice.randrange(900),
            )
        )  # fmt: skip
    return offers


def timed(work: list[tuple[object, ...]], run: object, rounds: int) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds."""
    taken = []
    for _ in range(rounds):
        for one in work:
            start = time.perf_counter()
            run(*one)  # type: ignore[operator]
            taken.append(1000 * (time.perf_counter() - start))
    taken.sort()
    return statistics.median(taken), taken[int(0.95 * len(taken))]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--rounds", type=int, default=15)
    given = parser.parse_args()
    terms, slots = read_terms()
    places = read_places()
    start = time.perf_counter()
    lexicon = Lexicon.build(terms, slots, places)
    print(
        f"lexicon: {len(lexicon.phrases.phrases)} phrases, {len(places)} places in {time.perf_counter() - start:.2f} s"
    )
    print(
        f"{'offers':>8} {'index s':>8} {'p50 ms':>8} {'p95 ms':>8} {'facets p50':>11} {'numpy sum':>10} {'rapidfuzz':>10} {'ratio sum':>10} {'ratio fuzz':>10}"
    )
    for size in map(int, given.sizes.split(",")):
        offers = invented(size, terms, places)
        start = time.perf_counter()
        segment = build_segment(offers, lexicon, network="bench")
        built = time.perf_counter() - start
        titles = [offer.title for offer in offers]
        numbers = np.random.default_rng(1).random(size).astype(np.float32)

        def ask(question: str, facets: bool = False) -> None:
            rank(understand(question, lexicon, Context()), [segment], today=TODAY, facets=facets)

        questions: list[tuple[object, ...]] = [(question,) for question in QUESTIONS]
        timed(questions, ask, 1)
        p50, p95 = timed(questions, ask, given.rounds)
        with_facets, _ = timed([(question, True) for question in QUESTIONS], ask, 3)
        plain, _ = timed([()], lambda: float(numbers.sum()), 50)
        scan, _ = timed([()], lambda: process.extract("krabbelgruppe", titles, scorer=fuzz.ratio, limit=10), 5)
        print(
            f"{size:>8} {built:>8.2f} {p50:>8.2f} {p95:>8.2f} {with_facets:>11.2f} {plain:>10.3f} {scan:>10.2f} {p50 / plain:>10.1f} {p50 / scan:>10.3f}"
        )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
