"""Accepting an invitation. Looking at it uses nothing up: scanners of mails look, people press the button.

Whoever has the link reads the mails of the address; to everybody else every link looks like one that never was.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.internal import ratelimit
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from nestwerk.accounts.limits import too_many
from nestwerk.audit.record import record_denial
from nestwerk.common.tenancy import tenant

from . import actions_invitations as actions
from . import queries_members as queries
from .forms_members import AcceptForm
from .hats import hat_of, put_on, worn
from .models import Invitation, Membership, Network


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: Any, network: str, token: str) -> HttpResponse:
    """Show the way in that fits: sign in first, a button, or a name and a key for a new account."""
    home, at = queries.network_called(network), timezone.now()
    if home is None:
        return _gone(request, None)
    with tenant(home.pk):
        found = queries.open_invitation(home, token, at)
    if found is None:
        return _gone(request, home)
    try:
        if request.user.is_authenticated:
            return _signed_in(request, home, found, token)
        owner = queries.account_of(found.email)
        if owner is not None:
            return _page(request, found, sign_in=f"{reverse('account_login')}?next={quote(request.path)}")
        return _new_person(request, home, found, token)
    except actions.Gone:  # used in this very moment, by a second click
        return _gone(request, home)


def _signed_in(request: Any, home: Network, found: Invitation, token: str) -> HttpResponse:
    owner = queries.account_of(found.email)
    if owner is None or owner.pk != request.user.pk:
        return _page(request, found, other=True, status=409 if request.method == "POST" else 200)
    if request.method != "POST":
        return _page(request, found, accept=True)
    with tenant(home.pk, user_id=request.user.pk):
        member = actions.accept_invitation(home, token=token, user=request.user, at=timezone.now())
    return _welcome(request, member)


def _new_person(request: Any, home: Network, found: Invitation, token: str) -> HttpResponse:
    form = AcceptForm(found.email, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, found, form=form, status=422 if form.is_bound else 200)
    name, password = form.cleaned_data["name"], form.cleaned_data["password"] or None
    with tenant(home.pk):
        member = actions.accept_as_new_person(home, token=token, name=name, password=password, at=timezone.now())
    record_authentication(request, member.user, method="invitation")
    # A brand-new account has nothing to ask again for: it may take its passkey and its recovery codes now.
    record_authentication(request, member.user, method="invitation", reauthenticated=True)
    answer = perform_login(request, Login(user=member.user, email=found.email))
    if request.user.pk != member.user_id:
        return answer  # a further step is asked for
    return _welcome(request, member, to_passkey="passkey" in request.POST)


def _welcome(request: Any, member: Membership, *, to_passkey: bool = False) -> HttpResponse:
    hat = hat_of(member)
    put_on(request, hat)
    return redirect("mfa_add_webauthn") if to_passkey else HttpResponseRedirect(hat.address)


def _page(request: Any, found: Invitation, *, status: int = 200, **more: Any) -> HttpResponse:
    return render(request, "networks/invitation.html", {"invitation": found, **more}, status=status)


def _gone(request: Any, home: Network | None) -> HttpResponse:
    """Wrong, used, withdrawn, expired, of no network: one answer. On record, as long as nobody floods the record."""
    if not ratelimit.consume(request, app="allauth.account", action="invitation", limit_get=True):
        return too_many(request)
    user_id, at = request.user.pk, timezone.now()
    record_denial(home.pk if home else None, user_id, worn(request), "invitation", at=at)
    return render(request, "networks/invitation_gone.html", status=404)
