"""What families told us is forgotten after the time the privacy page names."""

from __future__ import annotations

from datetime import timedelta

import pytest

from nestwerk.common.tenancy import tenant
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.models import ProblemReport
from nestwerk.offers.tasks.reports import KEEP_REPORTS_DAYS, forget_reports
from nestwerk.offers.tests.builders import AT, make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def test_reports_of_every_network_are_deleted_after_half_a_year() -> None:
    for slug in ("hier", "dort"):
        network = make_network(slug)
        offer = make_offer(network)
        with tenant(network.pk):
            for days in (KEEP_REPORTS_DAYS, KEEP_REPORTS_DAYS + 1):
                day = AT.date() - timedelta(days=days)
                ProblemReport.objects.create(network=network, offer=offer, kind="gone", reported_on=day)
    forget_reports(int(AT.timestamp()))
    for slug in ("hier", "dort"):
        network = make_network(slug)
        with tenant(network.pk):
            left = [report.reported_on for report in ProblemReport.objects.all()]
        assert left == [AT.date() - timedelta(days=KEEP_REPORTS_DAYS)]
