"""What many records have in common, and what therefore says little about two of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from .card import Card

CONTACTS = 4  # records that share a number, mail address or page: a switchboard
WORDS = 6  # records with a word in their names: a quarter, a favourite name
SHARE = 500  # in long lists: one record in so many


@dataclass(frozen=True, slots=True)
class Common:
    """Contacts that say nothing and words that weigh half, because many records have them."""

    contacts: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


NOTHING = Common()


def common(cards: Collection[Card]) -> Common:
    """Count what the records of one network (or list) share."""
    contacts: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for card in cards:
        contacts.update(card.contacts)
        words.update(card.core)
    often = max(WORDS, len(cards) // SHARE)
    return Common(
        frozenset(contact for contact, number in contacts.items() if number >= CONTACTS),
        frozenset(word for word, number in words.items() if number >= often),
    )
