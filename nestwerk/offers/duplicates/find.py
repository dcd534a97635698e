"""All duplicates in a list of records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .blocking import candidates
from .card import card
from .common import common
from .match import POSSIBLE, Match, compare
from .record import Record


def find(records: Iterable[Record], at_least: float = POSSIBLE) -> Iterator[Match]:
    """Pairs of records that are likely or possibly the same, in the order of the records. No pair comes twice."""
    cards = [card(record) for record in records]
    shared = common(cards)
    for first, second in candidates(cards, shared):
        match = compare(cards[first], cards[second], shared)
        if match.value >= at_least:
            yield match
