"""Which offers of the network fit a moment: the right kind or need first, and an age range that meets it."""

from __future__ import annotations

from collections.abc import Iterable

from nestwerk.catalogue.records import OfferRecord

MOST = 4


def fitting(
    offers: Iterable[OfferRecord],
    types: Iterable[str],
    needs: Iterable[str],
    first_month: int,
    last_month: int,
    most: int = MOST,
) -> tuple[OfferRecord, ...]:
    """The best offers for a moment, at most ``most``: by kind, then by need, then as they came.

    An offer whose age is unknown fits by its kind only. One that pauses is left out.
    """
    kinds, wants = tuple(types), frozenset(needs)
    ranked: list[tuple[int, int, OfferRecord]] = []
    for place, offer in enumerate(offers):
        if offer.paused or not meets(offer, first_month, last_month):
            continue
        by_kind = [number for number, kind in enumerate(kinds) if kind in offer.offer_types]
        if by_kind:
            ranked.append((by_kind[0], place, offer))
        elif wants.intersection(offer.needs) and _age_known(offer):
            ranked.append((len(kinds), place, offer))
    return tuple(offer for _, _, offer in sorted(ranked, key=lambda one: one[:2])[:most])


def _age_known(offer: OfferRecord) -> bool:
    return offer.age_from_months is not None or offer.age_to_months is not None


def meets(offer: OfferRecord, first_month: int, last_month: int) -> bool:
    """Whether the age an offer is for and the months of the moment have one in common; unknown ends are open."""
    begins = offer.age_from_months if offer.age_from_months is not None else -9
    ends = offer.age_to_months if offer.age_to_months is not None else 10_000
    return begins <= last_month and ends >= first_month
