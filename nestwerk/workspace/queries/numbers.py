"""Counts of a network: no row leaves this file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.utils import timezone

from nestwerk.networks.models import Membership
from nestwerk.offers.models import Offer
from nestwerk.partners.models import Organisation
from nestwerk.partners.sectors import Sector

from .scope import offers_in_reach, partners_in_reach
from .today import SOON

PAGE = "workspace:numbers"
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the charts show. Months are the first days of twelve months from now on; others are left out."""

    by_status: dict[str, int]
    freshness: dict[str, int]  # fresh, soon, overdue, never
    by_month: dict[date, int]
    by_sector: dict[str, int]


def numbers_of(member: Membership, *, at: datetime) -> Numbers:
    """Four queries, whatever there is."""
    offers = Offer.objects.filter(offers_in_reach(member, PAGE) or Q(pk__in=[])).order_by()
    partners = Organisation.objects.filter(partners_in_reach(member, PAGE) or Q(pk__in=[])).order_by()
    day = timezone.localdate(at)
    status = dict(offers.values_list("status").annotate(number=Count("pk")))
    sectors = dict(partners.values_list("sector").annotate(number=Count("pk")))
    public = offers.filter(status=Offer.Status.PUBLISHED)
    months = _months(day)
    due = dict(
        public.filter(due_on__gte=months[0])
        .annotate(month=TruncMonth("due_on"))
        .values_list("month")
        .annotate(number=Count("pk"))
    )
    return Numbers(
        {value: status.get(value, 0) for value in Offer.Status.values},
        _freshness(public, day),
        {month: due.get(month, 0) for month in months},
        {value: sectors.get(value, 0) for value in Sector.values},
    )


def _freshness(public: models.QuerySet[Offer], day: date) -> dict[str, int]:
    soon = day + timedelta(days=SOON)
    return public.aggregate(
        fresh=Count("pk", filter=Q(due_on__gt=soon)),
        soon=Count("pk", filter=Q(due_on__range=(day, soon))),
        overdue=Count("pk", filter=Q(due_on__lt=day)),
        never=Count("pk", filter=Q(due_on__isnull=True)),
    )


def _months(day: date) -> list[date]:
    count = day.year * 12 + day.month - 1
    return [date((count + step) // 12, (count + step) % 12 + 1, 1) for step in range(MONTHS)]


def figures(network_id: int, *, at: datetime) -> dict[str, int]:
    """The few numbers a planner sees first; two queries."""
    day = timezone.localdate(at)
    public = Q(status=Offer.Status.PUBLISHED)
    row = Offer.objects.filter(network_id=network_id).aggregate(
        public=Count("pk", filter=public), overdue=Count("pk", filter=public & Q(due_on__lt=day))
    )
    return row | {"partners": Organisation.objects.filter(network_id=network_id).count()}
