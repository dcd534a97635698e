"""What a word asks for where it is the whole question: "schwanger", "Kinderwagen", "Klinik".

Among other words these say little, so the lexicon gives them no weight; alone they are all a parent typed. The list is
``data/said_alone.tsv``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from importlib import resources

from nestwerk.matching.phrases import ELSEWHERE
from nestwerk.matching.text import folded, words_of

FILE = "said_alone.tsv"
SURE, LESS = 0.8, 0.06  # how surely the first code is meant, and how much less each further one
ASKED = ("need.", "offer.")
_SMALL = words_of(  # of the small words only those that change nothing: not "nach", "ohne", "nicht"
    "ich bin bins habe hab suche brauche mein meine meinen meiner der die das den ein eine einen wo gibt es hier in "
    "bei im um umgebung nahe i m am a an the my need have find where near me ben benim bir "
    "я у меня есть мене є мой моя мій в где де انا عندي في"
)


@cache
def alone() -> Mapping[str, tuple[str, ...]]:
    """Folded words → codes, the surest first; read once per process."""
    found: dict[str, tuple[str, ...]] = {}
    for line in resources.files(__package__).joinpath("data", FILE).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            codes, _, said = line.partition("\t")
            found |= {" ".join(folded(words)): tuple(codes.split()) for words in said.split("|")}
    return found


def said_alone(
    meant: Mapping[str, float], words: Sequence[str], without: Collection[str], codes: Collection[str]
) -> dict[str, float]:
    """``meant`` (code → how surely) where these folded words are a question of the list; empty where they are not.

    Only ``codes`` are added, nothing of ``without``.
    """
    telling = [number for number, word in enumerate(words) if word not in _SMALL] or [0]
    wanted = alone().get(" ".join(words)) or alone().get(" ".join(words[telling[0] : telling[-1] + 1]))
    if not wanted:
        return {}
    said = {code: sure for code, sure in meant.items() if not code.startswith(ASKED) and code != ELSEWHERE}
    sureness = {code: SURE - LESS * number for number, code in enumerate(wanted)}
    return said | {code: sure for code, sure in sureness.items() if code in codes and code not in without}
