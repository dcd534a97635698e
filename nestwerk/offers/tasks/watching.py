"""The daily mail to those who watch something."""

from __future__ import annotations

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network

from ..actions.watching import tell_watchers


@app.periodic(cron="37 5 * * *", periodic_id="offers.tell-watchers")
@app.task(name="offers.tell_watchers", queueing_lock="offers.tell_watchers", pass_context=False)
def tell(timestamp: int) -> None:
    """Every morning, in every network. ``timestamp``: seconds, from the clock."""
    at = datetime.fromtimestamp(timestamp, tz=UTC)
    for network in Network.objects.defer("logo", "outline"):
        with tenant(network.pk):
            tell_watchers(network, at=at)
