"""Numbers about published offers: how many, how many of them confirmed lately. No row leaves."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q

from nestwerk.common.tenancy import PUBLISHER

from .models import Offer


@dataclass(frozen=True, slots=True)
class Freshness:
    """Published offers of a network; ``confirmed`` of them since a day, ``never`` not once."""

    published: int = 0
    confirmed: int = 0
    never: int = 0
    oldest: date | None = None  # the longest-ago confirmation of those that have one


def freshness(networks: Collection[int], *, since: date, using: str = PUBLISHER) -> dict[int, Freshness]:
    """By network: what is published and how much of it was confirmed on or after ``since``, in one query."""
    rows = (
        Offer.objects.using(using)
        .filter(network_id__in=networks, status=Offer.Status.PUBLISHED)
        .order_by()
        .values("network_id")
        .annotate(
            published=Count("pk"),
            confirmed=Count("pk", filter=Q(last_verified_on__gte=since)),
            never=Count("pk", filter=Q(last_verified_on__isnull=True)),
            oldest=Min("last_verified_on"),
        )
    )
    return {
        row["network_id"]: Freshness(row["published"], row["confirmed"], row["never"], row["oldest"]) for row in rows
    }
