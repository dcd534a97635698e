"""The nightly search for what is there twice."""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from nestwerk.common.tenancy import tenant
from nestwerk.jobs.announce import listens_to
from nestwerk.networks.models import Network

from ..actions.pairs import search_pairs


@app.periodic(cron="47 2 * * *", periodic_id="offers.find-pairs")
@app.task(name="offers.find_pairs", queueing_lock="offers.find_pairs", pass_context=False)
def find_pairs(timestamp: int) -> None:
    """Every night, in every network. ``timestamp``: seconds, from the clock."""
    for network in Network.objects.only("pk"):
        _search(network, datetime.fromtimestamp(timestamp, tz=UTC))


@listens_to("offers.pairs_wanted")
def find_now(network: str) -> None:
    """Somebody asked for it in a large directory."""
    _search(Network.objects.only("pk").get(slug=network), timezone.now())


def _search(network: Network, at: datetime) -> None:
    with tenant(network.pk):
        search_pairs(network, at=at)
