"""The lexicon: everything words are looked up in, analysed once per snapshot and then read from arrays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import compress
from typing import Any

import numpy as np

from nestwerk.matching import german
from nestwerk.matching.compounds import Splitter
from nestwerk.matching.loans import Loans
from nestwerk.matching.packing import Array, packed, part, unpacked
from nestwerk.matching.phrase_arrays import phrase_arrays
from nestwerk.matching.phrase_index import PhraseIndex
from nestwerk.matching.phrases import Phrase, analysed
from nestwerk.matching.place_table import PlaceTable
from nestwerk.matching.places import PlaceNames
from nestwerk.matching.spelling import Spelling
from nestwerk.matching.stems import LANGUAGES, STOP, key, keys
from nestwerk.matching.text import folded, script
from nestwerk.matching.types import Place, Term

MEANT_KINDS = ("need", "offer_type", "target_group")


class Lexicon:
    """Phrases, known words, compounds and places. Read-only, safe to share between threads.

    Arrays may be memory-mapped; a lexicon of the same arrays answers exactly like the one that was built.
    """

    def __init__(self, arrays: Mapping[str, Array], meta: Mapping[str, Any]) -> None:
        self._arrays, self._meta = dict(arrays), dict(meta)
        self.phrases = PhraseIndex(part(arrays, "phrases"), meta["phrases"])
        words = unpacked(arrays["words"])
        self.words: dict[str, int] = dict(zip(words, arrays["words.often"].tolist(), strict=True))
        bits = arrays["words.spoken"]
        self.spoken = {  # language → folded words of its phrases
            language: frozenset(compress(words, (bits >> number & 1).tolist()))
            for number, language in enumerate(LANGUAGES)
        }
        self.place_table = PlaceTable(part(arrays, "places"))
        self.places = PlaceNames(self.place_table, meta["centres"])
        self.spelling = Spelling(self.words, part(arrays, "spelling"))
        self.loans = Loans(self.spoken, part(arrays, "loans"))
        self._loaned = frozenset(unpacked(arrays["loaned"]))
        parts = frozenset(
            word for word in self.spoken["de"] if (len(word) >= 3 and word not in STOP["de"]) or word in _SHORT_PARTS
        )
        self.splitter = Splitter(parts, german.stem, lambda stem: self.phrases.knows(f"d:{stem}"))

    def arrays(self) -> dict[str, Array]:
        """Everything that is data, by name; give it to :meth:`load` again."""
        return dict(self._arrays)

    def meta(self) -> dict[str, Any]:
        """Code lists and centres, JSON-able."""
        return dict(self._meta)

    @classmethod
    def load(cls, arrays: Mapping[str, Array], meta: Mapping[str, Any]) -> Lexicon:
        """A lexicon out of saved arrays, which may be memory-mapped."""
        return cls(arrays, meta)

    @classmethod
    def build(
        cls,
        terms: Iterable[Term],
        slots: Mapping[str, Mapping[str, Sequence[str]]],
        places: Iterable[Place],
        *,
        centres: Sequence[tuple[float, float]] = (),
    ) -> Lexicon:
        """Read all phrases and places: takes a second.

        ``slots`` maps ``slot.…`` and ``veto.…`` codes to phrases by language; ``centres`` are the middles of the
        networks served (latitude, longitude): of places of one name the one near them is meant. Terms of other kinds
        than need, offer type and target group are not searched for and left out.
        """
        said = [(term.code, term.phrases) for term in terms if term.kind in MEANT_KINDS]
        found, said_words = _read([*said, *slots.items()])
        phrases, phrases_meta = phrase_arrays(found)
        spoken = {language: {word for word in words if len(word) > 1} for language, words in said_words.items()}
        often = Counter(word for words in said_words.values() for word in words if len(word) > 1)
        words = list(often)
        loaned = {key(word, "tr") for word in (*spoken["de"], *spoken["en"]) if len(word) >= 5}
        arrays: dict[str, Array] = {
            "words": packed(words),
            "words.often": np.array([often[word] for word in words], np.int32),
            "words.spoken": np.array(
                [sum((word in spoken[language]) << n for n, language in enumerate(LANGUAGES)) for word in words],
                np.uint8,
            ),
            "loaned": packed(sorted(loaned)),
        }
        for name, its in (
            ("phrases", phrases),
            ("spelling", Spelling.build(words)),
            ("places", PlaceTable.build(list(places))),
            ("loans", Loans.build(spoken)),
        ):
            arrays |= {f"{name}.{each}": array for each, array in its.items()}
        return cls(arrays, {"phrases": phrases_meta, "centres": [list(centre) for centre in centres]})

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


def _read(
    said: Iterable[tuple[str, Mapping[str, Sequence[str]]]],
) -> tuple[list[Phrase], dict[str, list[str]]]:
    """The phrases, and the folded words of each language."""
    found: list[Phrase] = []
    said_words: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    for code, by_language in said:
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
    return found, said_words
