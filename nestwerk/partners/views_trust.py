"""How far a partner is trusted, and where it is asked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from nestwerk.accounts.fresh import shown_lately
from nestwerk.common.refusals import Refused

from .actions_trust import set_trust, set_upkeep_email
from .forms import UpkeepForm
from .queries import partners_for


@require_http_methods(["GET", "HEAD", "POST"])
@shown_lately
def trust(request: Any, network: str, organisation_id: int) -> HttpResponse:
    """Set both; nothing is written if one of them is refused."""
    partner = partners_for(request.member, "partners:trust").filter(pk=organisation_id).first()
    if partner is None:
        raise Http404
    given = {"trusted": partner.trusted, "upkeep_email": partner.upkeep_email}
    form = UpkeepForm(request.POST if request.method == "POST" else None, initial=given)
    if form.is_valid():
        at, wanted = timezone.now(), form.cleaned_data
        try:
            set_upkeep_email(partner, email=wanted["upkeep_email"], by=request.member, at=at)
        except Refused as no:
            form.add_error("upkeep_email", no.sentence)
        else:
            set_trust(partner, trusted=wanted["trusted"], by=request.member, at=at)
            messages.success(request, f"Gespeichert. Das gilt ab sofort für {partner.name}.")
            return HttpResponseRedirect("../")  # the page of the partner, which an app above owns
    context = {"partner": partner, "form": form}
    return render(request, "partners/trust.html", context, status=422 if form.is_bound else 200)
