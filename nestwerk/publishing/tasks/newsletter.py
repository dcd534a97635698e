"""What runs in the background for the newsletter: sending, ending what is over, calling mails back."""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from nestwerk.catalogue import public as catalogue
from nestwerk.common.tenancy import tenant
from nestwerk.jobs.announce import listens_to
from nestwerk.networks.models import Network

from ..actions.newsletter import SEND, write_anew
from ..actions.newsletter_readers import WITHDRAW, end_what_is_over, note_refusals, withdraw
from ..actions.newsletter_sending import send_batch


@listens_to("partners.changed")
def people_changed(network: str) -> None:
    """Somebody may have taken her consent back: mails that wait and name her are written anew without her."""
    home = Network.objects.only("pk", "slug").get(slug=network)
    with tenant(home.pk):
        write_anew(home, at=timezone.now())


@app.task(name=SEND, retry=RetryStrategy(max_attempts=8, exponential_wait=4))
def send_newsletter(network: str, issue_id: int) -> None:
    """Post one batch; the next is a job of its own."""
    home = Network.objects.get(slug=network)
    snap = catalogue.current()
    with tenant(home.pk):
        send_batch(home, issue_id, snap, at=timezone.now())


@app.task(name=WITHDRAW, retry=RetryStrategy(max_attempts=10, exponential_wait=3))
def withdraw_newsletter_mails(network: str, mail_ids: list[int]) -> None:
    """Wait for mails a worker was handing over when somebody left, and delete those that did not get through."""
    home = Network.objects.get(slug=network)
    with tenant(home.pk):
        withdraw(home, mail_ids, at=timezone.now(), patient=True)


@app.periodic(cron="25 0 * * *", periodic_id="publishing.end-newsletters")
@app.task(name="publishing.end_newsletters", queueing_lock="publishing.end_newsletters", pass_context=False)
def end_newsletters(timestamp: int) -> None:
    """Every night: forget unanswered questions, readers whose time is over, addresses that are gone."""
    at = datetime.fromtimestamp(timestamp, tz=UTC)
    for network in Network.objects.only("pk", "slug"):
        with tenant(network.pk):
            note_refusals(network, at=at)
            end_what_is_over(network, at=at)
