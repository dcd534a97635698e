"""What becomes of what people told about offers."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network

from ..models import Offer, ProblemReport
from .write import changed

LONGEST_ANSWER = 300  # characters


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
def answer_report(report: ProblemReport, *, answer: str, by: Membership, at: datetime) -> None:
    """Say what was changed. The sentence is public on the offer's page: "Sie haben uns geschrieben". Done with it.

    Raises Refused without a sentence, for one that is too long, and where somebody else was faster.
    """
    answer = " ".join(answer.split())
    if not answer:
        raise Refused("Bitte schreiben Sie in einem Satz, was Sie geändert haben. Familien lesen ihn beim Angebot.")
    if len(answer) > LONGEST_ANSWER:
        raise Refused(f"Das sind {len(answer)} Zeichen. Bitte kürzen Sie den Satz auf {LONGEST_ANSWER}.")
    report = _open(report)
    report.answer, report.done_at, report.done_by = answer, at, by.pk
    report.save(update_fields=["answer", "done_at", "done_by"])
    record(by, "offers.report_answered", report, at=at)
    changed(_offer(report))


@transaction.atomic
def call_report_unfounded(report: ProblemReport, *, by: Membership, at: datetime) -> None:
    """Say that everything is right after all. Nothing becomes public. Raises Refused where somebody else was faster."""
    report = _open(report)
    report.answer, report.done_at, report.done_by = "", at, by.pk
    report.save(update_fields=["answer", "done_at", "done_by"])
    record(by, "offers.report_unfounded", report, at=at)


@transaction.atomic
def pass_report_on(report: ProblemReport, *, by: Membership, at: datetime) -> None:
    """Hand it to the coordination, which sees it first from now on. Safe to repeat. Raises Refused where it is done."""
    report = _open(report)
    if report.passed_on_at is None:
        report.passed_on_at = at
        report.save(update_fields=["passed_on_at"])
        record(by, "offers.report_passed_on", report, at=at)


@transaction.atomic
def reopen_report(report: ProblemReport, *, by: Membership, at: datetime) -> None:
    """Put it back among what waits; its answer is public no more, but stays in the field. Safe to repeat."""
    report = ProblemReport.objects.select_for_update().get(pk=report.pk)
    if report.done_at is not None:
        report.done_at = report.done_by = None
        report.save(update_fields=["done_at", "done_by"])
        record(by, "offers.report_reopened", report, at=at)
        if report.answer:
            changed(_offer(report))


def _open(report: ProblemReport) -> ProblemReport:
    report = ProblemReport.objects.select_for_update().get(pk=report.pk)
    if report.done_at is not None:
        raise Refused("Darum hat sich inzwischen schon jemand gekümmert. Unter „erledigt“ steht, was daraus wurde.")
    return report


def _offer(report: ProblemReport) -> Offer:
    return Offer.objects.select_related("network").get(pk=report.offer_id)
