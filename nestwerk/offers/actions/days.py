"""What a night does in a network: pauses end, reports go on, the day's freshness is kept, the catalogue is told."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.jobs.announce import announce
from nestwerk.networks.models import Network

from ..models import FreshnessDay, ProblemReport, Upkeep
from ..queries.clock import freshness_now, something_turns
from ..queries.upkeep import upkeep_of
from .seat import keep_seat
from .states import resume_due


@transaction.atomic
def begin_day(network: Network, *, at: datetime, today: date) -> None:
    """Everything the change of the day means in a network. Inside the tenant; safe to repeat.

    The catalogue is made anew only where an offer reads differently today than when a night last looked: a night that
    was missed is caught up with.
    """
    upkeep, yesterday = upkeep_of(network), today - timedelta(days=1)
    last = FreshnessDay.objects.filter(network=network, on__lt=today).order_by("-on").values_list("on", flat=True)
    since = min((last.first() or yesterday - timedelta(days=1)) + timedelta(days=1), today)
    resume_due(network, at=at, today=today)
    pass_reports_on(network, upkeep, at=at, today=today)
    keep_seat(network, at=at)
    if something_turns(network, upkeep, since=since, today=today):
        announce("offers.changed", network=network.slug)
    keep_freshness(network, upkeep, on=yesterday)


@transaction.atomic
def keep_freshness(network: Network, upkeep: Upkeep, *, on: date) -> FreshnessDay:
    """Keep how fresh the public offers were on a day. Safe to repeat: the later count stays."""
    counts = freshness_now(network, upkeep, today=on)
    day, _ = FreshnessDay.objects.update_or_create(network=network, on=on, defaults=counts)
    return day


@transaction.atomic
def pass_reports_on(network: Network, upkeep: Upkeep, *, at: datetime, today: date) -> int:
    """Hand what families told to the coordination where nobody has seen to it in time; returns how many."""
    waiting = ProblemReport.objects.filter(
        network=network, done_at__isnull=True, passed_on_at__isnull=True,
        reported_on__lte=today - timedelta(days=upkeep.report_days),
    )  # fmt: skip
    number = waiting.update(passed_on_at=at)
    if number:
        record(None, "offers.reports_passed_on", at=at, network_id=network.pk, hat="job", count=number)
    return number
