"""The consent of a person whose portrait a network shows."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.jobs.announce import announce
from nestwerk.networks.models import Membership, Network

from ..models.pages import OwnPage
from .pages import hide

KEPT = timedelta(days=30)  # after a withdrawal, then the portrait is deleted


@transaction.atomic
def record_consent(page: OwnPage, *, on: date, way: str, until: date | None, by: Membership, at: datetime) -> None:
    """Put down that the person said yes: when, how, until when, and who asked. Replaces an earlier one."""
    if on > at.date():
        raise Refused("Die Einwilligung kann nicht in der Zukunft liegen.")
    if until is not None and until < at.date():
        raise Refused("Das Ende der Einwilligung liegt in der Vergangenheit.")
    page = OwnPage.objects.select_for_update().get(pk=page.pk)
    page.consent_on, page.consent_way, page.consent_until = on, way, until
    page.consent_by, page.withdrawn_at = by, None
    page.save(update_fields=["consent_on", "consent_way", "consent_until", "consent_by", "withdrawn_at"])
    record(by, "publishing.portrait_consent", page, at=at, detail=way)
    if page.published is not None:
        announce("publishing.changed", network=page.network.slug)  # its end travels along


@transaction.atomic
def withdraw_consent(page: OwnPage, *, by: Membership, at: datetime) -> None:
    """The person says no: the portrait is hidden at once and deleted after thirty days. Safe to repeat."""
    page = OwnPage.objects.select_for_update().get(pk=page.pk)
    if page.withdrawn_at is not None:
        return
    page.withdrawn_at = at
    hide(page)
    page.save(update_fields=["withdrawn_at"])
    record(by, "publishing.portrait_withdrawn", page, at=at)
    announce("publishing.changed", network=page.network.slug)


@transaction.atomic
def end_consents(network: Network, *, at: datetime) -> int:
    """Hide portraits whose consent has ended, delete those withdrawn thirty days ago; returns how many of both."""
    ended = OwnPage.objects.select_for_update().filter(
        network=network, published__isnull=False, consent_until__lt=at.date()
    )
    count = 0
    for page in ended:
        hide(page)
        record(None, "publishing.portrait_ended", page, at=at, network_id=network.pk, hat="job")
        count += 1
    if count:
        announce("publishing.changed", network=network.slug)
    gone = OwnPage.objects.filter(network=network, withdrawn_at__lt=at - KEPT)
    for page in gone:
        record(None, "publishing.page_removed", page, at=at, network_id=network.pk, hat="job")
        count += 1
    gone.delete()
    return count
