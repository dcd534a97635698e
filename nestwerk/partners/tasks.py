"""What partners do when somebody leaves: what was hers goes to who follows her."""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from nestwerk.common.tenancy import tenant
from nestwerk.jobs.announce import listens_to
from nestwerk.networks.models import Network

from .actions import hand_over_organisations


@listens_to("networks.member_left")
def hand_over(network: str) -> None:
    """At once, for ends that have come."""
    _hand_over(Network.objects.only("pk").get(slug=network), timezone.now())


@app.periodic(cron="13 * * * *", periodic_id="partners.hand-over")
@app.task(name="partners.hand_over", queueing_lock="partners.hand_over", pass_context=False)
def hand_over_due(timestamp: int) -> None:
    """Every hour, for ends that lay ahead when they were set. Until then pages follow the successor."""
    for network in Network.objects.only("pk"):
        _hand_over(network, datetime.fromtimestamp(timestamp, tz=UTC))


def _hand_over(network: Network, at: datetime) -> None:
    with tenant(network.pk):
        hand_over_organisations(network, at=at)
