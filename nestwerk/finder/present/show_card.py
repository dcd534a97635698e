"""The card to show at a desk: a wish in German, large, and in the reader's language; for an offer, what it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nestwerk.catalogue.records import OfferRecord
from nestwerk.finder.languages import GERMAN
from nestwerk.finder.page import Page
from nestwerk.finder.texts import Texts, texts_for

# Codes of the wishes, as they stand in an address, in the order of the page.
WISHES = (
    *("termin", "dolmetschen", "aufschreiben", "langsam", "hoeren", "sprechen", "gebaerden", "schwanger"),
    *("baby-krank", "hebamme", "kosten", "anrufen", "formular", "barrierefrei", "allein", "weg"),
)
# For an offer what is of use there comes first.
WISHES_THERE = (
    *("termin", "anrufen", "dolmetschen", "gebaerden", "kosten", "weg", "barrierefrei", "aufschreiben", "langsam"),
    *("hoeren", "sprechen", "schwanger", "baby-krank", "formular", "allein"),
)
SIZES = ("a4", "a6")
MOST_PRINTED = 16


@dataclass(frozen=True, slots=True)
class Place:
    """The offer a card is about, in German: name, who offers it, address and phone; empty where secret or unknown."""

    name: str
    organisation: str
    street: str
    town: str
    phone: str


@dataclass(frozen=True, slots=True)
class Card:
    """One card. ``own`` and ``own_please`` are empty for readers of German; ``place`` only for an offer."""

    wish: str
    german: str
    own: str
    please: str
    own_please: str
    about: str
    phone: str
    place: Place | None


def place_of(offer: OfferRecord) -> Place:
    """What the card says of ``offer``; never where it is if that is secret."""
    secret = offer.hidden_address
    return Place(
        name=offer.title,
        organisation=offer.organisation if offer.organisation != offer.title else "",
        street="" if secret else offer.street,
        town="" if secret else f"{offer.postal_code} {offer.city}".strip(),
        phone=offer.phone,
    )


def card(page: Page, wish: str, offer: OfferRecord | None) -> Card:
    """The card for ``wish``. KeyError for a wish that is none."""
    german = texts_for(GERMAN.code)
    please = "show_card.please_write" if page.language.german else "show_card.please_simple"
    foreign = not page.language.german
    named = german.has(f"show_card.offer.{wish}") and offer is not None
    return Card(
        wish=wish,
        german=_said(german, wish, there=offer is not None),
        own=_said(page.t, wish, there=offer is not None) if foreign else "",
        please=german(please),
        own_please=page.t(please) if foreign else "",
        about="" if offer is None or named else german("show_card.about"),
        phone=german("show_card.phone"),
        place=place_of(offer) if offer else None,
    )


def cards(page: Page, wishes: Iterable[str], offer: OfferRecord | None) -> tuple[Card, ...]:
    """Cards for several wishes, in their order."""
    return tuple(card(page, wish, offer) for wish in wishes)


def _said(texts: Texts, wish: str, *, there: bool) -> str:
    key = f"show_card.offer.{wish}"
    return texts(key) if there and texts.has(key) else texts(f"show_card.wish.{wish}")
