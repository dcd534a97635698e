"""What the second ear for emergencies learns from, and how well it hears what nobody had thought of.

python -m bench.second_ear           measure what is learned
python -m bench.second_ear learn     learn anew from the lists (a minute) and keep it, then measure

It learns from all lists of the emergency tests and from the query sets, except those that are held out. Lines with a
medical sign count as acute danger. The same lists give the same file, bit by bit.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.table import heading, show
from nestwerk.matching import emergency
from nestwerk.matching.emergency import second_ear
from nestwerk.matching.emergency.second_ear import PLACES, kept, places
from nestwerk.matching.emergency.tests.lists import DATA, queries
from nestwerk.matching.emergency.vocabulary import cut
from nestwerk.matching.types import EMERGENCIES

QUERIES = Path(__file__).parent / "queries"
HELD_OUT = ("second", "_heldout")
PAIRS, WEIGHT = "pairs_ordinary.txt", 8  # lines in which one word makes all the difference count as many
COLUMNS = ("", *EMERGENCIES)
ROUNDS, STEP, MOMENTUM, SHRINK = 300, 60.0, 0.9, 3e-5
Lines = list[tuple[str, int]]  # what was typed, and its column


def main() -> int:
    """Learn if asked, then print what is heard of each list."""
    if sys.argv[1:] == ["learn"]:
        learn(lines())
        second_ear.learned.cache_clear()
    heading()
    for path in sorted(QUERIES.glob("seventh_*.tsv")):
        measure(path.stem, table(path))
    return 0


def lines() -> Lines:
    """Everything to learn from, in a fixed order."""
    found: Lines = []
    for path in sorted(DATA.glob("*.txt")):
        listed = [(said, column(code)) for _, code, said in queries(path.name)]
        found += listed * (WEIGHT if path.name == PAIRS else 1)
    for path in sorted(QUERIES.glob("*.tsv")):
        if not any(word in path.stem for word in HELD_OUT):
            found += table(path)
    return found


def table(path: Path) -> Lines:
    """The lines of a query set."""
    head, *rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    query, code = head.index("query"), head.index("emergency")
    return [(row[query], column(row[code])) for row in rows]


def column(code: str) -> int:
    """The column of an emergency or sign; 0 for none."""
    return COLUMNS.index("need.acute_danger" if code.startswith("sign.") else code.split("|")[0].strip())


def learn(known: Lines) -> None:
    """Fit the weights (softmax, Nesterov's momentum, shrunk a little) and write the file."""
    pieces = [places(cut(said)) for said, _ in known]
    at = np.array([place for some in pieces for place in some], dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum([len(some) for some in pieces])[:-1]])
    line = np.repeat(np.arange(len(pieces)), [len(some) for some in pieces])
    rarity = np.log((1 + len(known)) / (1 + np.bincount(at, minlength=PLACES))) + 1
    value = rarity[at]
    value /= np.sqrt(np.bincount(line, weights=value * value))[line]
    wanted = np.eye(len(COLUMNS))[[code for _, code in known]]
    weights, beginning = np.zeros((PLACES, len(COLUMNS))), np.zeros(len(COLUMNS))
    pace, first_pace = np.zeros_like(weights), np.zeros_like(beginning)
    for _ in range(ROUNDS):
        ahead, first = weights + MOMENTUM * pace, beginning + MOMENTUM * first_pace
        said = np.add.reduceat(ahead[at] * value[:, None], starts) + first
        wrong = (_shares(said) - wanted) / len(known)
        slope = np.stack(
            [np.bincount(at, weights=value * wrong[line, one], minlength=PLACES) for one in range(len(COLUMNS))], 1
        )
        pace = MOMENTUM * pace - STEP * (slope + SHRINK * ahead)
        first_pace = MOMENTUM * first_pace - STEP / 10 * wrong.sum(0)
        weights, beginning = weights + pace, beginning + first_pace
    target = Path(second_ear.__file__).parent / "data" / second_ear.FILE
    np.savez_compressed(target, **kept(weights, beginning, rarity))  # type: ignore[arg-type]
    print(f"{len(known)} lines, {target.stat().st_size / 1024:.0f} KiB")


def _shares(said: NDArray[np.float64]) -> NDArray[np.float64]:
    powers = np.exp(said - said.max(axis=1, keepdims=True))
    shares: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
    return shares


def measure(name: str, some: Lines) -> None:
    """Print how many emergencies of a list the rules hear, how many both ears, and what is heard without one."""
    heard = [(emergency.detect(said), code) for said, code in some]
    urgent = [alarm for alarm, code in heard if code]
    quiet = [alarm for alarm, code in heard if not code]
    for what, few in (("heard", urgent), ("heard without one", quiet)):
        if few:
            loud, both = sum(bool(one) for one in few), sum(bool(one or one.perhaps) for one in few)
            show(f"{name}: {what} by rules, by both", f"{loud}, {both} of {len(few)}", f"{both / len(few):.3f}", "")


if __name__ == "__main__":
    raise SystemExit(main())
