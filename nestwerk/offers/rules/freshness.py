"""When an offer has to be confirmed again, and how fresh it is. Values in, a value out."""

from __future__ import annotations

from datetime import date, timedelta

from ..models import Offer

MONTHS = 6
SOON = timedelta(days=30)  # due within: time to ask the provider

FRESH, DUE_SOON, OVERDUE, NEVER, NOT_ASKED = "fresh", "soon", "overdue", "never", ""
FRESHNESS = {OVERDUE: "überfällig", DUE_SOON: "bald fällig", NEVER: "nie bestätigt", FRESH: "aktuell"}


def freshness(status: str, verified_on: date | None, due_on: date | None, *, today: date) -> str:
    """How fresh an offer is, as a key of ``FRESHNESS``; empty for one that has ended and is not asked for any more."""
    if status == Offer.Status.ENDED:
        return NOT_ASKED
    if verified_on is None:
        return NEVER
    if due_on is None or due_on > today + SOON:
        return FRESH
    return OVERDUE if due_on < today else DUE_SOON


def due_date(verified_on: date | None, *, months: int = MONTHS) -> date | None:
    """The day ``months`` after the last confirmation; unknown if there was none.

    The 31st becomes the last day of a shorter month.
    """
    if verified_on is None:
        return None
    month = verified_on.month - 1 + months
    year, month = verified_on.year + month // 12, month % 12 + 1
    for day in range(verified_on.day, 27, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return date(year, month, verified_on.day)
