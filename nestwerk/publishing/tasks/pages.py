"""What the clock does with a network's own pages."""

from __future__ import annotations

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network

from ..actions.page_consent import end_consents
from ..actions.pages import publish_due


@app.periodic(cron="*/5 * * * *", periodic_id="publishing.planned-pages")
@app.task(name="publishing.planned_pages", queueing_lock="publishing.planned_pages", pass_context=False)
def planned_pages(timestamp: int) -> None:
    """Every five minutes: show what was planned for now. ``timestamp``: seconds, from the clock."""
    at = datetime.fromtimestamp(timestamp, tz=UTC)
    for network in Network.objects.only("pk", "slug"):
        with tenant(network.pk):
            publish_due(network, at=at)


@app.periodic(cron="35 0 * * *", periodic_id="publishing.end-portraits")
@app.task(name="publishing.end_portraits", queueing_lock="publishing.end_portraits", pass_context=False)
def end_portraits(timestamp: int) -> None:
    """Every night: hide portraits whose consent has ended, delete those withdrawn a month ago."""
    at = datetime.fromtimestamp(timestamp, tz=UTC)
    for network in Network.objects.only("pk", "slug"):
        with tenant(network.pk):
            end_consents(network, at=at)
