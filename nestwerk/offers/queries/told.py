"""What families told and nobody has asked the provider about yet."""

from __future__ import annotations

from datetime import date

from nestwerk.networks.models import Network

from ..models import Offer, ProblemReport, Reminder
from .clock import ASKED

Reported = tuple[Offer, date, str]  # an offer, the day of the first open report, what was told in the report's words


def reported(network: Network) -> list[Reported]:
    """The public offers with an open report, the oldest first, about which no mail went out since it came in."""
    reports = (
        ProblemReport.objects.filter(network=network, done_at__isnull=True, passed_on_at__isnull=True)
        .filter(offer__status__in=ASKED, offer__merged_into__isnull=True)
        .select_related("offer__organisation")
        .order_by("reported_on", "pk")
    )
    first: dict[int, ProblemReport] = {}
    for report in reports:
        first.setdefault(report.offer_id, report)
    asked = set(Reminder.objects.filter(offer__in=first, step="report").values_list("offer_id", "due_on"))
    return [
        (report.offer, report.reported_on, str(report.get_kind_display()))
        for pk, report in first.items()
        if (pk, report.reported_on) not in asked
    ]
