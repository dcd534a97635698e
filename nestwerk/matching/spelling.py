"""Typing errors: the known word a mistyped one was meant to be.

Deletion neighbourhoods (the idea of SymSpell): two words one error apart share a form with one letter left out. Only
words nobody knows are looked up, and only from four letters on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from importlib import resources

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from nestwerk.matching.packing import Array, Lookup, part
from nestwerk.matching.text import words_of

SHORTEST = 4
_SOUNDS = (
    ("ph", "f"), ("th", "t"), ("dt", "t"), ("ck", "k"), ("tz", "z"), ("v", "f"), ("y", "i"), ("ei", "ai"), ("eu", "oi"),
    ("c", "k"), ("qu", "kw"), ("x", "ks"), ("ie", "i"), ("ah", "a"), ("eh", "e"), ("ih", "i"), ("oh", "o"), ("uh", "u"),
    ("z", "s"),
)  # fmt: skip

_ROWS = ("qwertzuiop", "asdfghjkl", "yxcvbnm")
_ALIKE = (
    "aeiouy", "bp", "dt", "gk", "kcq", "szx", "fvw", "mn", "jy", "iyj",
    "аоеэяиыіїйую", "бп", "дт", "гкх", "зс", "жшщч", "вф", "мн",
)  # fmt: skip
FAR_LETTER = 0.5  # further cost of a letter that neither sounds nor lies near the one it stands for


@cache
def real_words() -> frozenset[str]:
    """Folded words that are never corrected (``data/real_words.txt``), read once per process."""
    text = resources.files(__package__).joinpath("data", "real_words.txt").read_text(encoding="utf-8")
    return frozenset().union(*(words_of(line) for line in text.splitlines() if not line.startswith("#")))


def _near_letters() -> frozenset[str]:
    pairs = {one + other for group in _ALIKE for one in group for other in group}
    for row, keys in enumerate(_ROWS):
        for column, one in enumerate(keys):
            beside = keys[max(0, column - 1) : column + 2]
            below = _ROWS[row + 1][max(0, column - 1) : column + 1] if row + 1 < len(_ROWS) else ""
            pairs.update(one + other for other in beside + below)
            pairs.update(other + one for other in below)
    return frozenset(pairs)


_NEAR = _near_letters()


def sound(word: str) -> str:
    """How a word roughly sounds in German, doubled letters single: ``wehe`` and ``wee``, ``rückbildunk``."""
    for written, heard in _SOUNDS:
        if written in word:
            word = word.replace(written, heard)
    out: list[str] = []
    for letter in word:
        if not out or out[-1] != letter:
            out.append(letter)
    if out:
        out[-1] = {"b": "p", "d": "t", "g": "k"}.get(out[-1], out[-1])
    return "".join(out)


class Spelling:
    """Known words and what lies one letter beside them. ``words`` maps a folded word to how often it is used."""

    def __init__(self, words: Mapping[str, int], arrays: Mapping[str, Array]) -> None:
        self._often = words
        self._words = list(words)
        self._beside = Lookup(part(arrays, "beside"))
        self._sounds = Lookup(part(arrays, "sounds"))
        self._seen: dict[str, str] = {}

    @staticmethod
    def build(words: Sequence[str]) -> dict[str, Array]:
        """The arrays for these words: what is left of each without one letter, and how each sounds."""
        rows = [row for row, word in enumerate(words) if _looked_up(word)]
        beside = [(form, row) for row in rows for form in sorted(_shortened(words[row]))]
        found = {
            "beside": Lookup.build([form for form, _ in beside], [row for _, row in beside]),
            "sounds": Lookup.build([sound(words[row]) for row in rows], rows),
        }
        return {f"{name}.{each}": array for name, arrays in found.items() for each, array in arrays.items()}

    @cached_property
    def _lengths(self) -> dict[tuple[str, int], list[str]]:
        """Words by first letter and length. Made when the first long word is misspelt."""
        lengths: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self._words:
            if _looked_up(word):
                lengths[word[0], len(word)].append(word)
        return lengths

    def meant(self, word: str) -> str:
        """The known word meant by an unknown folded one; empty if none is near enough.

        One error from four letters on (a first letter is rarely wrong in short words), two from nine on.
        """
        if len(word) < SHORTEST or len(word) > 32 or not word.isalpha():
            return ""
        found = self._seen.get(word)
        if found is None:
            found = self._look(word)
            if len(self._seen) < 20_000:
                self._seen[word] = found
        return found

    def _look(self, word: str) -> str:
        forms = _shortened(word)
        near = {form for form in forms if form in self._often and len(form) >= SHORTEST}
        for row in self._beside.rows([word, *forms]):
            other = self._words[row]
            if not _shortened(other).isdisjoint((word, *forms)):
                near.add(other)
        heard = self._heard_like(word)
        near.update(heard)
        best, best_score = "", 99.0
        for other in near:
            score = slips(word, other, other in heard)
            if score < best_score or (score == best_score and self._before(other, best)):
                best, best_score = other, score
        if best and best_score <= 1.4:
            return best
        if len(word) >= 9:
            for length in range(len(word) - 2, len(word) + 3):
                others = self._lengths.get((word[0], length), [])
                for other, _, _ in process.extract(
                    word, others, scorer=DamerauLevenshtein.distance, score_cutoff=2, limit=3
                ):
                    if (score := slips(word, other, False)) < best_score:
                        best, best_score = other, score
        return best if best_score <= (2.0 if len(word) >= 9 else 1.4) else ""

    def _heard_like(self, word: str) -> set[str]:
        wanted = sound(word)
        found = (self._words[row] for row in self._sounds.rows([wanted]))
        return {other for other in found if sound(other) == wanted}

    def _before(self, one: str, other: str) -> bool:
        """Of two words equally near the more frequent is meant; of two as frequent always the same."""
        return not other or (-self._often[one], one) < (-self._often[other], other)


def slips(word: str, other: str, heard: bool) -> float:
    """How far a word as typed lies from a known one: 1 a slip, more for an unlike letter, less if ``heard`` alike."""
    distance = DamerauLevenshtein.distance(word, other)
    if heard and distance <= 2:
        return 0.7 if len(word) > 4 else 1.5
    cost = float(distance)
    if word[0] != other[0]:
        cost += 0.3 if word[1:2] + word[0] == other[:2] else 1.2
    shorter = min(len(word), len(other))
    if shorter <= 4:
        # of four letters, one wrong leaves three: only a slip of two neighbours or a doubled letter is sure
        cost += 0.2 if sorted(word) == sorted(other) or sound(word) == sound(other) else 1.2
    elif shorter == 5 and len(word) == len(other) and sorted(word) != sorted(other):
        cost += 0.5
    if len(word) == len(other) and sorted(word) != sorted(other):
        cost += FAR_LETTER * sum(
            one != two and one.isascii() and one + two not in _NEAR for one, two in zip(word, other, strict=True)
        )
    return cost if distance <= (1 if shorter < 9 else 2) else 99.0


def _looked_up(word: str) -> bool:
    return len(word) >= SHORTEST and not word[0].isdigit()


def _shortened(word: str) -> set[str]:
    return {word[:place] + word[place + 1 :] for place in range(len(word))}
