"""A partner gets another name, or is dissolved and its offers are handed over."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from nestwerk.common.refusals import Refused
from nestwerk.partners.models import Organisation

from ..actions import handover as actions
from ..forms.partners import DissolveForm, RenameForm
from ..queries import partners as queries


@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: Any, network: str, organisation_id: int) -> HttpResponse:
    """Another name."""
    partner = _partner(request, organisation_id, "offers:rename_partner")
    form = RenameForm(request.POST if request.method == "POST" else None, initial={"name": partner.name})
    if form.is_valid():
        try:
            renamed = actions.rename_partner(
                partner, name=form.cleaned_data["name"], by=request.member, at=timezone.now()
            )
        except Refused as no:
            form.add_error("name", no.sentence)
        else:
            messages.success(
                request, f"Der Partner heißt jetzt {renamed.name}. Das steht gleich auch öffentlich so da."
            )
            return redirect("offers:partner", network=network, organisation_id=partner.pk)
    context = {"partner": partner, "form": form}
    return render(request, "offers/partner_rename.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def dissolve(request: Any, network: str, organisation_id: int) -> HttpResponse:
    """What becomes of each offer."""
    partner = _partner(request, organisation_id, "offers:dissolve_partner")
    offers = queries.offers_to_hand_over(partner)
    others = queries.partners_there(request.network, without=partner.pk)
    form = DissolveForm(offers, others, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            handed, ended = actions.dissolve_partner(partner, to=form.to, by=request.member, at=timezone.now())
        except Refused as no:
            form.add_error(None, no.sentence)
        else:
            messages.success(request, f"{partner.name} ist aufgelöst. Übergeben: {handed}, beendet: {ended}.")
            return redirect("offers:partner", network=network, organisation_id=partner.pk)
    context = {"partner": partner, "form": form, "others": others, "members": queries.members_of(partner)}
    return render(request, "offers/partner_dissolve.html", context, status=422 if form.is_bound else 200)


@require_POST
def revive(request: Any, network: str, organisation_id: int) -> HttpResponse:
    """Dissolved by mistake."""
    partner = _partner(request, organisation_id, "offers:revive_partner")
    actions.revive_partner(partner, by=request.member, at=timezone.now())
    messages.success(request, f"{partner.name} gibt es wieder. Übergebene und beendete Angebote bleiben, wie sie sind.")
    return redirect("offers:partner", network=network, organisation_id=partner.pk)


def _partner(request: Any, organisation_id: int, page: str) -> Organisation:
    partner = queries.partner_within(request.member, organisation_id, page)
    if partner is None:
        raise Http404
    return partner
