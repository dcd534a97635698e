"""What is done to accounts from outside of them."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import person

from . import mails
from .models import User


def reset_factors(user: User, *, asked_by: User, at: datetime) -> int:
    """Take away all second factors of somebody who lost them, and end her sessions. Returns how many there were.

    Two people are needed (R-50): one who knows her asks, the operator runs the command. Both accounts get a mail,
    so that a false request is noticed. She signs in by password (or asks for a new one) and sets up new factors.
    """
    if user.pk == asked_by.pk:
        raise Refused("Für sich selbst kann das niemand erbitten. Bitten Sie eine zweite Person aus Ihrem Netzwerk.")
    if not asked_by.is_active:
        raise Refused(f"Das Konto {asked_by.email} ist gesperrt und kann nichts erbitten.")
    with person(user.pk):
        gone, _ = Authenticator.objects.filter(user=user).delete()
        if not gone:
            raise Refused(f"Das Konto {user.email} hat keinen zweiten Schritt. Es ist nichts zurückzusetzen.")
        end_all_sessions(user)
        record(None, "account.factors_reset", user, at=at, user_id=asked_by.pk, hat="operator", count=gone)
        mails.write_to(user, "factors_reset", at=at)
    mails.write_to(asked_by, "factors_reset_asked", at=at, whose=str(user))
    return gone


def end_all_sessions(user: User) -> int:
    """Sign somebody out everywhere. Returns the number of sessions."""
    with transaction.atomic():
        keys = list(UserSession.objects.filter(user=user).values_list("session_key", flat=True))
        Session.objects.filter(session_key__in=keys).delete()
        UserSession.objects.filter(session_key__in=keys).delete()
    return len(keys)
