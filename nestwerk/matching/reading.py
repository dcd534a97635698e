"""Reading offers: stems for the text index, and the needs and types an offer's own words speak of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from nestwerk.matching import german
from nestwerk.matching.lexicon import Lexicon
from nestwerk.matching.stems import CHILD, NEGATOR, STOP, key, own_key, telling_key
from nestwerk.matching.text import fold, script, spelled
from nestwerk.matching.types import OfferFacts

TITLE, SUMMARY, DESCRIPTION, ORGANISATION = 3.0, 2.0, 1.0, 1.5  # weights of the fields in the text index
TRUST = {TITLE: 1.0, SUMMARY: 0.9, DESCRIPTION: 0.6}  # in what a field says an offer is for
MOST_SENTENCES = 8  # of a description that are read for needs and types
LEAST_INFERRED = 0.4
_SENTENCE_END = re.compile(r"[.!?\n]+")


class Word(NamedTuple):
    """A word of an offer: stems for the text index and keys of the lexicon."""

    stems: tuple[str, ...]
    keys: tuple[str, ...]


class Piece(NamedTuple):
    """A title, a summary or a sentence, its field's weight and its words."""

    weight: float
    words: list[Word]


class Reader:
    """Takes offers' texts apart, each word once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._known: dict[str, Word] = {}

    def pieces(self, offer: OfferFacts) -> list[Piece]:
        """Everything an offer says, in pieces whose words belong together."""
        found = [
            Piece(TITLE, self._words(offer.title)),
            Piece(ORGANISATION, self._words(offer.organisation)),
            Piece(SUMMARY, self._words(offer.summary)),
        ]
        found += [Piece(DESCRIPTION, self._words(text)) for text in _SENTENCE_END.split(offer.description) if text]
        return found

    def translated(self, offer: OfferFacts) -> list[Piece]:
        """Its titles in other languages: found by their words, not read for what they mean."""
        return [Piece(TITLE, self._words(title)) for title in offer.translated]

    def meant(self, pieces: Iterable[Piece], *, sentences: int = 0) -> dict[str, float]:
        """The needs and offer types the pieces speak of, with how surely (0.4 to 1).

        ``sentences`` of the description count as read already: :data:`MOST_SENTENCES` leaves it out.
        """
        sure: dict[str, float] = {}
        for piece in pieces:
            trust = TRUST.get(piece.weight)
            sentences += piece.weight == DESCRIPTION
            if trust is None or sentences > MOST_SENTENCES or not piece.words:
                continue
            names = {name for word in piece.words for name in word.keys}
            for code, value in self._lexicon.phrases.spoken_of(names).items():
                sure[code] = 1 - (1 - sure.get(code, 0.0)) * (1 - value * trust)
        return {code: min(0.98, value) for code, value in sure.items() if value >= LEAST_INFERRED}

    def _words(self, text: str) -> list[Word]:
        known = self._known
        found = []
        for typed in spelled(text):
            word = known.get(typed)
            if word is None:
                word = known[typed] = self._look_up(fold(typed))
            found.append(word)
        return found

    def _look_up(self, word: str) -> Word:
        if not word or word in STOP["de"]:
            telling = telling_key(word, "de") if word else ""
            return Word((), (telling,) if telling else ())
        if script(word) != "latin":
            return Word((word,) if len(word) > 2 else (), ())
        name = key(word, "de")
        stems = [name[2:]] if name[2:] not in (NEGATOR, CHILD) else []
        names = [name, own_key(word, "de")] if name[2:] == CHILD else [name]
        names = [known for known in names if self._lexicon.phrases.knows(known)]
        if len(word) >= 7:
            for part in self._lexicon.splitter.parts(word):
                part_key = key(part, "de")
                if part_key and part_key[2:] not in (NEGATOR, CHILD):
                    stems.append(german.stem(part))
                if part_key and self._lexicon.phrases.knows(part_key):
                    names.append(part_key)
        return Word(tuple(dict.fromkeys(stems)), tuple(dict.fromkeys(names)))
