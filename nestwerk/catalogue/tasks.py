"""What the catalogue does when something below it changed."""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from nestwerk.jobs.announce import listens_to

from .publish import clear, publish


@listens_to("publishing.changed")
@listens_to("partners.changed")
@listens_to("networks.changed")
@listens_to("offers.changed")
def publish_network(network: str) -> None:
    """Rebuild the shard of the network whose offers, own page, own texts or partners' consents changed."""
    publish([network], at=timezone.now())


@app.periodic(cron="*/5 * * * *", periodic_id="catalogue.clear")
@app.task(name="catalogue.clear", queueing_lock="catalogue.clear")
def clear_replaced(timestamp: int) -> None:
    """Every five minutes: what was replaced leaves the disk. ``timestamp``: seconds, from the clock."""
    clear(at=datetime.fromtimestamp(timestamp, UTC))
