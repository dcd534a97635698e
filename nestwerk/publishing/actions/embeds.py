"""Who may show a network's embeds. Each change goes into the catalogue, and from there into what browsers are told."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.jobs.announce import announce
from nestwerk.networks.models import Membership, Network

from ..embeds.origins import origin_of
from ..models.embeds import EmbedOrigin

MOST = 40  # websites of a network: they all stand in one header
REMEMBERED = timedelta(days=30)  # how long a website that was taken off can come back with one click


@transaction.atomic
def allow_origin(network: Network, text: str, *, loopback: bool, by: Membership, at: datetime) -> EmbedOrigin:
    """Let the website in what somebody pasted show the embeds. Refused for what is no website, and for one too many."""
    origin = origin_of(text, loopback=loopback)
    _forget(network, at)
    row, new = EmbedOrigin.objects.select_for_update().get_or_create(
        network=network, origin=origin, defaults={"added_at": at, "added_by": by}
    )
    if not new and row.removed_at is None:
        raise Refused(f"{origin} steht schon auf Ihrer Liste.")
    row.added_at, row.added_by, row.removed_at = at, by, None
    row.save()
    _keep_to_the_limit(network)
    record(by, "publishing.embed_allowed", row, at=at, detail=origin)
    announce("publishing.changed", network=network.slug)
    return row


@transaction.atomic
def remove_origin(origin: EmbedOrigin, *, by: Membership, at: datetime) -> bool:
    """Take a website off the list; its visitors see an empty frame from then on. Whether it stood there."""
    _forget(origin.network, at)
    if not EmbedOrigin.objects.filter(pk=origin.pk, removed_at__isnull=True).update(removed_at=at):
        return False
    record(by, "publishing.embed_removed", origin, at=at, detail=origin.origin)
    announce("publishing.changed", network=origin.network.slug)
    return True


@transaction.atomic
def restore_origin(origin: EmbedOrigin, *, by: Membership, at: datetime) -> bool:
    """Take the removal back. Whether there was one."""
    _forget(origin.network, at)
    if not EmbedOrigin.objects.filter(pk=origin.pk, removed_at__isnull=False).update(removed_at=None):
        return False
    _keep_to_the_limit(origin.network)
    record(by, "publishing.embed_restored", origin, at=at, detail=origin.origin)
    announce("publishing.changed", network=origin.network.slug)
    return True


def _forget(network: Network, at: datetime) -> None:
    """What was taken off long ago goes."""
    EmbedOrigin.objects.filter(network=network, removed_at__lt=at - REMEMBERED).delete()


def _keep_to_the_limit(network: Network) -> None:
    if EmbedOrigin.objects.filter(network=network, removed_at__isnull=True).count() > MOST:
        raise Refused(f"Mehr als {MOST} Websites sind nicht möglich. Bitte entfernen Sie zuerst eine.")
