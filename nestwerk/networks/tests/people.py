"""People of the tests: accounts with a hat, and a client that wears it."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from django.test import Client

from nestwerk.accounts.models import User
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network

SINCE = datetime(2026, 1, 1, tzinfo=UTC)


def make_user(email: str = "ada@example.org", *, name: str = "Ada Beispiel", password: str | None = None) -> User:
    """An account. Without a password it cannot sign in by one."""
    from allauth.account.models import EmailAddress

    user = User.objects.create_user(email, name=name, password=password)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def make_member(network: Network, role: str = "coordinator", *, user: User | None = None, **rest: object) -> Membership:
    """A membership that has held for long; ``spaces`` default to "mitte" for the coordination of social spaces."""
    user = user or make_user(f"{role}@{network.slug}.example.org", name=f"{role.title()} Beispiel")
    if role == "space":
        rest.setdefault("spaces", ["mitte"])
    rest.setdefault("starts_at", SINCE)
    with tenant(network.pk):
        return Membership.objects.create(network=network, user=user, role=role, **rest)  # type: ignore[misc]


def signed_in(member: Membership) -> Client:
    """A client signed in and wearing the hat of ``member``, with a second factor where the role needs one."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from allauth.mfa.utils import is_mfa_enabled

    if member.role in settings.SECOND_FACTOR_ROLES and not is_mfa_enabled(member.user):
        TOTP.activate(member.user, generate_totp_secret())
    client = Client()
    client.force_login(member.user)
    session = client.session
    session["hat"] = f"member:{member.pk}"
    session.save()
    return client
