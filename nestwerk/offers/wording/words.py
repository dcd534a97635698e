"""The words of a text with their places, and its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .lists import word_list

# One word: an address, a number (also one with blanks, as in phone numbers), or letters with hyphens inside.
_WORD = re.compile(
    r"""(?P<address>(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w.-]+\w|\w[\w-]{0,62}(?:\.\w[\w-]{0,62}){0,4}\.(?:de|org|net|com|eu|info)\b(?:/\S*)?)
      | (?P<number>\d[\d\s./:–-]*\d(?!\w|-[^\W\d])|\d+(?!\w|-[^\W\d]))
      | (?P<word>[^\W_]+(?:[-‑·'’][^\W_]+)*)""",
    re.VERBOSE,
)
_STOP = re.compile(r"[.!?…]+[\"“”»«')\]]*(?=\s|$)|[:;](?=\s)|\n")
_BEFORE_STOP = re.compile(r"(\S+)$")
_LIST_MARK = re.compile(r"\s*(?:[-–•*]|\d+[.)])\s")


@dataclass(frozen=True, slots=True)
class Word:
    """One word; ``plain`` is its text case-folded, empty for numbers and addresses."""

    start: int
    end: int
    text: str
    plain: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """What stands between two stops; a colon and a new line count as stops, because readers pause there."""

    start: int
    end: int
    words: Sequence[Word]


def words_of(text: str) -> list[Word]:
    """All words in their order."""
    found = []
    for match in _WORD.finditer(text):
        plain = match[0].casefold() if match.lastgroup == "word" else ""
        found.append(Word(match.start(), match.end(), match[0], plain))
    return found


def sentences_of(text: str, words: Sequence[Word]) -> Iterator[Sentence]:
    """The sentences that hold a word."""
    at, last = 0, 0
    for stop in _stops(text):
        first = at
        while at < len(words) and words[at].start < stop:
            at += 1
        if at > first:
            yield Sentence(
                words[first].start, max(words[at - 1].end, min(stop, _trimmed(text, last, stop))), words[first:at]
            )
        last = stop


def _stops(text: str) -> Iterator[int]:
    for match in _STOP.finditer(text):
        mark = match[0]
        if mark[0] == "." and len(mark.rstrip("\"“”»«')]")) == 1 and _goes_on(text, match.start(), match.end()):
            continue
        if mark[0] == "…" and text[match.end() : match.end() + 10].lstrip()[:1].islower():
            continue
        if mark == "\n" and _wrapped(text, match.start()):
            continue
        yield match.end()
    yield len(text)


def _goes_on(text: str, dot: int, after: int) -> bool:
    """Whether this dot belongs to a short form or an ordinal and no sentence ends here."""
    before = _BEFORE_STOP.search(text[max(0, dot - 30) : dot])
    word = before[1].lstrip("(„\"'").rpartition(".")[2] if before else ""
    following = text[after : after + 10].lstrip(" ")[:1]
    if word.isdigit():
        return len(word) <= 2 and following not in ("", "\n")
    if word.casefold() in word_list("short_forms"):
        return following not in ("", "\n")
    return following.islower()


def _wrapped(text: str, newline: int) -> bool:
    """A new line in the middle of a sentence, as mail programs make it."""
    before, after = text[:newline].rstrip(" "), text[newline + 1 : newline + 80]
    if not before or not after or before[-1] in ".!?…:;\n" or _LIST_MARK.match(after):
        return False
    return after[0].islower()


def _trimmed(text: str, start: int, stop: int) -> int:
    return start + len(text[start:stop].rstrip())
