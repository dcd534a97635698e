"""Offers that look like the one whose title is being typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from .likeness import near
from .names import name_words
from .record import Record
from .vocabulary import GENERIC, KINDS, MARKS, ROOMS, SAME

AT_LEAST = 0.6
AT_MOST = 5
SAME_PROVIDER = 0.15
_OWN, _KIND, _PLAIN = 1.0, 0.8, 0.3  # what a word of the title weighs: its own name, its kind, a word many have
_TYPED = 3  # letters of the last word from which on it is taken for the beginning of a word


@dataclass(frozen=True, slots=True)
class Similar:
    """A known offer with a like title: its key, how like from 0 to 1, and why, in German."""

    key: str
    value: float
    reason: str


def like(title: str, provider: str, known: Iterable[Record]) -> list[Similar]:
    """The known offers whose titles are most like the one typed so far, the likest first, at most five.

    The last word may be unfinished. An offer of the same provider counts for more; other facts are not looked at, since
    they are not typed yet. A few letters, or only words every offer has, give nothing.
    """
    typed = _words(title)
    if not any(weight > _PLAIN for weight in typed.values()):
        return []
    last = next(reversed(typed))
    meant = _meant(last)
    carrier = _words(provider).keys()
    whole = sum(typed.values())
    found = []
    for record in known:
        words = _words(record.title)
        shared = _shared(typed, words, last, meant)
        if shared * 2 < whole:
            continue
        value = 0.75 * shared / whole + 0.25 * min(1.0, shared / sum(words.values()))
        if _apart(typed, words):
            value -= 0.3
        same = bool(carrier) and bool(record.provider) and carrier == _words(record.provider).keys()
        value = min(1.0, value + SAME_PROVIDER * same)
        if value >= AT_LEAST:
            found.append(Similar(record.key, value, _reason(value, same)))
    return sorted(found, key=lambda similar: (-similar.value, similar.key))[:AT_MOST]


@lru_cache(maxsize=65536)
def _words(text: str) -> dict[str, float]:
    """The words of a title in order with what each weighs."""
    return {
        word: _KIND if word in KINDS else _PLAIN if word in GENERIC or word in ROOMS else _OWN
        for word in name_words(text)
    }


@lru_cache(maxsize=1024)
def _meant(last: str) -> frozenset[str]:
    """What an unfinished word may become, spelled as here: ``schwangerschaftsb`` → ``schwangerenberatung``."""
    if len(last) < _TYPED:
        return frozenset()
    return frozenset(known for spelled, known in SAME.items() if spelled.startswith(last))


def _shared(typed: dict[str, float], words: dict[str, float], last: str, meant: frozenset[str]) -> float:
    shared = sum(weight for word, weight in typed.items() if word in words)
    if last not in words and len(last) >= _TYPED and any(word.startswith(last) or word in meant for word in words):
        shared += typed[last]
    elif shared or len(typed) == 1:
        for word, weight in typed.items():
            if weight == _OWN and word not in words:
                shared += weight * max((near(word, other) for other in words if other[0] == word[0]), default=0.0)
    return shared


def _apart(typed: dict[str, float], words: dict[str, float]) -> bool:
    """Whether both have a number, or both a word like "Nord" or "Montag", and not the same."""
    for kind in (str.isdigit, MARKS.__contains__):
        one, other = set(filter(kind, typed)), set(filter(kind, words))
        if one and other and not one & other:
            return True
    return False


def _reason(value: float, same_provider: bool) -> str:
    name = "Titel fast gleich" if value >= 0.9 else "Titel ähnlich"
    return f"{name}, gleicher Träger" if same_provider else name
