"""What a single person in practice agreed to. Each change is in the public catalogue within seconds."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.jobs.announce import announce
from nestwerk.networks.models import Membership

from .models import Organisation, PublicationConsent


@transaction.atomic
def set_single_person(organisation: Organisation, *, single: bool, by: Membership, at: datetime) -> bool:
    """Say whether a partner is a single person; returns whether that is new.

    A person's offers are public only with her consent: they leave the public pages at once until it is put down.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if organisation.single_person == single:
        return False
    organisation.single_person = single
    organisation.save(update_fields=["single_person"])
    record(by, "partners.single_person", organisation, at=at, detail="person" if single else "institution")
    announce("partners.changed", network=organisation.network.slug)
    return True


@transaction.atomic
def record_consent(
    organisation: Organisation, *, address: bool, bulk: bool, on: date, way: str, by: Membership, at: datetime
) -> PublicationConsent:
    """Put down that a single person wants to be public, and how far. Replaces what she said before.

    Raises Refused for an institution, and for a day that has not come.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not organisation.single_person:
        raise Refused("Eine Einwilligung braucht nur, wer allein in eigener Praxis arbeitet.")
    if on > at.date():
        raise Refused("Die Einwilligung kann nicht in der Zukunft liegen.")
    said = {
        "network_id": organisation.network_id, "public": True, "address": address, "bulk": bulk, "given_on": on,
        "way": way, "recorded_at": at, "recorded_by": by, "withdrawn_at": None,
    }  # fmt: skip
    consent, _ = PublicationConsent.objects.update_or_create(organisation=organisation, defaults=said)
    record(by, "partners.consent_recorded", organisation, at=at, detail=way)
    announce("partners.changed", network=organisation.network.slug)
    return consent


@transaction.atomic
def withdraw_consent(organisation: Organisation, *, by: Membership, at: datetime) -> bool:
    """She wants to be public no longer; returns whether that is new. When she agreed stays as evidence."""
    consent = PublicationConsent.objects.select_for_update().filter(organisation=organisation, public=True).first()
    if consent is None:
        return False
    consent.public = consent.address = consent.bulk = False
    consent.withdrawn_at = at
    consent.save(update_fields=["public", "address", "bulk", "withdrawn_at"])
    record(by, "partners.consent_withdrawn", organisation, at=at)
    announce("partners.changed", network=organisation.network.slug)
    return True
