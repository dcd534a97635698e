"""The nightly forgetting of the directory's upkeep."""

from __future__ import annotations

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from nestwerk.networks.models import Network

from ..actions.retention import forget_upkeep


@app.periodic(cron="27 3 * * *", periodic_id="offers.forget-upkeep")
@app.task(name="offers.forget_upkeep", pass_context=False)
def forget(timestamp: int) -> None:
    """Every night, in every network. ``timestamp``: seconds, from the clock."""
    at = datetime.fromtimestamp(timestamp, tz=UTC)
    for network in Network.objects.all():
        forget_upkeep(network, at=at)
