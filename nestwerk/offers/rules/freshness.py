"""When an offer has to be confirmed again, and how fresh it is. Values in, a value out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from nestwerk.common.hours import BERLIN

from ..models import Offer, Upkeep

MONTHS = 6
SOON = timedelta(days=30)  # due within: time to ask the provider

FRESH, DUE_SOON, OVERDUE, NEVER, NOT_ASKED = "fresh", "soon", "overdue", "never", ""
FRESHNESS = {OVERDUE: "überfällig", DUE_SOON: "bald fällig", NEVER: "nie bestätigt", FRESH: "aktuell"}


def freshness(status: str, confirmed_at: datetime | None, day: date | None, *, today: date) -> str:
    """How fresh an offer is, as a key of ``FRESHNESS``; empty for one that has ended and is not asked for any more.

    ``day``: what its clock says (``clock_day``). What was only brought in is never fresh, and due only by a clock that
    its network has switched on.
    """
    if status == Offer.Status.ENDED:
        return NOT_ASKED
    if day is None or day > today + SOON:
        return NEVER if confirmed_at is None else FRESH
    return OVERDUE if day < today else DUE_SOON


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


def months_for(offer_types: Iterable[str], upkeep: Upkeep) -> int:
    """After how many months an offer of these types is to be confirmed again: the shortest of its types' periods."""
    special = [int(upkeep.due_months_by_type[code]) for code in offer_types if code in upkeep.due_months_by_type]
    return min(special, default=upkeep.due_months)


def clock_day(
    confirmed_at: datetime | None, due_on: date | None, offer_types: Iterable[str], upkeep: Upkeep
) -> date | None:
    """The day the offer is due, if its clock runs at all; None if it does not.

    It runs from the first confirmation through Nestwerk. What was only imported gets a clock when the network switches
    it on: then no offer is due before its own period has passed since that day, so nothing turns stale overnight.
    """
    if confirmed_at is not None:
        return due_on
    if not upkeep.clock_for_imported or upkeep.clock_since is None:
        return None
    start = due_date(upkeep.clock_since, months=months_for(offer_types, upkeep))
    return max(start, due_on) if start and due_on else start


def on_the_desk(day: date | None, *, today: date, upkeep: Upkeep) -> bool:
    """Whether the offer is so long overdue that the coordination has to look at it."""
    return day is not None and (today - day).days >= upkeep.desk_days


def local_day(at: datetime) -> date:
    """The day in Germany."""
    return at.astimezone(BERLIN).date()
