"""What the clock or a button starts to read directories of others.

No transaction is open while they take their time.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from nestwerk.common.fetch import Client
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.jobs.announce import listens_to
from nestwerk.networks.models import Network

from ..actions.pulls import WANTED, note_pull, note_trouble, settle
from ..hsds.feed import feed_client, is_file, read_address
from ..models import Source
from ..queries.pulls import asks_since, sources_to_read


@app.periodic(cron="17 0 * * *", periodic_id="offers.pull-sources")
@app.task(name="offers.pull_sources", queueing_lock="offers.pull_sources", lock="offers.pulls", pass_context=False)
def pull_all(timestamp: int) -> None:
    """Every night, in every network. ``timestamp``: seconds, from the clock."""
    at = datetime.fromtimestamp(timestamp, tz=UTC)
    for network in Network.objects.order_by("pk"):
        pull(network, feed_client(), at=at, daily=True)


@listens_to(WANTED)
def pull_wanted(network: str) -> None:
    """Soon after somebody asked for it."""
    pull(Network.objects.get(slug=network), feed_client(), at=timezone.now(), daily=False)


def pull(network: Network, client: Client, *, at: datetime, daily: bool) -> None:
    """Read the sources of a network whose turn it is, one after the other. What fails is noted and harms no other."""
    with tenant(network.pk):
        sources = sources_to_read(network, at=at, daily=daily)
    for source in sources:
        _pull_one(network, source, client, at=at)


def _pull_one(network: Network, source: Source, client: Client, *, at: datetime) -> None:
    with tenant(network.pk):
        settle(source)
    since = None if is_file(source.address) else asks_since(source, at=at)
    try:
        package = read_address(source.address, client, since=since)
        with tenant(network.pk):
            note_pull(source, package, at=at)
    except Refused as no:
        with tenant(network.pk):
            note_trouble(source, no.sentence, at=at)
