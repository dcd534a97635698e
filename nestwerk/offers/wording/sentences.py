"""Sentences that are too long, and where they could be cut."""

from __future__ import annotations

from collections.abc import Iterator

from .types import Finding, Kind
from .words import Sentence

LONG, VERY_LONG = 15, 20  # words; more than this


def long_sentence(text: str, sentence: Sentence) -> Iterator[Finding]:
    """A sentence of more than 15 words; strongly from 21 on."""
    count = len(sentence.words)
    if count > LONG:
        hint = f"Dieser Satz hat {count} Wörter. Zwei kurze Sätze liest man leichter."
        yield Finding(
            sentence.start, sentence.end, Kind.SENTENCE, hint, _where_to_cut(text, sentence), strong=count > VERY_LONG
        )


def _where_to_cut(text: str, sentence: Sentence) -> str:
    """After which words a stop could stand: the comma or "und" that is nearest to the middle."""
    commas = [
        at
        for at in range(len(sentence.words) - 1)
        if "," in text[sentence.words[at].end : sentence.words[at + 1].start]
    ]
    if len(commas) >= 4:
        return "Eine Liste mit Punkten liest sich leichter"
    places = commas or [
        at - 1 for at, word in enumerate(sentence.words) if word.plain in ("und", "oder", "aber") and at > 2
    ]
    places = [at for at in places if 3 <= at < len(sentence.words) - 3]
    if not places:
        return ""
    best = min(places, key=lambda at: abs(at - len(sentence.words) / 2))
    first, last = sentence.words[max(0, best - 1)], sentence.words[best]
    return f"Vielleicht eine Pause nach „{text[first.start : last.end]}“"
