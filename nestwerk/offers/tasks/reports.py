"""What the clock starts for the directory."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from procrastinate.contrib.django import app

from nestwerk.networks.models import Network

from ..actions.reports import delete_problem_reports

KEEP_REPORTS_DAYS = 180  # as the privacy page says
BERLIN = ZoneInfo("Europe/Berlin")


@app.periodic(cron="17 3 * * *", periodic_id="offers.forget-reports")
@app.task(name="offers.forget_reports", pass_context=False)
def forget_reports(timestamp: int) -> None:
    """Every night: delete what was told about offers more than 180 days ago. ``timestamp``: seconds, from the clock."""
    today = datetime.fromtimestamp(timestamp, tz=UTC).astimezone(BERLIN).date()
    for network in Network.objects.all():
        delete_problem_reports(network, older_than_days=KEEP_REPORTS_DAYS, today=today)
