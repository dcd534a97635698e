"""Names of carriers and offers brought to one spelling: the words that count, in order."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from nestwerk.matching.text import fold

from .vocabulary import BELONGS, EMPTY, ENDINGS, KINDS, LEGAL, PHRASES, ROMAN, SAME

LONGEST_NAME = 200  # characters that are read
_WORD = re.compile(r"[^\W\d_]+|\d+")
_GLUED = re.compile(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ][a-zäöü])")
_SPOKEN = re.compile(r"(?<=\w)[(\[]([a-zäöü]{1,3})[)\]](?=\w)")
_LONG = 9  # letters; shorter words are not taken for others with a slip in them
_LONG_WORDS = tuple(sorted(known for known in {*SAME, *KINDS} if len(known) >= _LONG))
_STREET = re.compile(r"(?:str+a+s+e|str+)$")
_SUBTITLE = re.compile(r"\(([^)]*)\)?|\s[-–—|]\s(.*)|:\s(.*)", re.DOTALL)


@lru_cache(maxsize=32768)
def spelling(spelled: str) -> tuple[str, ...]:
    """A word in its one spelling: folded, ``Kindertagesstätte`` → ``kita``, ``Waldstraße`` → ``waldstr``.

    A compound that ends in a kind of offer is two words: ``Waldorfkindergarten`` → ``waldorf``, ``kita``.
    """
    folded = fold(spelled)
    if known := _known(folded):
        return (known,)
    for ending in ENDINGS:
        if folded.endswith(ending) and len(folded) >= len(ending) + 4:
            first = folded.removesuffix(ending)
            return SAME.get(first, first), SAME.get(ending, ending)
    if len(folded) > 10 and folded.endswith("strasse"):
        folded = folded[:-7] + "str"
    return ("str",) if folded in {"strasse", "str"} else (folded,)


def _known(folded: str) -> str:
    """The one spelling of a word of the vocabulary, also with an ending or a slip: ``Kindertagestätten`` → ``kita``."""
    for ending in ("", "n", "en", "s", "e"):
        if folded.endswith(ending):
            stem = folded[: len(folded) - len(ending)]
            if stem in SAME or stem in KINDS:
                return SAME.get(stem, stem)
    if len(folded) >= _LONG:
        for known in _LONG_WORDS:
            if abs(len(known) - len(folded)) <= 1 and OSA.distance(known, folded, score_cutoff=1) <= 1:
                return SAME.get(known, known)
    return ""


_SHORT = {tuple(word for part in long for word in spelling(part)): short for long, short in PHRASES.items()}
_STARTS = frozenset(words[0] for words in _SHORT)
_LONGEST = max(map(len, _SHORT))


def name_words(text: str) -> list[str]:
    """The words of a name in order: without legal form and little words, abbreviations and long forms made one.

    ``DRK-Kreisverband Musterstadt e. V.`` and ``Deutsches Rotes Kreuz KV Musterstadt`` give the same words.
    """
    text = LEGAL.sub(" ", _SPOKEN.sub(r"\1", text[:LONGEST_NAME]))
    spelled = _compounds(_WORD.findall(text))
    words = [word for part in spelled for word in ((ROMAN[part],) if part in ROMAN else spelling(part))]
    if not _STARTS.isdisjoint(words):
        words = _joined(words)
    return [part for part in words if part and part not in EMPTY and (len(part) > 1 or part.isdigit())]


def _compounds(parts: list[str]) -> list[str]:
    """Two parts that make a known word are that word: ``Eltern-Café`` → ``ElternCafé``."""
    found: list[str] = []
    for part in parts:
        if found and len(found[-1]) > 2 and (both := fold(found[-1] + part)) and (both in SAME or both in KINDS):
            found[-1] += part
        else:
            found.append(part)
    return found


def _joined(words: list[str]) -> list[str]:
    """Long forms made short: the longest that begins at a word wins."""
    found, place = [], 0
    while place < len(words):
        for length in range(_LONGEST, 0, -1):
            short = _SHORT.get(tuple(words[place : place + length]))
            if short and len(words) >= place + length:
                found.append(short)
                place += length
                break
        else:
            found.append(words[place])
            place += 1
    return found


def street_name(text: str) -> str:
    """A street without its number, as one string: ``Apenrader Str.`` and ``Apenraderstraße`` → ``apenraderstr``."""
    joined = "".join(fold(part) for part in _WORD.findall(text))
    return _STREET.sub("str", joined)


def unglued(text: str) -> str:
    """``NeueLeipzigerStrasse`` with spaces between its words, as some lists have lost them."""
    return _GLUED.sub(" ", text)


def main_title(text: str) -> str:
    """A title without what stands in brackets or behind a dash: ``Kita Kiwi (Kinder & Wirtschaft)`` → ``Kita Kiwi``."""
    return _SUBTITLE.sub(" ", text[:LONGEST_NAME]).strip() or text


def belongs_to(text: str) -> list[str]:
    """The words behind the first ``im``, ``an der``, ``des``: where or what it is part of; empty where it begins so."""
    parts = _WORD.findall(text[:LONGEST_NAME])
    for place, part in enumerate(parts):
        if fold(part) in BELONGS:
            return name_words(" ".join(parts[place + 1 :])) if name_words(" ".join(parts[:place])) else []
    return []
