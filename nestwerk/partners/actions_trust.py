"""How far a partner's own changes go, and where its offers are asked about."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.networks.models import Membership

from .models import Organisation


@transaction.atomic
def set_trust(organisation: Organisation, *, trusted: bool, by: Membership, at: datetime) -> bool:
    """Say whether small changes of the partner are public at once; returns whether anything changed."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if organisation.trusted == trusted:
        return False
    organisation.trusted = trusted
    organisation.save(update_fields=["trusted"])
    record(by, "partners.trust_changed", organisation, at=at, detail="trusted" if trusted else "checked")
    return True


@transaction.atomic
def set_upkeep_email(organisation: Organisation, *, email: str, by: Membership, at: datetime) -> bool:
    """Say where the partner is asked about its offers (empty: nowhere of its own); returns whether anything changed.

    Raises Refused for what is no address.
    """
    email = mail_address(email)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if organisation.upkeep_email == email:
        return False
    organisation.upkeep_email = email
    organisation.save(update_fields=["upkeep_email"])
    record(by, "partners.address_changed", organisation, at=at)
    return True


def mail_address(text: str) -> str:
    """The address without blanks around it, or empty. Raises Refused for what is none."""
    text = text.strip()
    try:
        if text:
            validate_email(text)
    except ValidationError:
        raise Refused(f"„{text}“ ist keine Mail-Adresse. Sie sieht so aus: team@example.org") from None
    return text
