"""What the operator does with what was told about offers."""

from __future__ import annotations

from datetime import date, timedelta

from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network

from .models import ProblemReport


def delete_problem_reports(network: Network, *, older_than_days: int, today: date) -> int:
    """Delete what was told about the network's offers more than ``older_than_days`` days ago; returns how many.

    0 keeps what came in today. Free text of strangers is not kept longer than it is needed (GDPR Art. 5 (1) (e)).
    """
    with tenant(network.pk):
        old = ProblemReport.objects.filter(
            network=network, reported_on__lt=today - timedelta(days=older_than_days)
        ).delete()
    return old[0]
