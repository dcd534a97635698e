"""Inviting people, and what can be done with an invitation that is not accepted yet."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from nestwerk.accounts.fresh import shown_lately
from nestwerk.common.refusals import Refused

from . import actions_invitations as actions
from . import queries_members as queries
from .forms_members import InviteForm
from .models import Invitation


@require_http_methods(["GET", "HEAD", "POST"])
@shown_lately
def invite(request: Any, network: str) -> HttpResponse:
    """Ask for address and role; send the invitation."""
    form = InviteForm(request.member, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, form)
    email, role = form.cleaned_data["email"], form.cleaned_data["role"]
    try:
        actions.invite(request.network, by=request.member, email=email, role=role, at=timezone.now(), **form.reach())
    except Refused as no:
        form.add_error(None, no.sentence)
        return _page(request, form)
    messages.success(request, f"Die Einladung an {email} ist unterwegs.")
    return redirect("networks:members", network=network)


@require_POST
def resend(request: Any, network: str, invitation_id: int) -> HttpResponse:
    """A new mail with a new link; the old link is void."""
    invitation = _invitation(request, invitation_id)
    actions.resend_invitation(invitation, by=request.member, at=timezone.now())
    messages.success(
        request, f"Die Einladung an {invitation.email} ist noch einmal unterwegs. Der alte Link gilt nicht mehr."
    )
    return redirect("networks:members", network=network)


@require_POST
def withdraw(request: Any, network: str, invitation_id: int) -> HttpResponse:
    """The link is void."""
    invitation = _invitation(request, invitation_id)
    actions.withdraw_invitation(invitation, by=request.member, at=timezone.now())
    messages.success(request, f"Die Einladung an {invitation.email} ist zurückgezogen. Der Link gilt nicht mehr.")
    return redirect("networks:members", network=network)


def _invitation(request: Any, invitation_id: int) -> Invitation:
    return get_object_or_404(queries.invitations_seen_by(request.member), pk=invitation_id)


def _page(request: Any, form: InviteForm) -> HttpResponse:
    return render(request, "networks/invite.html", {"form": form}, status=422 if form.is_bound else 200)
