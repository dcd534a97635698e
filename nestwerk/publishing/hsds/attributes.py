"""What a service carries as attributes: terms of the taxonomies, and facts with a value."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from nestwerk.catalogue.records import OfferRecord
from nestwerk.finder.texts import texts_for
from nestwerk.finder.wording.marks import season_in_words

from . import ids
from .clean import without_empty
from .terms import Vocabulary


def codes(offer: OfferRecord) -> tuple[str, ...]:
    """The codes of all terms a service carries without a value."""
    found = [*offer.offer_types, *offer.needs, *offer.target_groups, *(f"access.{code}" for code in offer.access)]
    if offer.cost_kind:
        found.append(f"cost.{offer.cost_kind}")
    return tuple(dict.fromkeys(found))


def attributes(offer: OfferRecord, words: Vocabulary, today: date) -> Iterator[dict[str, Any]]:
    """The attributes of a service: its terms, and what the standard has no field for."""
    for code in codes(offer):
        if code in words.by_code:
            yield _attribute(offer, words, code)
    for code, value in _values(offer, today):
        if value:
            yield _attribute(offer, words, code, value)


def _values(offer: OfferRecord, today: date) -> Iterator[tuple[str, str]]:
    yield "fact.age_from_months", "" if offer.age_from_months is None else str(offer.age_from_months)
    yield "fact.age_to_months", "" if offer.age_to_months is None else str(offer.age_to_months)
    yield "fact.network", offer.network
    yield "fact.social_space", offer.social_space
    yield "fact.source", offer.source
    yield "fact.hidden_address", "yes" if offer.hidden_address else ""
    yield "fact.anonymous", "" if offer.anonymous is None else ("yes" if offer.anonymous else "no")
    yield "fact.season", season_in_words(offer.season, texts_for("de"))
    yield "fact.opening_hours", offer.opening_hours
    if offer.places_until and date.fromisoformat(offer.places_until) >= today:
        yield "fact.places_free", "" if offer.places_free is None else str(offer.places_free)
        yield "fact.waiting_weeks", "" if offer.waiting_weeks is None else str(offer.waiting_weeks)
    for name in dict.fromkeys(offer.carriers):
        yield "fact.carrier", name
    yield "fact.messenger", offer.messenger
    yield "fact.chat", offer.chat
    yield "fact.video", offer.video


def _attribute(offer: OfferRecord, words: Vocabulary, code: str, value: str = "") -> dict[str, Any]:
    service, term = ids.public(offer.id), words.by_code[code]
    found = {
        "id": ids.part(service, f"attribute/{code}/{value}"),
        "link_id": str(service),
        "taxonomy_term_id": term["id"],
        "link_type": term["taxonomy"].removeprefix("Nestwerk: "),
        "link_entity": "service",
        "value": value,
        "taxonomy_term": term,
    }
    return without_empty(found)
