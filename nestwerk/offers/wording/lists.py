"""The list of words with a plainer one for each (``data/words.tsv``) made ready for looking up, and the small lists.

``~`` after a word stands for the usual endings, ``*`` before it for any first part of a compound, ``;`` divides
spellings and forms. A word written with a capital is a noun and found only with one.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from .types import Kind

_ENDINGS = ("", "e", "en", "er", "es", "em", "n", "s", "ern", "in", "innen", "nen", "ens")


class Entry(NamedTuple):
    """One line of the list."""

    words: str
    kind: Kind
    plain: str


@dataclass(frozen=True, slots=True)
class Lookup:
    """``phrases``: the first word of each phrase → the further words as sets of forms; the longest come first.

    ``heads``: last parts of compounds.
    """

    phrases: dict[str, list[tuple[tuple[frozenset[str], ...], bool, Entry]]]
    heads: dict[str, Entry]
    short: re.Pattern[str]
    short_entries: dict[str, Entry]


@cache
def word_list(name: str) -> frozenset[str]:
    """One of the lists of ``data/lists.toml``."""
    return frozenset(_tables()[name])


@cache
def last_parts() -> tuple[str, ...]:
    """Last parts of compounds, the longest first."""
    return tuple(_tables()["last_parts"])


@cache
def active_for(participle: str) -> str:
    """How an active sentence could begin; empty if we do not know."""
    return str(_tables()["active"].get(participle, ""))


@cache
def entries() -> tuple[Entry, ...]:
    """The list as it stands."""
    text = (files("nestwerk.offers.wording") / "data" / "words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:] if line)
    return tuple(Entry(words, Kind(kind), plain) for words, kind, plain in rows)


@cache
def lookup() -> Lookup:
    """The list by first word."""
    phrases: dict[str, list[tuple[tuple[frozenset[str], ...], bool, Entry]]] = {}
    heads: dict[str, Entry] = {}
    short: dict[str, Entry] = {}
    for entry in entries():
        for spelling in entry.words.split(";"):
            if entry.kind is Kind.ABBREVIATION:
                short[key_of(spelling)] = entry
                continue
            parts = [_forms(part) for part in spelling.removeprefix("*").split()]
            noun = spelling.removeprefix("*")[0].isupper()
            for form in parts[0]:
                phrases.setdefault(form, []).append((tuple(parts[1:]), noun, entry))
            if spelling.startswith("*"):
                heads |= dict.fromkeys(parts[0], entry)
    for choices in phrases.values():
        choices.sort(key=lambda choice: -len(choice[0]))
    spellings = [spelling for one in entries() if one.kind is Kind.ABBREVIATION for spelling in one.words.split(";")]
    return Lookup(phrases, heads, _short_pattern(spellings), short)


def key_of(short_form: str) -> str:
    """A short form as it is looked up: without blanks."""
    return "".join(short_form.split())


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads((files("nestwerk.offers.wording") / "data" / "lists.toml").read_text(encoding="utf-8"))


def _forms(part: str) -> frozenset[str]:
    stem = part.removesuffix("~").removesuffix("-").casefold()
    return frozenset({stem + ending for ending in _ENDINGS} if part.endswith("~") else {stem})


def _short_pattern(spellings: list[str]) -> re.Pattern[str]:
    """All short forms; one that begins small may begin large, at the beginning of a sentence."""
    found = []
    for spelling in sorted(spellings, key=len, reverse=True):
        first, rest = spelling[0], re.escape(spelling[1:]).replace(r"\ ", r"\s?")
        found.append((f"[{first}{first.upper()}]" if first.islower() else first) + rest)
    return re.compile(rf"(?<![\w.@/-])(?:{'|'.join(found)})(?![\w@-])")
