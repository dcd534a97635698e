"""Free places and waiting times: said with their day, and never after it."""

from __future__ import annotations

from datetime import date

from nestwerk.catalogue.records import OfferRecord
from nestwerk.finder.texts import Texts
from nestwerk.finder.wording import dates


def still_said(offer: OfferRecord, today: date) -> bool:
    """Whether what was told about places may still be shown."""
    return bool(offer.places_until) and today <= date.fromisoformat(offer.places_until)


def places(offer: OfferRecord, today: date, texts: Texts) -> tuple[str, ...]:
    """ "3 Plätze frei (Stand 12. November)", "Wartezeit etwa 4 Wochen"; empty for what is unknown or too old."""
    if not still_said(offer, today):
        return ()
    said = []
    if offer.places_free is not None:
        text = texts("places.free", n=offer.places_free) if offer.places_free else texts("places.none")
        if offer.last_verified:
            text = texts("places.stand", text=text, day=dates.day_and_month(offer.last_verified, texts))
        said.append(text)
    if offer.waiting_weeks is not None:
        said.append(texts("places.waiting", n=offer.waiting_weeks) if offer.waiting_weeks else texts("places.at_once"))
    return tuple(said)


def places_short(offer: OfferRecord, today: date, texts: Texts) -> str:
    """For a card: only that there is room."""
    return texts("places.free", n=offer.places_free) if offer.places_free and still_said(offer, today) else ""
