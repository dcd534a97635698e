"""The lexicon: everything words are looked up in, built once per snapshot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from nestwerk.matching import german
from nestwerk.matching.compounds import Splitter
from nestwerk.matching.phrases import PhraseIndex, analysed
from nestwerk.matching.places import PlaceNames
from nestwerk.matching.spelling import Spelling
from nestwerk.matching.stems import LANGUAGES, STOP, key, keys
from nestwerk.matching.text import folded, script
from nestwerk.matching.types import Place, Term

MEANT_KINDS = ("need", "offer_type", "target_group")


class Lexicon:
    """Phrases, known words, compounds and places. Read-only after :meth:`build`, safe to share between threads."""

    def __init__(
        self,
        phrases: PhraseIndex,
        words: Mapping[str, int],
        spoken: Mapping[str, Collection[str]],
        parts: frozenset[str],
        places: PlaceNames,
    ) -> None:
        self.phrases = phrases
        self.words = words
        self.spoken = spoken  # language → folded words of its phrases
        self.places = places
        self.spelling = Spelling(words)
        self._loaned = frozenset(key(word, "tr") for word in (*spoken["de"], *spoken["en"]) if len(word) >= 5)
        self.splitter = Splitter(parts, german.stem, lambda stem: phrases.knows(f"d:{stem}"))

    @classmethod
    def build(
        cls,
        terms: Iterable[Term],
        slots: Mapping[str, Mapping[str, Sequence[str]]],
        places: Iterable[Place],
        *,
        centres: Sequence[tuple[float, float]] = (),
    ) -> Lexicon:
        """Read all phrases and places.

        ``slots`` maps ``slot.…`` and ``veto.…`` codes to phrases by language; ``centres`` are the middles of the
        networks served (latitude, longitude): of places of one name the one near them is meant. Terms of other kinds
        than need, offer type and target group are not searched for and left out.
        """
        found = []
        said_words: dict[str, list[str]] = {language: [] for language in LANGUAGES}
        said = [(term.code, term.phrases) for term in terms if term.kind in MEANT_KINDS]
        for code, by_language in [*said, *slots.items()]:
            for tongue, phrases in by_language.items():
                language = tongue.split("-")[0]
                if language not in LANGUAGES:
                    continue
                for phrase in phrases:
                    words = folded(phrase)
                    analysed_phrase = analysed(code, language, phrase, words)
                    if analysed_phrase is not None:
                        found.append(analysed_phrase)
                        said_words[language] += words
        index = PhraseIndex(found)
        spoken = {language: {word for word in words if len(word) > 1} for language, words in said_words.items()}
        counts = Counter(word for words in said_words.values() for word in words if len(word) > 1)
        parts = frozenset(
            word for word in spoken["de"] if (len(word) >= 3 and word not in STOP["de"]) or word in _SHORT_PARTS
        )
        return cls(index, counts, spoken, parts, PlaceNames(places, centres))

    def knows(self, word: str) -> bool:
        """Whether a folded word, or another form of it, occurs in the lexicon or has no meaning of its own."""
        if word in self.words:
            return True
        found = keys(word)
        if not found and script(word) != "other":
            return True
        return any(self.phrases.knows(name) for name in found)

    def not_turkish(self, word: str, name: str) -> bool:
        """Whether a word that is no Turkish one of the lexicon only begins like one: ``Kinderkino``, ``Schreibtisch``.

        Turkish stems are five letters, and Turkish phrases name German institutions.
        """
        return word in self.spoken["en"] or name in self._loaned or bool(self.splitter.parts(word))


_SHORT_PARTS = frozenset({"kita", "opa", "oma", "amt", "arzt", "baby", "kind", "geld", "hilfe", "kurs", "gruppe"})
