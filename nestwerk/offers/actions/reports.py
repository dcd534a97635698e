"""What becomes of what people told about offers."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network

from ..models import ProblemReport


def delete_problem_reports(network: Network, *, older_than_days: int, today: date) -> int:
    """Delete what was told about the network's offers more than ``older_than_days`` days ago; returns how many.

    0 keeps what came in today. Free text of strangers is not kept longer than it is needed (GDPR Art. 5 (1) (e)).
    """
    with tenant(network.pk):
        old = ProblemReport.objects.filter(
            network=network, reported_on__lt=today - timedelta(days=older_than_days)
        ).delete()
    return old[0]


@transaction.atomic
def settle_report(report: ProblemReport, *, by: Membership, at: datetime) -> None:
    """Say that somebody looked into it. Safe to repeat: who was first stays."""
    report = ProblemReport.objects.select_for_update().get(pk=report.pk)
    if report.done_at is None:
        report.done_at, report.done_by = at, by.pk
        report.save(update_fields=["done_at", "done_by"])
        record(by, "offers.report_done", report, at=at)


@transaction.atomic
def reopen_report(report: ProblemReport, *, by: Membership, at: datetime) -> None:
    """Put it back among what waits. Safe to repeat."""
    report = ProblemReport.objects.select_for_update().get(pk=report.pk)
    if report.done_at is not None:
        report.done_at = report.done_by = None
        report.save(update_fields=["done_at", "done_by"])
        record(by, "offers.report_reopened", report, at=at)
