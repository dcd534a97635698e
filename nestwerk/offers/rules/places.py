"""Free places and waiting times never outlive their day. Values in, a value out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from nestwerk.common.hours import BERLIN

from ..models import Offer


def until(offer: Offer, values: Mapping[str, Any], *, at: datetime, days: int) -> date | None:
    """The last day on which what is said about places may be shown. None where nothing is said."""
    if offer.places_free is None and offer.waiting_weeks is None:
        return None
    latest = at.astimezone(BERLIN).date() + timedelta(days=days)
    given = date.fromisoformat(values["places_until"]) if values.get("places_until") else None
    return min(given, latest) if given else latest


FREE, TAKEN, OVER = "frei", "belegt", "abgelaufen"
STANDINGS = {FREE: "freie Plätze", TAKEN: "voll oder mit Wartezeit", OVER: "Stand ist abgelaufen"}


def standing(places_free: int | None, waiting_weeks: int | None, places_until: date | None, *, today: date) -> str:
    """What is known about places today, as a key of ``STANDINGS``; empty where nothing was said."""
    if places_free is None and waiting_weeks is None:
        return ""
    if not still_true(places_until, today=today):
        return OVER
    return FREE if places_free else TAKEN


def still_true(places_until: date | None, *, today: date) -> bool:
    """Whether what was said about places may still be shown."""
    return places_until is not None and today <= places_until
