"""Who belongs to the network: the list, and the ways to change and end a membership."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nestwerk.accounts.fresh import shown_lately
from nestwerk.common.refusals import Refused

from . import actions_members as actions
from . import queries_members as queries
from . import rules
from .forms_members import ChangeForm, EndForm, HandOverForm
from .models import Membership


@require_safe
def members(request: Any, network: str) -> HttpResponse:
    """Everybody the member may see, who is invited, and who has left."""
    at = timezone.now()
    current, former = queries.members_on_the_list(request.member, at)
    invitations = list(queries.invitations_seen_by(request.member))
    shown = {"current": current, "former": former, "invitations": invitations, "at": at}
    return render(request, "networks/members.html", shown)


@require_safe
def member(request: Any, network: str, member_id: int) -> HttpResponse:
    """One member: since when, how far, what she looks after."""
    return _detail(request, _member(request, member_id))


@require_http_methods(["GET", "HEAD", "POST"])
@shown_lately
def change(request: Any, network: str, member_id: int) -> HttpResponse:
    """What a member sees: social spaces, own organisations."""
    one = _member(request, member_id)
    if not rules.may_change(request.member, one):
        raise Refused("Was Sie selbst sehen, ändert jemand anderes für Sie.")
    form = ChangeForm(request.member, one, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _form(request, "networks/member_change.html", one, form)
    try:
        actions.change_member(one, by=request.member, at=timezone.now(), **form.reach())
    except Refused as no:
        form.add_error(None, no.sentence)
        return _form(request, "networks/member_change.html", one, form)
    messages.success(request, f"Gespeichert. {one.user} arbeitet ab sofort damit.")
    return redirect("networks:member", network=network, member_id=one.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@shown_lately
def end(request: Any, network: str, member_id: int) -> HttpResponse:
    """Let somebody go: says what follows, asks when and who takes over."""
    one, at = _member(request, member_id), timezone.now()
    if not rules.may_end(request.member, one):
        raise Refused(actions.NOT_YOURS)
    cared = queries.looked_after_by(one)
    form = EndForm(one, at, bool(cared), request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _form(request, "networks/member_end.html", one, form, cared=cared)
    until, successor = form.cleaned_data["until"], form.cleaned_data.get("successor")
    try:
        ended = actions.end_membership(one, by=request.member, at=at, until=until, successor=successor)
    except Refused as no:
        form.add_error(None, no.sentence)
        return _form(request, "networks/member_end.html", one, form, cared=cared)
    messages.success(request, _farewell(ended, len(cared)))
    if one.pk == request.member.pk and not ended.holds(at):
        return redirect("roles:hats")
    return redirect("networks:member", network=network, member_id=one.pk)


@require_POST
def keep(request: Any, network: str, member_id: int) -> HttpResponse:
    """Undo an end that has not come yet."""
    one = _member(request, member_id)
    actions.keep_member(one, by=request.member, at=timezone.now())
    messages.success(request, f"{one.user} bleibt. Das Ende ist zurückgenommen.")
    return redirect("networks:member", network=network, member_id=one.pk)


@require_POST
@shown_lately
def hand_over(request: Any, network: str, member_id: int) -> HttpResponse:
    """Give what a leaver looked after to somebody else."""
    one, at = _member(request, member_id), timezone.now()
    form = HandOverForm(one, at, request.POST)
    if not form.is_valid():
        return _detail(request, one, form)
    actions.hand_over(one, by=request.member, successor=form.cleaned_data["successor"], at=at)
    messages.success(request, f"{form.cleaned_data['successor'].user} übernimmt.")
    return redirect("networks:member", network=network, member_id=one.pk)


def _member(request: Any, member_id: int) -> Membership:
    one = get_object_or_404(queries.members_seen_by(request.member), pk=member_id)
    one.network = request.network
    return one


def _detail(request: Any, one: Membership, form: HandOverForm | None = None) -> HttpResponse:
    at, cared = timezone.now(), queries.looked_after_by(one)
    leaving = one.ends_at is not None
    shown = {
        "one": one,
        "at": at,
        "gone": leaving and not one.holds(at),
        "cared": cared,
        "reach": queries.reach_of(one),
        "has_factor": queries.has_factor(one),
        "may_change": rules.may_change(request.member, one) and one.role in rules.WITH_SPACES,
        "may_end": rules.may_end(request.member, one),
        "may_keep": rules.may_keep(request.member, one),
        "form": form or (HandOverForm(one, at) if leaving and cared and rules.may_end(request.member, one) else None),
    }
    return render(request, "networks/member.html", shown, status=422 if form else 200)


def _form(request: Any, page: str, one: Membership, form: Any, **more: Any) -> HttpResponse:
    return render(request, page, {"one": one, "form": form, **more}, status=422 if form.is_bound else 200)


def _farewell(ended: Membership, cared: int) -> str:
    when = "ist beendet" if ended.ends_at and ended.ends_at <= timezone.now() else "ist befristet"
    taken = f" {cared} Partner gehen an {ended.successor.user}." if cared and ended.successor else ""
    return f"Der Zugang von {ended.user} {when}.{taken}"
