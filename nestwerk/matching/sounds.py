"""How German sounds when it is written in Cyrillic or Arabic letters: Зоннеберг, شترالزوند, хебамме.

Nobody agrees on one spelling, so two are compared: the *frame* is what every spelling keeps (classes of consonants,
h left out, doubled letters once), ``heard`` keeps vowels as well. Words with one frame are candidates, :func:`far`
says how far what was typed lies from what a German reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from rapidfuzz.distance import LCSseq, Levenshtein

from nestwerk.matching.packing import Array, Lookup, part
from nestwerk.matching.text import script

SLIP_FROM = 6  # letters of a word in which a wrong consonant is forgiven
_MOST_VOWELS = (0, 0, 0, 0, 0, 1, 1, 1, 2, 2)  # vowels heard differently that are forgiven, by length of the word

_REMEMBERED = 16384  # words
_VOWELS = frozenset("aeiou")
_GERMAN = (
    ("tsch", "ts"), ("dsch", "ts"), ("sch", "s"), ("chs", "ks"), ("ck", "k"), ("ch", "h"), ("ph", "f"), ("th", "t"),
    ("qu", "kf"), ("tz", "ts"), ("z", "ts"), ("x", "ks"), ("ei", "ai"), ("ey", "ai"), ("ay", "ai"), ("eu", "oi"),
    ("ie", "i"), ("y", "i"), ("j", "i"), ("c", "k"),
)  # fmt: skip
_CYRILLIC = (
    ("ей", "ai"), ("эй", "ai"), ("ый", "i"), ("ий", "i"), ("дж", "ts"), ("дз", "ts"), ("кс", "ks"), ("кв", "kf"),
    *zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяіїє",
        ("a", "p", "f", "k", "t", "e", "s", "s", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "h",
         "ts", "ts", "s", "s", "", "i", "", "e", "u", "a", "i", "i", "e"),
        strict=True,
    ),
)  # fmt: skip
_ARABIC = (
    ("تش", "ts"),
    *zip(
        "ابپتثجچحخدذرزژسشصضطظعغفڤقكگلمنهويء",
        ("a", "p", "p", "t", "t", "k", "ts", "h", "h", "t", "t", "r", "s", "s", "s", "s", "s", "t", "t", "t", "a", "k",
         "f", "f", "k", "k", "k", "l", "m", "n", "h", "u", "i", ""),
        strict=True,
    ),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_SILENT_H = re.compile(r"(?<=[aeiou])h(?=[bdfgklmnprst]|$)")
_HARD = str.maketrans("bdgvwß", "ptkffs")
_NO_VOWELS = re.compile(r"[aeiouh]+")


def _written(word: str, table: tuple[tuple[str, str], ...]) -> str:
    for letters, sound in table:
        if letters in word:
            word = word.replace(letters, sound)
    return _DOUBLED.sub(r"\1", word)


@lru_cache(maxsize=16384)
def heard(word: str) -> tuple[str, ...]:
    """The ways a folded word in any script may be heard, in one alphabet; empty for other scripts.

    Cyrillic г is g or h, a final German -ow has a silent w, an Arabic و at the beginning is w and ز is s or z.
    """
    if not word:
        return ()
    kind = script(word)
    if kind == "latin":
        sounded = _written(_SILENT_H.sub("", _DOUBLED.sub(r"\1", word)), _GERMAN).translate(_HARD)
        sounded = _DOUBLED.sub(r"\1", sounded)
        return (sounded, sounded[:-1]) if word.endswith("ow") else (sounded,)
    if kind == "cyrillic":
        sounded = _written(word, _CYRILLIC)
        found = [sounded]
        if "г" in word:
            found.append(_written(word.replace("г", "х"), _CYRILLIC))
            if word.count("г") > 1 and word[0] == "г":
                found.append(_written("х" + word[1:], _CYRILLIC))
        return tuple(found)
    if kind == "arabic":
        sounded = _written(word[:-1] + "ا" if word[-1] == "ه" else word, _ARABIC)  # a final ه is heard as e
        found = [sounded, "f" + sounded[1:]] if word[0] == "و" else [sounded]
        return (*found, found[-1].replace("s", "ts")) if "ز" in word else tuple(found)
    return ()


def frame(sounded: str) -> str:
    """What every spelling of a sound keeps: its consonants without h, doubled ones once."""
    return _DOUBLED.sub(r"\1", _NO_VOWELS.sub("", sounded))


def far(sounded: str, german: str, kind: str) -> int:
    """How many letters lie between what was typed in a script (``kind``) and a German word, both as heard.

    Arabic leaves vowels out: only what is written and not heard counts there.
    """
    if kind == "arabic":
        shared = LCSseq.similarity(
            sounded.replace("o", "u").replace("e", "i"), german.replace("o", "u").replace("e", "i")
        )
        lost = sum(letter not in _VOWELS for letter in german) - sum(letter not in _VOWELS for letter in sounded)
        return int(len(sounded) - shared + max(0, lost))
    # a listener's ё is kept as е and ö as o: they count as one
    return int(Levenshtein.distance(sounded.replace("o", "e"), german.replace("o", "e")))


def frames(word: str) -> tuple[str, ...]:
    """The frames of a folded word, each once."""
    return tuple(dict.fromkeys(found for each in heard(word) if (found := frame(each))))


def nearest(word: str, german: str) -> int:
    """How far a folded word in Cyrillic or Arabic letters lies from a German one, in the nearest hearing of both."""
    kind = script(word)
    return min((far(one, other, kind) for one in heard(word) for other in heard(german)), default=99)


def in_other_letters(word: str) -> bool:
    """Whether a folded word is written in letters German is only transliterated into."""
    return script(word) in ("cyrillic", "arabic")


class SoundIndex:
    """German words by how they sound. ``words`` are the folded words whose numbers :meth:`like` gives back."""

    def __init__(self, words: Sequence[str], arrays: Mapping[str, Array]) -> None:
        self._words = words
        self._seen: dict[tuple[str, bool], tuple[int, list[int]]] = {}
        self._exact = Lookup(part(arrays, "exact"))
        self._beside = Lookup(part(arrays, "beside"))

    @staticmethod
    def build(words: Sequence[str]) -> dict[str, Array]:
        """The arrays for these words: their frames, and what is left of a frame without one consonant."""
        framed = [(found, row) for row, word in enumerate(words) for found in frames(word)]
        beside = [(form, row) for found, row in framed for form in _shortened(found)]
        exact = Lookup.build([found for found, _ in framed], [row for _, row in framed])
        near = Lookup.build([form for form, _ in beside], [row for _, row in beside])
        return {
            f"{name}.{each}": array for name, its in (("exact", exact), ("beside", near)) for each, array in its.items()
        }

    def like(self, word: str, *, slips: bool = False) -> tuple[int, list[int]]:
        """How far the nearest words lie from a folded one, and their numbers; none: 99 and an empty list.

        With ``slips`` a consonant too many, too few or wrong is forgiven as well, from four consonants on.
        """
        known = self._seen.get((word, slips))
        if known is None:
            known = self._look(word, slips)
            if len(self._seen) < _REMEMBERED:
                self._seen[word, slips] = known
        return known

    def _look(self, word: str, slips: bool) -> tuple[int, list[int]]:
        wanted = frames(word)
        found = self._within(word, self._exact.rows(wanted), _MOST_VOWELS[min(len(word), 9)])
        if found[1] or not slips or len(word) < SLIP_FROM:
            return found
        forms = [*wanted, *(form for each in wanted for form in _shortened(each))]
        rows = [*self._exact.rows(forms), *self._beside.rows(forms)]
        return self._within(word, rows, 1 if len(word) < 9 else 2)

    def _within(self, word: str, rows: Iterable[int], most: int) -> tuple[int, list[int]]:
        best, numbers = 99, list[int]()
        for row in dict.fromkeys(rows):
            away = nearest(word, self._words[row])
            if away <= most and away <= best:
                numbers = [*numbers, row] if away == best else [row]
                best = away
        return best, numbers


def _shortened(found: str) -> set[str]:
    return {found[:at] + found[at + 1 :] for at in range(len(found))} if len(found) >= 4 else set()
