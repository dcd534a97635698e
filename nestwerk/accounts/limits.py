"""When somebody tries too often: limits per account and per network address that lock nobody else out (R-56).

Wrong passwords count for the account *at one network address*, so a stranger elsewhere cannot use up the owner's
tries. Against many addresses at once there is a second, wider limit per account; it spares addresses from which the
account was entered before. A passkey opens the door at all times. Figures: ``ACCOUNT_RATE_LIMITS`` in the settings;
counted in the database, so they hold across processes.
"""

from __future__ import annotations

from datetime import datetime

from allauth.core.internal.ratelimit import get_ip
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from .records import write

FAMILIAR_SECONDS = 90 * 24 * 3600
WAIT_SECONDS = 300


def _mark(kind: str, *parts: str) -> str:
    """A key of the cache that tells neither address nor account."""
    return f"{kind}:{salted_hmac('nestwerk.accounts.limits', '|'.join(parts), algorithm='sha256').hexdigest()}"


def at_address(request: HttpRequest, email: str) -> str:
    """The account and the network address together, as one key to count by."""
    return f"{email.lower()}|{get_ip(request)}"


def is_familiar(request: HttpRequest, email: str) -> bool:
    """Whether this account was entered from this network address within 90 days."""
    return cache.get(_mark("familiar", email.lower(), get_ip(request))) is not None


def make_familiar(request: HttpRequest, email: str) -> None:
    """Remember that the right password came from this network address."""
    cache.set(_mark("familiar", email.lower(), get_ip(request)), 1, FAMILIAR_SECONDS)


def too_often(request: HttpRequest, kind: str, *, most: int, seconds: int, at: datetime) -> bool:
    """Whether this network address has done ``kind`` so often within the last ``seconds``; if not, count this time.

    For doors without an account. What is kept is a mark of the address with the times, no longer than that.
    """
    key, now = _mark(kind, get_ip(request)), at.timestamp()
    tries = [one for one in cache.get(key, []) if one > now - seconds]
    if len(tries) >= most:
        return True
    cache.set(key, [*tries, now], seconds)
    return False


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429: wait a little. On record once a minute for each network address, lest the record be flooded."""
    if cache.add(_mark("limited", get_ip(request)), 1, 60):
        place = request.resolver_match.url_name if request.resolver_match else ""
        write("account.limited", request.user.pk, detail=place or "")
    response = render(request, "account/too_many.html", status=429, using="workspace")
    response["Retry-After"] = str(WAIT_SECONDS)
    return response
