"""What the clock starts for the freshness of the directory: mornings, nights, and once a week for the Land.

One job for each network: where one fails, the others go on, and it is tried again by itself.
"""

from __future__ import annotations

from datetime import UTC, datetime

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from nestwerk.common.tenancy import tenant
from nestwerk.jobs.defer import defer
from nestwerk.networks.models import Network

from ..actions.days import begin_day
from ..actions.land import tell_lands
from ..actions.reminders import send_reminders
from ..rules.freshness import local_day
from ..rules.working_days import is_working_day

ASK, NIGHT = "offers.ask_in_network", "offers.begin_day_in_network"
AGAIN = RetryStrategy(max_attempts=5, exponential_wait=5)


@app.periodic(cron="40 5 * * 1-5", periodic_id="offers.ask")
@app.task(name="offers.ask", pass_context=False)
def ask(timestamp: int) -> None:
    """On the mornings of working days: ask about what becomes due. ``timestamp``: seconds, from the clock."""
    today = local_day(_moment(timestamp))
    for network in Network.objects.only("pk", "slug", "ags"):
        if is_working_day(today, network.land):
            defer(ASK, lock=f"{ASK}:{network.slug}", network=network.slug, timestamp=timestamp)


@app.task(name=ASK, retry=AGAIN)
def ask_in_network(network: str, timestamp: int) -> None:
    """The mails of one network. Safe to repeat."""
    at, home = _moment(timestamp), Network.objects.get(slug=network)
    with tenant(home.pk):
        send_reminders(home, at=at, today=local_day(at))


@app.periodic(cron="20 23 * * *", periodic_id="offers.begin-day")
@app.task(name="offers.begin_day", pass_context=False)
def night(timestamp: int) -> None:
    """Soon after midnight in Germany, summer and winter: the change of the day in every network."""
    for network in Network.objects.only("pk", "slug"):
        defer(NIGHT, lock=f"{NIGHT}:{network.slug}", network=network.slug, timestamp=timestamp)


@app.task(name=NIGHT, retry=AGAIN)
def begin_day_in_network(network: str, timestamp: int) -> None:
    """The change of the day in one network. Safe to repeat."""
    at, home = _moment(timestamp), Network.objects.get(slug=network)
    with tenant(home.pk):
        begin_day(home, at=at, today=local_day(at))


@app.periodic(cron="20 6 * * 1", periodic_id="offers.tell-lands")
@app.task(name="offers.tell_lands", pass_context=False)
def tell(timestamp: int) -> None:
    """On Mondays: tell the Länder where nobody sees to what waits."""
    at = _moment(timestamp)
    tell_lands(Network.objects.only("pk", "name", "ags"), at=at, today=local_day(at))


def _moment(timestamp: int) -> datetime:
    return datetime.fromtimestamp(timestamp, tz=UTC)
