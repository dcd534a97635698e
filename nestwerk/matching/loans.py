"""German words in foreign sentences, written as they sound: хебамме, югендамт, هيبامة.

The words are those that Russian, Ukrainian and Arabic phrases of the lexicon hold in Latin letters
(``lexicon/*_german.tsv``): institutions that have no other name where people live.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from rapidfuzz.distance import Levenshtein

from nestwerk.matching.packing import Array
from nestwerk.matching.sounds import SoundIndex, frames, heard, in_other_letters
from nestwerk.matching.text import script

SHORTEST = 4  # letters
_FROM = ("ru", "uk", "ar")
_FEW = 3  # consonants of an Arabic word up to which its vowels must be written as well


class Loans:
    """The German words people say in other languages, by their sound."""

    def __init__(self, spoken: Mapping[str, Collection[str]], arrays: Mapping[str, Array]) -> None:
        self._words = _latin(spoken)
        self._sounds = SoundIndex(self._words, arrays)

    @staticmethod
    def build(spoken: Mapping[str, Collection[str]]) -> dict[str, Array]:
        """The arrays; ``spoken`` are the folded words of each language's phrases."""
        return SoundIndex.build(_latin(spoken))

    def meant(self, word: str, *, slips: bool = False) -> str:
        """The German word a folded one in Cyrillic or Arabic letters stands for; empty if none.

        Without ``slips`` it must sound the same, with them a few letters may be others.
        """
        if len(word) < SHORTEST or not in_other_letters(word):
            return ""
        bare = word[2:] if word.startswith("ال") and len(word) > SHORTEST + 1 else word
        away, rows = self._sounds.like(bare, slips=slips)
        if not rows or (away and not slips):
            return ""
        german = self._words[rows[0]]
        return german if script(bare) != "arabic" or _vowels_too(bare, german) else ""


def _latin(spoken: Mapping[str, Collection[str]]) -> list[str]:
    words = {word for language in _FROM for word in spoken[language] if len(word) >= SHORTEST}
    return sorted(word for word in words if script(word) == "latin")


def _vowels_too(word: str, german: str) -> bool:
    if max(map(len, frames(word)), default=0) > _FEW:
        return True
    return any(
        Levenshtein.distance(one, other.replace("o", "u").replace("e", "i")) <= 1
        for one in heard(word)
        for other in heard(german)
    )
