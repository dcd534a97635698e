"""Counts of a network: no row leaves this file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone

from nestwerk.networks.models import Membership
from nestwerk.offers.models import Offer
from nestwerk.offers.queries.clock import freshness_is, with_clock
from nestwerk.offers.queries.directory import offers_for
from nestwerk.offers.queries.upkeep import upkeep_of
from nestwerk.offers.rules.freshness import OVERDUE
from nestwerk.partners.models import Organisation
from nestwerk.partners.sectors import Sector

PAGE = "workspace:numbers"
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the charts show. Months are the first days of twelve months from now on; others are left out."""

    by_status: dict[str, int]
    freshness: dict[str, int]  # by the keys of offers.rules.freshness.FRESHNESS
    by_month: dict[date, int]
    by_sector: dict[str, int]


def numbers_of(member: Membership, *, at: datetime) -> Numbers:
    """Five queries, whatever there is."""
    offers = with_clock(offers_for(member, PAGE).order_by(), upkeep_of(member.network_id))
    partners = Organisation.objects.filter(network_id=member.network_id).order_by()
    day = timezone.localdate(at)
    status = dict(offers.values_list("status").annotate(number=Count("pk")))
    sectors = dict(partners.values_list("sector").annotate(number=Count("pk")))
    months = _months(day)
    due = dict(
        offers.exclude(status=Offer.Status.ENDED)
        .filter(clock_day__gte=months[0])
        .annotate(month=TruncMonth("clock_day"))
        .values_list("month")
        .annotate(number=Count("pk"))
    )
    return Numbers(
        {value: status.get(value, 0) for value in Offer.Status.values},
        _freshness(offers, day),
        {month: due.get(month, 0) for month in months},
        {value: sectors.get(value, 0) for value in Sector.values},
    )


def _freshness(offers: QuerySet[Offer], day: date) -> dict[str, int]:
    return offers.aggregate(**{kind: Count("pk", filter=which) for kind, which in freshness_is(day).items()})


def _months(day: date) -> list[date]:
    count = day.year * 12 + day.month - 1
    return [date((count + step) // 12, (count + step) % 12 + 1, 1) for step in range(MONTHS)]


def figures(network_id: int, *, at: datetime) -> dict[str, int]:
    """The few numbers a planner sees first; three queries."""
    day = timezone.localdate(at)
    row = with_clock(Offer.objects.filter(network_id=network_id), upkeep_of(network_id)).aggregate(
        public=Count("pk", filter=Q(status=Offer.Status.PUBLISHED)),
        overdue=Count("pk", filter=freshness_is(day)[OVERDUE]),
    )
    return row | {"partners": Organisation.objects.filter(network_id=network_id).count()}
