"""Which offers of a network the page for very young parents shows. From what the records say, nothing guessed."""

from __future__ import annotations

from collections.abc import Iterable

from nestwerk.catalogue.records import OfferRecord

YOUNG = "tg.young_parents"
FITS = {"offer.pregnancy_counselling": 2, "offer.confidential_birth": 2, "offer.online_counselling": 1}
FROM, MOST = 2, 6


def for_the_young(offers: Iterable[OfferRecord]) -> tuple[OfferRecord, ...]:
    """At most six: those made for young parents first, then pregnancy counselling, without a name before the others."""
    fitting = [(score, offer) for offer in offers if not offer.paused and (score := _score(offer)) >= FROM]
    return tuple(offer for _, offer in sorted(fitting, key=lambda pair: -pair[0])[:MOST])


def _score(offer: OfferRecord) -> int:
    fits = max((FITS.get(code, 0) for code in offer.offer_types), default=0)
    return 4 * (YOUNG in offer.target_groups) + fits + (1 if offer.anonymous else 0)
