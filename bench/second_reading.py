"""What the second reading of a question learns from, and how often it alone knows the need of held-out questions.

python -m bench.second_reading           measure what is learned
python -m bench.second_reading learn     learn anew (half a minute) and keep it, then measure

It learns from the phrases of the lexicon, from the examples in ``bench/queries/examples`` and from the query sets,
except those that are held out. The same lists give the same file.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from bench.learning import Sentence, learn
from bench.table import heading, show
from nestwerk.matching import second_reading
from nestwerk.matching.in_latin import in_cyrillic
from nestwerk.matching.second_reading import NONE
from nestwerk.matching.text import folded

LEXICON = Path(second_reading.__file__).parents[1] / "taxonomy" / "data" / "lexicon"
QUERIES = Path(__file__).parent / "queries"
HELD_OUT = ("second", "_heldout")
LEARNED = ("need.", "offer.", "slot.elsewhere")
ELSEWHERE = "slot.elsewhere"
QUESTION = 2.0  # a whole question counts as much as two phrases
ROUNDS, STEP = 6, 4.0
BEST = 3


def main() -> int:
    """Learn if asked, then print how often the need is the first or among the first three."""
    if sys.argv[1:] == ["learn"]:
        known = [*phrases(), *examples(), *questions()]
        columns = sorted({one.column for one in known})
        target = Path(second_reading.__file__).parent / "data" / second_reading.FILE
        learn(known, columns, target, rounds=ROUNDS, step=STEP)
        second_reading.learned.cache_clear()
    heading()
    for path in sorted(QUERIES.glob("*_heldout.tsv")):
        measure(path)
    return 0


def phrases() -> Iterator[Sentence]:
    """The phrases of the lexicon with the need or kind of help they stand for."""
    for path in sorted(LEXICON.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            code, _, cell = line.partition("\t")
            if code.startswith(LEARNED):
                for phrase in cell.split("|"):
                    if tokens := folded(phrase.strip().strip('"')):
                        yield Sentence(tokens, NONE if code == ELSEWHERE else code)


def examples() -> Iterator[Sentence]:
    """The examples: a code and what somebody with this need types."""
    for path in sorted((QUERIES / "examples").glob("*.tsv")):
        if path.stem.startswith("alarms"):
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            code, _, said = line.partition("\t")
            if tokens := folded(in_cyrillic(said)):
                yield Sentence(tokens, code, QUESTION)


def questions() -> Iterator[Sentence]:
    """The questions of the query sets that may be read."""
    for path in sorted(QUERIES.glob("*.tsv")):
        if not any(word in path.stem for word in HELD_OUT):
            for row in _rows(path):
                if row["expect_needs"]:
                    yield Sentence(folded(row["query"]), row["expect_needs"].split("|")[0], QUESTION)
                elif row["expect_types"] == "NONE":
                    yield Sentence(folded(row["query"]), NONE, QUESTION)


def measure(path: Path) -> None:
    """Print for how many questions of a set the right need is likeliest, and among the three likeliest."""
    rows = [row for row in _rows(path) if row["expect_needs"]]
    first = among = 0
    for row in rows:
        known = second_reading.learned()
        best = [known.columns[at] for at in np.argsort(-known.likelihoods(folded(row["query"])))[:BEST]]
        right = set(row["expect_needs"].split("|"))
        first += best[0] in right
        among += bool(right.intersection(best))
    if rows:
        show(f"{path.stem}: the need is likeliest, among three", f"{first}, {among} of {len(rows)}", "", "")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


if __name__ == "__main__":
    raise SystemExit(main())
