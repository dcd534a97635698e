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
    _locked(network, at)
    known = EmbedOrigin.objects.filter(network=network, origin=origin).first()
    if known is not None and known.removed_at is None:
        raise Refused(f"{origin} steht schon auf Ihrer Liste.")
    _room(network)
    row = known or EmbedOrigin(network=network, origin=origin)
    row.added_at, row.added_by, row.removed_at = at, by, None
    row.save()
    record(by, "publishing.embed_allowed", row, at=at, detail=origin)
    announce("publishing.changed", network=network.slug)
    return row


@transaction.atomic
def remove_origin(origin: EmbedOrigin, *, by: Membership, at: datetime) -> bool:
    """Take a website off the list; its visitors see an empty frame from then on. Whether it stood there."""
    _locked(origin.network, at)
    if not EmbedOrigin.objects.filter(pk=origin.pk, removed_at__isnull=True).update(removed_at=at):
        return False
    record(by, "publishing.embed_removed", origin, at=at, detail=origin.origin)
    announce("publishing.changed", network=origin.network.slug)
    return True


@transaction.atomic
def restore_origin(origin: EmbedOrigin, *, by: Membership, at: datetime) -> bool:
    """Take the removal back. Whether there was one."""
    _locked(origin.network, at)
    if not EmbedOrigin.objects.filter(pk=origin.pk, removed_at__isnull=False).exists():
        return False
    _room(origin.network)
    EmbedOrigin.objects.filter(pk=origin.pk).update(removed_at=None)
    record(by, "publishing.embed_restored", origin, at=at, detail=origin.origin)
    announce("publishing.changed", network=origin.network.slug)
    return True


def _locked(network: Network, at: datetime) -> None:
    """One at a time; and what was taken off long ago is forgotten."""
    Network.objects.select_for_update(no_key=True).only("pk").get(pk=network.pk)
    EmbedOrigin.objects.filter(network=network, removed_at__lt=at - REMEMBERED).delete()


def _room(network: Network) -> None:
    if EmbedOrigin.objects.filter(network=network, removed_at__isnull=True).count() >= MOST:
        raise Refused(f"Mehr als {MOST} Websites sind nicht möglich. Bitte entfernen Sie zuerst eine.")
