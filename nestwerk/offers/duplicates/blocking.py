"""Which records are worth comparing: those that share a contact, a house or enough words of their names in one place.

No all-pairs: each record has at most some fifteen keys, and a key that many records share is walked in the order of
their names with a short window, so that the number of pairs grows with the number of records, not with its square.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from .card import Card
from .common import NOTHING, Common

WHOLE = 24  # records that share a key and are compared each with each
WINDOW = 8  # neighbours in the order of names, where more share a key
WORDS = 5  # words of a name that become keys
STEM = 5  # letters of a word or street that become a key

Pairs = NDArray[np.int64]


def candidates(cards: Sequence[Card], common: Common = NOTHING) -> Iterator[tuple[int, int]]:
    """Pairs of positions in ``cards`` worth comparing, each once and in order, the first smaller.

    Memory: sixteen bytes for each key and pair, at most WINDOW × WORDS pairs a record and usually far fewer.
    """
    strong, weak = _keys(cards, common)
    rank = np.empty(len(cards), dtype=np.int64)
    rank[sorted(range(len(cards)), key=lambda place: (cards[place].core, cards[place].record.title))] = np.arange(
        len(cards)
    )
    found = [_pairs(*strong, rank)]
    pairs, times = np.unique(_pairs(*weak, rank), return_counts=True)
    found.append(pairs[times >= 2])  # two words of the name in common
    both = np.unique(np.concatenate(found))
    for pair in both.tolist():
        yield divmod(pair, len(cards))


def _keys(cards: Sequence[Card], common: Common) -> tuple[tuple[list[int], list[int]], tuple[list[int], list[int]]]:
    """Keys and positions of what makes a pair alone, and of the words of which it takes two."""
    lost = any(not card.town and not card.postal_code for card in cards)
    strong: tuple[list[int], list[int]] = ([], [])
    weak: tuple[list[int], list[int]] = ([], [])
    for place, card in enumerate(cards):
        for key in set(_strong(card, common, lost)):
            strong[0].append(crc32(key.encode()))
            strong[1].append(place)
        for word in {word[:STEM] for word in card.core[:WORDS]}:
            weak[0].append(crc32(f"{card.town or card.postal_code}|{word}".encode()))
            weak[1].append(place)
    return strong, weak


def _strong(card: Card, common: Common, lost: bool) -> Iterator[str]:
    """Contacts, house, and the name as a whole or by its only words in one place."""
    for contact in card.contacts:
        if contact not in common.contacts:
            yield contact[-7:] if contact.isdigit() else contact
    if card.house and card.house.low:
        house = f"{card.house.street[:STEM]}|{card.house.low}"
        yield f"{card.town}|{house}"
        if card.postal_code:
            yield f"{card.postal_code}|{house}"
    telling = sorted(set(card.core)) or sorted(card.words)
    name = " ".join(word[:STEM] for word in telling)
    yield f"{card.town}|{name}"
    if card.postal_code:
        yield f"{card.postal_code[:3]}|{name}"
    if lost:
        yield name
    own = [word for word in card.core if word not in card.surroundings and word not in common.words]
    for word in own[:2]:  # the first words of a name tell most; a longer name of the same house has them too
        yield f"{card.town}||{word[:STEM]}"


def _pairs(keys: list[int], places: list[int], rank: Pairs) -> Pairs:
    """All pairs of places that share a key, as first × number of records + second; may hold a pair more than once."""
    number = len(rank)
    if not keys:
        return np.empty(0, dtype=np.int64)
    key, place = np.array(keys, dtype=np.int64), np.array(places, dtype=np.int64)
    order = np.lexsort((rank[place], key))
    key, place = key[order], place[order]
    starts = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1])))
    sizes = np.diff(np.append(starts, len(key)))
    size = np.repeat(sizes, sizes)
    found = []
    for step in range(1, min(WHOLE, int(sizes.max()))):
        reach = np.flatnonzero((key[step:] == key[:-step]) & ((size[:-step] <= WHOLE) | (step <= WINDOW)))
        one, other = place[reach], place[reach + step]
        found.append(np.minimum(one, other) * number + np.maximum(one, other))
    return np.concatenate(found) if found else np.empty(0, dtype=np.int64)
