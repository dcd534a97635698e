"""Nouns made of verbs, and words that do not end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .lists import last_parts, word_list
from .types import Finding, Kind
from .words import Sentence, Word

LONG_WORD, VERY_LONG_WORD = 23, 30  # letters; this and more

_HEAVY = re.compile(r"[a-zäöüß]{3,}(?:ung|heit|keit|tion|ität)(?:en)?|[a-zäöüß]{3,}nahmen?")
_BEFORE = frozenset({"zur", "durch", "bei", "für", "nach", "mit", "unter", "die", "eine", "der", "einer"})
_OF = frozenset({"der", "des", "von", "eines", "einer"})


def nominal(text: str, sentence: Sentence) -> Iterator[Finding]:
    """Nouns made of verbs: one with its object in the genitive, or three and more in a sentence."""
    nouns = [word for word in sentence.words if _is_heavy(word)]
    if not nouns:
        return
    places = {word.start: at for at, word in enumerate(sentence.words)}
    if len(nouns) >= 3:
        hint = "Viele Hauptwörter in einem Satz. Mit Verben wird er leichter."
        verbs = [f"„{verb}“" for noun in nouns[:3] if (verb := _verb(noun.plain))]
        yield Finding(
            nouns[0].start,
            nouns[-1].end,
            Kind.NOMINAL,
            hint,
            " ".join(verbs) and f"Zum Beispiel mit {', '.join(verbs)}",
        )
        return
    for noun in nouns:
        at = places[noun.start]
        before = sentence.words[at - 1].plain if at else ""
        after = sentence.words[at + 1].plain if at + 1 < len(sentence.words) else ""
        if before in _BEFORE and after in _OF and (verb := _verb(noun.plain)):
            yield Finding(
                noun.start,
                noun.end,
                Kind.NOMINAL,
                "Mit einem Verb wird der Satz leichter.",
                f"Zum Beispiel mit „{verb}“",
            )


def long_words(words: Sequence[Word]) -> Iterator[Finding]:
    """Words of 23 letters and more that no hyphen divides."""
    for word in words:
        if len(word.plain) < LONG_WORD:
            continue
        longest = max(re.split(r"[-‑·'’]", word.text), key=len)
        if len(longest) >= LONG_WORD:
            hint = f"Ein Wort mit {len(longest)} Buchstaben. Geht es auch mit zwei kurzen?"
            yield Finding(
                word.start, word.end, Kind.COMPOUND, hint, _divided(word.text), strong=len(longest) >= VERY_LONG_WORD
            )


def _is_heavy(word: Word) -> bool:
    if not word.text[0].isupper() or len(word.text) > 60 or not _HEAVY.fullmatch(word.plain.replace("-", "")):
        return False
    single = word.plain.removesuffix("en").removesuffix("n")
    everyday = word_list("everyday_nouns")
    return not any(ending[start:] in everyday for ending in (word.plain, single) for start in range(len(ending) - 4))


def _verb(noun: str) -> str:
    """Stärkung → stärken, Vermittlung → vermitteln; empty where that is guesswork."""
    stem = noun.removesuffix("en").removesuffix("ung")
    if not noun.removesuffix("en").endswith("ung") or not 3 <= len(stem) <= 12:
        return ""
    if stem[-1] == "l" and stem[-2] not in "aeiouäöühl":
        return f"{stem[:-1]}eln"
    if stem.endswith("er"):
        return f"{stem}n"
    return f"{stem}en"


def _divided(word: str) -> str:
    """Schwangerschaftskonfliktberatung → Schwangerschaftskonflikt-Beratung; empty where no last part is known."""
    if "-" in word:
        return ""
    for head in last_parts():
        if word.casefold().endswith(head) and len(word) - len(head) >= 5:
            return f"{word[: -len(head)]}-{head.capitalize()}"
    return ""
