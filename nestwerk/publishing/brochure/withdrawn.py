"""Whether an edition holds what a single person has taken back. Values in, a value out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nestwerk.catalogue.records import OfferRecord


def providers_of(offers: Iterable[OfferRecord]) -> dict[str, bool]:
    """Whose offers these are, by public id: whether street or place of one of them is told."""
    found: dict[str, bool] = {}
    for offer in offers:
        found[offer.organisation_id] = found.get(offer.organisation_id, False) or bool(offer.street or offer.city)
    return found


def holds_withdrawn(providers: Mapping[str, bool], persons: Mapping[str, bool | None]) -> bool:
    """Whether one of the providers may be shown no longer, or no longer with her address.

    ``persons``: as ``partners.public.persons_shown`` tells it; who is not among them is an institution.
    """
    return any(
        key in persons and (persons[key] is None or (placed and not persons[key])) for key, placed in providers.items()
    )
