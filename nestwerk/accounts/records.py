"""Sign-ins on record: who came in by which way, who was refused, what changed about a key. Ids, never addresses.

Django and allauth tell by signals; this is the only place that listens.
"""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.account.authentication import get_authentication_records
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from allauth.socialaccount import signals as social
from django.contrib.auth import signals as auth
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from nestwerk.audit.record import record
from nestwerk.common.tenancy import current, person

from .models import User

WAYS = {"socialaccount": "oidc", "password_reset": "reset", "webauthn": "passkey", "recovery_codes": "recovery"}


def speaking_for() -> int | None:
    """The network the open transaction speaks for; None outside of one, as on every page of the account."""
    return int(current() or 0) or None if connection.in_atomic_block else None


def write(event: str, user_id: int | None, *, detail: str = "", count: int | None = None) -> None:
    """One line about an account, in a transaction of its own unless one is open."""
    network_id, at = speaking_for(), timezone.now()
    with person(user_id or 0):
        record(None, event, at=at, network_id=network_id, user_id=user_id, detail=detail, count=count)


def way_in(request: HttpRequest, user: User) -> str:
    """The ways of this sign-in in their order, for example ``password+totp`` or ``passkey``."""
    ways = [
        entry["type"] if entry["method"] == "mfa" else entry["method"]
        for entry in get_authentication_records(request, user)
        if not entry.get("reauthenticated")
    ]
    return "+".join(dict.fromkeys(WAYS.get(way, way) for way in ways))


def signed_in(request: HttpRequest, user: User, **_: Any) -> None:
    """Through the door."""
    write("account.signed_in", user.pk, detail=way_in(request, user))


def refused(credentials: dict[str, Any], **_: Any) -> None:
    """A wrong password. One question to the database, whether the account exists or not."""
    email = str(credentials.get("email", "")).lower()
    write("account.refused", User.objects.filter(email=email).values_list("pk", flat=True).first(), detail="password")


def refused_factor(user: User, authenticator: Authenticator, **_: Any) -> None:
    """A wrong code after a right password."""
    write("account.refused", user.pk, detail=WAYS.get(authenticator.type, authenticator.type))


def signed_out(request: HttpRequest, user: User | None, **_: Any) -> None:
    """Gone by itself, or sent away by the clock."""
    if user is not None:
        write("account.signed_out", user.pk, detail="ended" if getattr(request, "session_is_over", False) else "")


def factor_added(user: User, authenticator: Authenticator, **_: Any) -> None:
    """A new key to the door."""
    write("account.factor_added", user.pk, detail=WAYS.get(authenticator.type, authenticator.type))


def factor_removed(user: User, authenticator: Authenticator, **_: Any) -> None:
    """A key less."""
    write("account.factor_removed", user.pk, detail=WAYS.get(authenticator.type, authenticator.type))


def codes_renewed(user: User, **_: Any) -> None:
    """New recovery codes; the old ones are void."""
    write("account.codes_renewed", user.pk)


def password_changed(user: User, **_: Any) -> None:
    """By somebody who was signed in."""
    write("account.password_changed", user.pk)


def password_reset(user: User, **_: Any) -> None:
    """By somebody who reads the mails of this address."""
    write("account.password_changed", user.pk, detail="reset")


def county_linked(sociallogin: Any, **_: Any) -> None:
    """The county's own sign-in now opens this account."""
    write("account.county_linked", sociallogin.user.pk)


def county_unlinked(socialaccount: Any, **_: Any) -> None:
    """It no longer does."""
    write("account.county_unlinked", socialaccount.user_id)


def listen() -> None:
    """Connect everything; called once when Django is ready."""
    for signal, listener in (
        (account.user_logged_in, signed_in),
        (account.password_changed, password_changed),
        (account.password_set, password_changed),
        (account.password_reset, password_reset),
        (auth.user_login_failed, refused),
        (auth.user_logged_out, signed_out),
        (mfa.authentication_failed, refused_factor),
        (mfa.authenticator_added, factor_added),
        (mfa.authenticator_removed, factor_removed),
        (mfa.authenticator_reset, codes_renewed),
        (social.social_account_added, county_linked),
        (social.social_account_removed, county_unlinked),
    ):
        signal.connect(listener, dispatch_uid=f"nestwerk.accounts.records.{listener.__name__}")
