"""Reading the calendars of partners: every night, and once as soon as one is named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from nestwerk.common.fetch import Client
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network

from ..actions.calendar import FETCH, note_trouble, take_calendar
from ..calendars.answers import AGENT, LIMITS, read_answer
from ..calendars.events import NoCalendar
from ..calendars.taking import take
from ..looking import paced
from ..models import CalendarFeed
from ..queries.calendar import calendar_numbered, calendars_to_read, told_of_trouble
from ..rules.freshness import local_day

NIGHT = 30 * 60.0  # seconds for all networks


@app.periodic(cron="43 2 * * *", periodic_id="offers.fetch-calendars")
@app.task(
    name="offers.fetch_calendars", queueing_lock="offers.fetch_calendars", lock="offers.calendars", pass_context=False
)
def fetch_calendars(timestamp: int) -> None:
    """Every night, in every network. ``timestamp``: seconds, from the clock."""
    at = datetime.fromtimestamp(timestamp, tz=UTC)
    read_calendars(list(Network.objects.defer("logo", "outline").order_by("pk")), _client(), at=at)


@app.task(name=FETCH, pass_context=False)
def fetch_calendar(network_id: int, offer_id: int) -> None:
    """The calendar of one offer, as soon as somebody named it."""
    with tenant(network_id):
        feed = calendar_numbered(network_id, offer_id)
    if feed is not None:
        read_calendar(feed, _client(), at=timezone.now())


def read_calendars(networks: Sequence[Network], client: Client, *, at: datetime, seconds: float = NIGHT) -> None:
    """Read them for at most ``seconds`` altogether. Another network begins each night."""
    until = client.clock() + seconds
    first = local_day(at).toordinal() % len(networks) if networks else 0
    for network in [*networks[first:], *networks[:first]]:
        with tenant(network.pk):
            feeds = calendars_to_read(network)
        for feed in feeds:
            if client.clock() >= until:
                return
            read_calendar(feed, client, at=at)


def read_calendar(feed: CalendarFeed, client: Client, *, at: datetime) -> None:
    """Open the address and keep what comes of it. No transaction is open while a foreign server takes its time."""
    result = client.fetch(feed.address)
    try:
        read = read_answer(result)
    except NoCalendar as no:
        with tenant(feed.network_id):
            note_trouble(feed, str(no), to=told_of_trouble(feed), at=at)
        return
    taking = take(read, word=feed.word, today=local_day(at), places=not feed.offer.hidden_address)
    with tenant(feed.network_id):
        take_calendar(feed, taking, at=at)


def _client() -> Client:
    return paced(Client(limits=LIMITS, agent=AGENT))
