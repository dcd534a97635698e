"""Reading a text once and naming every place that could be easier."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .nouns import long_words, nominal
from .sentences import long_sentence
from .types import Finding, Kind
from .verbs import passive
from .vocabulary import listed, signs
from .words import Word, sentences_of, words_of

LONGEST = 20_000  # characters: as long as a description may be
_ABOUT_WORDS = (Kind.JARGON, Kind.OFFICE, Kind.ABBREVIATION, Kind.COMPOUND, Kind.NOMINAL)


def review(text: str) -> list[Finding]:
    """The findings in the order of the text; of several about the same words only the most helpful one."""
    text = text[:LONGEST]
    words = words_of(text)
    bare = _without_addresses(text, words)
    about_words = [*listed(bare, words), *signs(bare), *long_words(words)]
    about_sentences: list[Finding] = []
    for sentence in sentences_of(text, words):
        about_sentences += long_sentence(text, sentence)
        about_sentences += passive(text, sentence)
        about_words += nominal(text, sentence)
    return sorted(
        [*about_sentences, *_without_overlap(about_words, len(text))], key=lambda one: (one.start, one.end, one.kind)
    )


def _without_addresses(text: str, words: Sequence[Word]) -> str:
    """The text with blanks where internet addresses and numbers with words inside stood; all else keeps its place."""
    for word in words:
        if not word.plain and not word.text[0].isdigit():
            text = text[: word.start] + " " * (word.end - word.start) + text[word.end :]
    return text


def _without_overlap(findings: Iterable[Finding], length: int) -> list[Finding]:
    """First come the kinds that know a better word."""
    taken = bytearray(length)
    kept: list[Finding] = []
    for one in sorted(findings, key=lambda one: (_ABOUT_WORDS.index(one.kind), one.start - one.end)):
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"x" * (one.end - one.start)
            kept.append(one)
    return kept
