"""Looking words up: words of the professions and of authorities, short forms, signs inside words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .lists import Entry, key_of, lookup, word_list
from .types import Finding, Kind
from .words import Word

_HINTS = {
    Kind.JARGON: "Dieses Wort kennen vor allem Fachleute.",
    Kind.OFFICE: "Das klingt nach Amt.",
    Kind.ABBREVIATION: "Diese Abkürzung kennen nicht alle.",
}
_DAYS = {"Mo": "Montag", "Di": "Dienstag", "Mi": "Mittwoch", "Do": "Donnerstag", "Fr": "Freitag", "Sa": "Samstag",
         "So": "Sonntag"}  # fmt: skip
_DAY = re.compile(
    r"(?<![\w-])(Mo|Di|Mi|Do|Fr|Sa|So)\b\.?"
    r"(?=\s*[-–+/&,]|\s+\d|\s+(?:und|bis)\s+(?:Mo|Di|Mi|Do|Fr|Sa|So)\b)"
    r"|(?<=[-–+/&,])\s?(Mo|Di|Mi|Do|Fr|Sa|So)\b\.?(?!-)"
)
_YEARS = re.compile(r"(?<=\d)\s?(J\.)(?!\w)")
_SIGN = re.compile(r"\b[A-ZÄÖÜ][\w-]{1,40}?(?:[*:_/·]-?in(?:nen)?\b|(?<=[erntl])In(?:nen)?\b)")
_CAPITALS = re.compile(r"(?<![\w(.-])[A-ZÄÖÜ]{2,5}(?![\w.-])")
_LONGEST_TAIL = 24


def listed(text: str, words: Sequence[Word]) -> Iterator[Finding]:
    """Words and phrases of the list, the longest where several fit."""
    table = lookup()
    at = 0
    while at < len(words):
        word = words[at]
        length, entry = _phrase(words, at) or (1, None)
        entry = entry or (_head(word) if len(word.plain) > 8 else None)
        if entry:
            yield _finding(word.start, words[at + length - 1].end, entry)
        at += length
    for match in table.short.finditer(text):
        key = key_of(match[0])
        found = table.short_entries.get(key) or table.short_entries.get(key[0].lower() + key[1:])
        if found and text[match.start() - 1 : match.start()] != "(":
            yield _finding(match.start(), match.end(), found)


def signs(text: str) -> Iterator[Finding]:
    """Stars and colons inside words, days cut short, names of authorities in capitals."""
    for match in _SIGN.finditer(text):
        hint = "Zeichen im Wort lesen sich schwer, auch für Vorleseprogramme."
        yield Finding(match.start(), match.end(), Kind.OFFICE, hint, "Fachleute, Team, alle, die mitmachen")
    for match in _DAY.finditer(text):
        day = match[1] or match[2]
        yield Finding(
            match.start(match.lastindex or 0), match.end(), Kind.ABBREVIATION, _HINTS[Kind.ABBREVIATION], _DAYS[day]
        )
    for match in _YEARS.finditer(text):
        yield Finding(match.start(1), match.end(), Kind.ABBREVIATION, _HINTS[Kind.ABBREVIATION], "Jahre")
    if not text.isupper():
        for match in _CAPITALS.finditer(text):
            if match[0] not in word_list("names_in_capitals") and not _shouting(text, match):
                hint = f"„{match[0]}“ kennen nicht alle. Schreiben Sie es einmal aus."
                yield Finding(match.start(), match.end(), Kind.ABBREVIATION, hint)


def _phrase(words: Sequence[Word], at: int) -> tuple[int, Entry] | None:
    for rest, noun, entry in lookup().phrases.get(words[at].plain, ()):
        if noun and not words[at].text[0].isupper():
            continue
        following = words[at + 1 : at + 1 + len(rest)]
        if len(following) == len(rest) and all(
            word.plain in forms for word, forms in zip(following, rest, strict=True)
        ):
            return 1 + len(rest), entry
    return None


def _head(word: Word) -> Entry | None:
    heads = lookup().heads
    for start in range(max(3, len(word.plain) - _LONGEST_TAIL), len(word.plain) - 4):
        if entry := heads.get(word.plain[start:]):
            return entry
    return None


def _finding(start: int, end: int, entry: Entry) -> Finding:
    return Finding(start, end, entry.kind, _HINTS[entry.kind], entry.plain)


def _shouting(text: str, match: re.Match[str]) -> bool:
    """A word in capitals among others in capitals is a heading, no short form."""
    around = re.findall(r"[^\W\d_]{4,}", text[max(0, match.start() - 25) : match.end() + 25])
    return any(word.isupper() for word in around)
