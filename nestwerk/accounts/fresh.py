"""Asking again before something that matters, where allauth does not: once within five minutes (R-54)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import (
    get_reauthentication_flows,
    raise_if_reauthentication_required,
)
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from .sessions import BEGAN

View = Callable[..., HttpResponse]
OPENED_FOR = 15 * 60  # seconds


def asked_again(view: View) -> View:
    """The person has shown within five minutes that it is her; allauth's middleware asks otherwise.

    Somebody who only has the county's sign-in cannot be asked here: she comes in anew. A newcomer without any key
    yet is not asked; there is nothing to protect but the session itself.
    """

    @wraps(view)
    def asking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            if get_reauthentication_flows(request.user):
                raise_if_reauthentication_required(request, app="allauth.mfa")
            elif _came_long_ago(request) and SocialAccount.objects.filter(user_id=request.user.pk).exists():
                logout(request)
                messages.info(request, "Zu Ihrem Schutz melden Sie sich dafür bitte noch einmal an.")
                return HttpResponseRedirect(f"{settings.LOGIN_URL}?next={quote(request.path)}")
        return view(request, *args, **kwargs)

    return asking


def shown_lately(view: View) -> View:
    """For changes of rights inside a network: asked when the page is opened, after five minutes (R-54).

    allauth would resume a form outside the network's door. So it is the page that asks, and what was opened then may
    be sent for a quarter of an hour: nobody loses what she typed.
    """

    @wraps(view)
    def asking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        reading = request.method in ("GET", "HEAD")
        allowed = settings.ACCOUNT_REAUTHENTICATION_TIMEOUT if reading else OPENED_FOR
        if timezone.now().timestamp() - _last_shown(request) <= allowed:
            return view(request, *args, **kwargs)
        back = quote(request.get_full_path() if reading else request.path)
        ways = get_adapter().get_reauthentication_methods(request.user)
        messages.info(request, "Zu Ihrem Schutz zeigen Sie bitte noch einmal, dass Sie es sind.")
        if ways:
            return HttpResponseRedirect(f"{ways[0]['url']}?next={back}")
        logout(request)
        return HttpResponseRedirect(f"{settings.LOGIN_URL}?next={back}")

    return asking


def _last_shown(request: HttpRequest) -> float:
    """When the person last showed that it is her, in epoch seconds."""
    user = request.user if request.user.is_authenticated else None
    shown = [float(record["at"]) for record in get_authentication_records(request, user) if record.get("at")]
    return max(shown, default=float(request.session.get(BEGAN, 0)))


def _came_long_ago(request: HttpRequest) -> bool:
    began = request.session.get(BEGAN, 0)
    return timezone.now().timestamp() - began > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
