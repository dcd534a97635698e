"""What the second ear for emergencies learns from, and how well it hears what nobody had thought of.

python -m bench.second_ear           measure what is learned
python -m bench.second_ear learn     learn anew from the lists (a minute) and keep it, then measure

It learns from all lists of the emergency tests and from the query sets, except those that are held out. Lines with a
medical sign count as acute danger. The same lists give the same file, bit by bit.
"""

from __future__ import annotations

import sys
from pathlib import Path

from bench.learning import Sentence, learn
from bench.table import heading, show
from nestwerk.matching import emergency
from nestwerk.matching.emergency import second_ear
from nestwerk.matching.emergency.second_ear import COLUMNS
from nestwerk.matching.emergency.tests.lists import DATA, queries
from nestwerk.matching.emergency.vocabulary import cut

QUERIES = Path(__file__).parent / "queries"
HELD_OUT = ("second", "_heldout")
PAIRS, WEIGHT = "pairs_ordinary.txt", 8  # lines in which one word makes all the difference count as many
ROUNDS, STEP = 6, 2.0
Lines = list[tuple[str, str]]  # what was typed, and its emergency or ""


def main() -> int:
    """Learn if asked, then print what is heard of each list."""
    if sys.argv[1:] == ["learn"]:
        target = Path(second_ear.__file__).parent / "data" / second_ear.FILE
        learn([Sentence(cut(said), code) for said, code in lines()], COLUMNS, target, rounds=ROUNDS, step=STEP)
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
    for path in sorted((QUERIES / "examples").glob("alarms*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            code, _, said = line.partition("\t")
            found.append((said, "" if code == "none" else code))
    return found


def table(path: Path) -> Lines:
    """The lines of a query set."""
    head, *rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    query, code = head.index("query"), head.index("emergency")
    return [(row[query], column(row[code])) for row in rows]


def column(code: str) -> str:
    """The column of an emergency or sign; empty for none."""
    return "need.acute_danger" if code.startswith("sign.") else code.split("|")[0].strip()


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
