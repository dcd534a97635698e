"""The kept days of a network's freshness."""

from __future__ import annotations

from datetime import date, timedelta

from nestwerk.networks.models import Network

from ..freshness_over_time import Day
from ..models import FreshnessDay

YEAR = timedelta(days=366)


def days_of(network: Network, *, today: date) -> list[Day]:
    """What the nights of the last twelve months counted, the oldest first."""
    rows = FreshnessDay.objects.filter(network=network, on__gte=today - YEAR).order_by("on")
    return [Day(*row) for row in rows.values_list("on", "fresh", "soon", "overdue", "never", "hidden")]
