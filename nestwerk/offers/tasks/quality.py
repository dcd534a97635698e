"""What the clock and each change start to know how good the records are, and whether their addresses answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from nestwerk.common.fetch import Client
from nestwerk.common.tenancy import tenant
from nestwerk.jobs.announce import listens_to
from nestwerk.networks.models import Network

from .. import link_checks
from ..actions.quality import check_quality, note_links
from ..looking import LIMITS, look, paced
from ..mail_domains import ask
from ..queries.quality import links_of, mail_domains
from ..rules.freshness import local_day

NIGHT = 30 * 60.0  # seconds for all networks
EDIT = 60.0  # and after an edit
DOMAINS = 10 * 60.0  # seconds for all domains of mail addresses
PIECE = 25  # addresses whose results are kept together
AT_ONCE = 10  # addresses opened after an edit


@app.periodic(cron="13 1 * * *", periodic_id="offers.check-links")
@app.task(name="offers.check_links", queueing_lock="offers.check_links", lock="offers.links", pass_context=False)
def check_links(timestamp: int) -> None:
    """Every night a share of all addresses, each once a week. ``timestamp``: seconds, from the clock."""
    if settings.LINK_CHECK:
        visit(list(Network.objects.order_by("pk")), paced(Client(limits=LIMITS)), at=_moment(timestamp))


@app.periodic(cron="7 2 * * *", periodic_id="offers.check-quality")
@app.task(name="offers.check_quality", queueing_lock="offers.check_quality", pass_context=False)
def check_all(timestamp: int) -> None:
    """Every night, in every network. ``timestamp``: seconds, from the clock."""
    mail = ask_domains(list(Network.objects.order_by("pk"))) if settings.LINK_CHECK else {}
    for network in Network.objects.order_by("pk"):
        with tenant(network.pk):
            check_quality(network, at=_moment(timestamp), mail=mail)


def ask_domains(networks: Sequence[Network], *, one: Callable[[str], bool | None] | None = None) -> dict[str, bool]:
    """Which domains of the directory take mail; no transaction is open while name servers take their time."""
    domains: set[str] = set()
    for network in networks:
        with tenant(network.pk):
            domains.update(mail_domains(network))
    return ask(domains, until=time.monotonic() + DOMAINS, one=one)


@listens_to("offers.changed")
def check_again(network: str) -> None:
    """At once after an edit; an address that was put in the place of another is opened."""
    here, at = Network.objects.get(slug=network), timezone.now()
    with tenant(here.pk):
        check_quality(here, at=at)
        new = link_checks.changed(links_of(here))[:AT_ONCE]
    if new and settings.LINK_CHECK:
        client = paced(Client(limits=LIMITS))
        _open(here, new, client, at=at, until=client.clock() + EDIT)


def visit(networks: Sequence[Network], client: Client, *, at: datetime, seconds: float = NIGHT) -> None:
    """Open what has its turn in these networks and keep what comes of it, for at most ``seconds`` altogether.

    Another network begins each night, so that one at the end of a list that is too long has its turn as well.
    """
    until, today = client.clock() + seconds, local_day(at)
    first = today.toordinal() % len(networks) if networks else 0
    for network in [*networks[first:], *networks[:first]]:
        with tenant(network.pk):
            addresses = link_checks.turn(links_of(network), today=today)
        _open(network, addresses, client, at=at, until=until)


def _open(network: Network, addresses: Sequence[str], client: Client, *, at: datetime, until: float) -> None:
    """No transaction is open while a foreign server takes its time."""
    for start in range(0, len(addresses), PIECE):
        results = look(addresses[start : start + PIECE], client, until=until)
        if results:
            with tenant(network.pk):
                note_links(network, results, on=local_day(at), at=at)
    if addresses:
        with tenant(network.pk):
            check_quality(network, at=at)


def _moment(timestamp: int) -> datetime:
    return datetime.fromtimestamp(timestamp, tz=UTC)
