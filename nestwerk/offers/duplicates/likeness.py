"""How two titles relate: the words they share, and those only one has that nothing in the other explains."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from .card import Card
from .vocabulary import SUPPORTERS, TOGETHER

_SHORT = 4  # letters; shorter words weigh less
_JOINED_SLACK = 0.1
_SUBTITLE = 0.25
_ENDING = 3  # letters an ending may have


@dataclass(frozen=True, slots=True)
class Likeness:
    """Weights of the words both titles have, and of those that tell one from the other."""

    same: bool  # the same words, whatever their order
    shared: float
    only_one: float
    only_other: float
    part: bool = False  # one is named as being in or belonging to the other

    @property
    def closeness(self) -> float:
        """From 0 (no word in common) to 1 (no word that differs). A word missing says less than two other words."""
        least, most = sorted((self.only_one, self.only_other))
        whole = self.shared + 0.5 * most + 2.0 * least
        return self.shared / whole if whole else 0.0


def likeness(one: Card, other: Card, common: Set[str] = frozenset()) -> Likeness:
    """Compare two titles. A word is explained if the other record has it in title, carrier, street or town.

    ``common`` are words that many records have: a quarter, a favourite name. They weigh half.
    """
    if one.words == other.words or one.words - other.town_words == other.words - one.town_words:
        return Likeness(True, sum(_weigh(w, one, other, common) for w in one.core if w in other.words), 0.0, 0.0)
    shared = 0.0
    left, right = [], []
    for word in one.core:
        if word in other.words:
            shared += _weigh(word, one, other, common)
        elif word not in other.provider and word not in other.surroundings:
            left.append(word)
    for word in other.core:
        if word not in one.words and word not in one.provider and word not in one.surroundings:
            right.append(word)
    if left and right:
        first, second = "".join(left), "".join(right)
        if close(first, second, _JOINED_SLACK):
            return Likeness(False, shared + max(_weight(left), _weight(right)), 0.0, 0.0)
        shared += _pair(left, right)
    only_one = sum(_apart(w, one) for w in left if w not in one.surroundings and not _explained(w, other))
    only_other = sum(_apart(w, other) for w in right if w not in other.surroundings and not _explained(w, one))
    part = _part(one, other) if only_one >= 1 else _part(other, one) if only_other >= 1 else False
    return Likeness(False, shared, only_one, only_other, part)


def _part(inner: Card, outer: Card) -> bool:
    """Whether all that two titles share stands behind an "im" or "des" in one and in front in the other."""
    shared = outer.words.intersection(inner.core)
    return bool(shared) and shared <= inner.behind and not shared <= outer.behind


def _pair(left: list[str], right: list[str]) -> float:
    """Take words that are nearly the same out of both lists; the weight of what was taken."""
    taken = 0.0
    for word in list(left):
        best, nearness = "", 0.0
        for candidate in right:
            found = near(word, candidate)
            if found > nearness:
                best, nearness = candidate, found
        if nearness > 0.6:
            left.remove(word)
            right.remove(best)
        taken += nearness * _weight((word,))
    return taken


@lru_cache(maxsize=65536)
def near(one: str, other: str) -> float:
    """How near two words are, from 0 to 1: a letter wrong, an ending more, a long common beginning."""
    short, long = sorted((one, other), key=len)
    if len(short) < 5 or (short[0] != long[0] and short[:2] != long[1::-1]):
        return 0.7 if len(short) >= 0.7 * len(long) >= 7 and long.endswith(short) else 0.0
    if short.endswith("str") and long.endswith("str"):
        short, long = short[:-3], long[:-3]
        if len(short) < 6:
            return 0.0
    allowed = 1 if len(long) < 10 else 2
    if OSA.distance(short, long, score_cutoff=allowed) <= allowed:
        return 0.9
    if len(short) >= 6 and long.startswith(short) and len(long) - len(short) <= _ENDING:
        return 0.8
    common = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return 0.5 if common >= 7 and common >= 0.6 * len(short) else 0.0


def close(one: str, other: str, slack: float) -> bool:
    """Whether two strings differ in no more than this share of their letters."""
    allowed = int(max(len(one), len(other)) * slack)
    return one == other or (
        allowed > 0 and one[:1] == other[:1] and OSA.distance(one, other, score_cutoff=allowed) <= allowed
    )


def _explained(word: str, other: Card) -> bool:
    return any(near(word, known) > 0.6 for known in (*other.provider, *other.surroundings))


def _weigh(word: str, one: Card, other: Card, common: Set[str]) -> float:
    """A shared word that many have, or that is only the street or town of both, says little."""
    weight = (1.0 if len(word) >= _SHORT else 0.6) * (0.5 if word in common else 1.0)
    if word in one.surroundings and word in other.surroundings:
        weight *= 0.5
    return weight * 0.5 if (word in one.subtitle) != (word in other.subtitle) else weight


def _apart(word: str, owner: Card) -> float:
    """A word in brackets or behind a dash is often left out by the other list."""
    return _weight((word,)) * (_SUBTITLE if word in owner.subtitle else 1.0)


def _weight(words: Iterable[str]) -> float:
    return sum(1.0 if len(word) >= _SHORT else 0.6 for word in words)


def supporters(one: Set[str], other: Set[str]) -> bool:
    """Whether one of two names is that of an association which supports the other."""
    return bool(one & SUPPORTERS) != bool(other & SUPPORTERS)


def other_kind(one: Set[str], other: Set[str]) -> bool:
    """Whether two titles name kinds of offers that exclude each other. One left out excludes none."""
    first, second = one - other, other - one
    return bool(first and second) and not (first <= TOGETHER and second <= TOGETHER)


def one_kind(one: Set[str], other: Set[str]) -> bool:
    """Whether one title names a kind that the other does not have, beyond the day-care centre, often left out."""
    return bool((one ^ other) - {"kita"})
