"""Roles in the installation: only the operator's command gives and takes them, as the schema's owner (R-08)."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q, QuerySet

from nestwerk.accounts.models import Appointment, User
from nestwerk.audit.record import record
from nestwerk.common.lands import LANDS, land_of_ags
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import OWNER, person

from .queries_members import account_of

_KEYS = {letters: f"{number:02}" for number, letters in enumerate(LANDS, 1)}


class Appointed(NamedTuple):
    """An account and what happened to it."""

    user: User
    new_account: bool
    changed: bool


def appoint(*, email: str, role: str, land: str = "", at: datetime) -> Appointed:
    """Give an account a role in the installation; a missing account is made, without a password.

    ``land``: two letters or digits, only for the Landeskoordination. Safe to repeat. Raises Refused for an address,
    a role or a Land that is none.
    """
    land = _checked(email, role, land)
    user = account_of(email.strip().lower())
    new = user is None
    if user is None:
        with transaction.atomic():  # committed first: the owner speaks on a connection of her own
            user = User.objects.create_user(email)
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    with transaction.atomic(using=OWNER):
        if _held(user, role, land, at).exists():
            return Appointed(user, new, False)
        made = Appointment.objects.using(OWNER).create(user_id=user.pk, role=role, land=land, starts_at=at)
        _record("networks.appointed", made, at)
    return Appointed(user, new, True)


def end_appointment(*, email: str, role: str, land: str = "", at: datetime) -> Appointed:
    """Take a role in the installation away, at once. Raises Refused if the account does not hold it."""
    land = _checked(email, role, land)
    user = account_of(email.strip().lower())
    if user is None:
        raise Refused(f"Ein Konto mit der Adresse {email} gibt es nicht.")
    with transaction.atomic(using=OWNER):
        held = list(_held(user, role, land, at).select_for_update())
        if not held:
            raise Refused(f"{user.email} hat diese Rolle nicht.")
        for one in held:
            one.ends_at = at
            one.save(using=OWNER, update_fields=["ends_at"])
            _record("networks.appointment_ended", one, at)
    return Appointed(user, False, True)


def _checked(email: str, role: str, land: str) -> str:
    """The key of the Land, empty for the operator."""
    try:
        validate_email(email.strip())
    except ValidationError as error:
        raise Refused(f"„{email}“ ist keine E-Mail-Adresse.") from error
    if role not in Appointment.Role.values:
        raise Refused(f"Die Rolle „{role}“ gibt es nicht. Möglich sind: {', '.join(Appointment.Role.values)}.")
    if role == Appointment.Role.OPERATOR:
        if land:
            raise Refused("Der Betrieb gilt für die ganze Installation. Bitte --land weglassen.")
        return ""
    key = _KEYS.get(land.upper(), land)
    if len(key) != 2 or not land_of_ags(key):
        raise Refused("Zur Landeskoordination gehört ein Land, zum Beispiel: --land TH")
    return key


def _held(user: User, role: str, land: str, at: datetime) -> QuerySet[Appointment]:
    holds = Q(ends_at__isnull=True) | Q(ends_at__gt=at)
    return Appointment.objects.using(OWNER).filter(holds, user_id=user.pk, role=role, land=land)


def _record(event: str, appointment: Appointment, at: datetime) -> None:
    with person(0):
        record(None, event, appointment, at=at, hat="operator", detail=f"{appointment.role} {appointment.land}".strip())
