"""Whether a session stands on two legs (R-50)."""

from __future__ import annotations

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest


def has_second_factor(request: HttpRequest) -> bool:
    """Whether the account has a second factor; allauth asks for it at every sign-in once it is there.

    The county's own sign-in counts where the operator says that it asks for one itself
    (``NESTWERK_OIDC_SECOND_FACTOR``). A passkey is both factors at once.
    """
    if getattr(request.user, "demo", False):
        return True  # invented people show the house; nobody real stands behind them
    if is_mfa_enabled(request.user):
        return True
    ways = {record.get("method") for record in get_authentication_records(request, request.user)}
    return settings.OIDC_SECOND_FACTOR and "socialaccount" in ways
