"""Numbers about published offers: how many, how many of them confirmed lately. No row leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q

from nestwerk.common.tenancy import PUBLISHER

from .models import Offer, Upkeep
from .rules.freshness import clock_day, on_the_desk


@dataclass(frozen=True, slots=True)
class Freshness:
    """Published offers of a network; ``confirmed`` of them since a day, ``never`` not once."""

    published: int = 0
    confirmed: int = 0
    never: int = 0
    oldest: date | None = None  # the longest-ago confirmation of those that have one


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits on a network's desk: public offers that are long overdue, and until when its coordinator is away."""

    offers: int = 0
    days: int = 0  # overdue by at least so many
    absent_until: date | None = None


def waiting(networks: Collection[int], *, today: date, using: str = PUBLISHER) -> dict[int, Waiting]:
    """By network: what stands on its desk, by its own rules. Two queries, whatever there is."""
    rules = {one.network_id: one for one in Upkeep.objects.using(using).filter(network_id__in=networks)}
    rules |= {pk: Upkeep(network_id=pk) for pk in networks if pk not in rules}
    rows = (
        Offer.objects.using(using)
        .filter(network_id__in=networks, status=Offer.Status.PUBLISHED)
        .exclude(confirmed_at__isnull=False, due_on__gte=today)
        .values_list("network_id", "confirmed_at", "due_on", "offer_types")
    )
    late = Counter(
        pk
        for pk, confirmed_at, due_on, types in rows
        if on_the_desk(clock_day(confirmed_at, due_on, types, rules[pk]), today=today, upkeep=rules[pk])
    )
    return {
        pk: Waiting(
            late[pk],
            upkeep.desk_days,
            upkeep.absent_until if upkeep.absent_until and upkeep.absent_until >= today else None,
        )
        for pk, upkeep in rules.items()
    }


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
