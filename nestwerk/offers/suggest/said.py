"""Which meanings a text speaks of, how surely, and by which of its words. German only; values in, values out."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from nestwerk.matching.lexicon import Lexicon
from nestwerk.matching.phrase_index import FULL_WEIGHT
from nestwerk.matching.reading import Reader
from nestwerk.matching.stems import CHILD, NEGATOR
from nestwerk.matching.text import spelled
from nestwerk.matching.types import OfferFacts

LEAST_PHRASE = 0.35  # how telling a phrase must be (0 to 1) to count on its own
ONE_WORD = 0.5  # trust in a phrase of several words that one compound holds ("Geburtshilfe": help after birth?)
HINT_SHARE = 0.45  # what a single word that belongs to one meaning's phrases adds, at most
_SENTENCE_END = re.compile(r"(?<=[^\W\d]{3})[.!?]+\s|[\n;•|]+")
_KINDS = ("need.", "offer.", "tg.")


class Said(NamedTuple):
    """One meaning of one sentence: ``sure`` from 0 to 1, ``words`` as they stand there."""

    code: str
    sure: float
    words: str


class _Wanted(NamedTuple):
    keys: frozenset[str]
    code: str
    sure: float


def sentences(text: str) -> list[str]:
    """The pieces of a text whose words belong together."""
    return [piece.strip() for piece in _SENTENCE_END.split(text) if piece and piece.strip()]


class Listener:
    """Hears the phrases of the lexicon in sentences, and the words that belong to one meaning only.

    Built once per lexicon (about 0.1 s); read-only afterwards but for a cache of words.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._reader = Reader(lexicon)
        index = lexicon.phrases
        self._by_heaviest: dict[str, list[_Wanted]] = defaultdict(list)
        for number, phrase in enumerate(index.phrases):
            if phrase.language != "de" or phrase.absent or not phrase.code.startswith(_KINDS):
                continue
            wanted = [found for found in phrase.keys if found[2:] not in (CHILD,)]
            sure = 1 - math.exp(-((float(index.totals[number]) / FULL_WEIGHT) ** 1.3))
            if wanted and sure >= LEAST_PHRASE:
                heaviest = max(wanted, key=lambda found: index.weights[found])
                self._by_heaviest[heaviest].append(_Wanted(frozenset(wanted), phrase.code, sure))

    def hears(self, sentence: str) -> list[Said]:
        """Every meaning of one sentence, the surest first."""
        typed = spelled(sentence)
        piece = self._reader.pieces(OfferFacts(id="", network="", title=sentence))[0]
        said_by: dict[str, int] = {}
        for place, word in enumerate(piece.words):
            for name in word.keys:
                said_by.setdefault(name, place)
        doubts: dict[str, list[float]] = defaultdict(list)
        best: dict[str, tuple[float, frozenset[str]]] = {}
        for name in said_by.keys() & self._by_heaviest.keys():
            for wanted in self._by_heaviest[name]:
                if wanted.keys <= said_by.keys():
                    sure_here = wanted.sure
                    if len(wanted.keys) > 1 and len({said_by[key] for key in wanted.keys}) == 1:
                        sure_here *= ONE_WORD
                    doubts[wanted.code].append(1 - sure_here)
                    rank = sure_here + 0.001 * len(wanted.keys)
                    if rank > best.get(wanted.code, (0.0, frozenset()))[0]:
                        best[wanted.code] = rank, wanted.keys
        sure = {code: 1 - min(found) * 0.9 ** (len(found) - 1) for code, found in doubts.items()}
        for name in said_by:
            for code, strength in self._lexicon.phrases.hints(name):
                if code.startswith(_KINDS) and name[2:] not in (CHILD, NEGATOR):
                    sure[code] = 1 - (1 - sure.get(code, 0.0)) * (1 - HINT_SHARE * strength)
                    best.setdefault(code, (0.0, frozenset({name})))
        return sorted(
            (Said(code, min(value, 0.98), _words(typed, said_by, best[code][1])) for code, value in sure.items()),
            key=lambda said: -said.sure,
        )


def _words(typed: list[str], said_by: dict[str, int], keys: Iterable[str]) -> str:
    places = sorted({said_by[name] for name in keys})
    return " … ".join(" ".join(typed[place] for place in run) for run in _runs(places))


def _runs(places: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs
