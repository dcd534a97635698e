"""How fresh offers are, as conditions: the same words as ``offers.rules.freshness`` says of one offer."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from nestwerk.offers.models import Offer
from nestwerk.offers.rules.freshness import DUE_SOON, FRESH, NEVER, OVERDUE, SOON


def freshness_is(day: date) -> dict[str, Q]:
    """Kind → the offers of that kind on ``day``; those that have ended are of none."""
    asked = ~Q(status=Offer.Status.ENDED)
    confirmed = asked & Q(last_verified_on__isnull=False)
    return {
        OVERDUE: confirmed & Q(due_on__lt=day),
        DUE_SOON: confirmed & Q(due_on__range=(day, day + SOON)),
        NEVER: asked & Q(last_verified_on__isnull=True),
        FRESH: confirmed & (Q(due_on__isnull=True) | Q(due_on__gt=day + SOON)),
    }
