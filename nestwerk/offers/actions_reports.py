"""What becomes of what people told about offers."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.networks.models import Membership

from .models import ProblemReport


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
