"""How fresh offers are, as conditions: the same words as ``offers.rules.freshness`` says of one offer."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from nestwerk.offers.models import Offer
from nestwerk.offers.rules.freshness import DUE_SOON, FRESH, NEVER, OVERDUE, SOON


def freshness_is(day: date) -> dict[str, Q]:
    """Kind → the offers of that kind on ``day``; those that have ended are of none.

    For offers with their clock (``offers.queries.clock.with_clock``).
    """
    asked = ~Q(status=Offer.Status.ENDED)
    later = asked & (Q(clock_day__isnull=True) | Q(clock_day__gt=day + SOON))
    return {
        OVERDUE: asked & Q(clock_day__lt=day),
        DUE_SOON: asked & Q(clock_day__range=(day, day + SOON)),
        NEVER: later & Q(confirmed_at__isnull=True),
        FRESH: later & Q(confirmed_at__isnull=False),
    }
