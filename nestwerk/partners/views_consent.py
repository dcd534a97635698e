"""Whether a partner is a single person, and what she agreed to have public."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from nestwerk.common.refusals import Refused

from .actions_consent import record_consent, set_single_person, withdraw_consent
from .forms import ConsentForm
from .models import Organisation
from .queries import partners_for


@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: Any, network: str, organisation_id: int) -> HttpResponse:
    """Put down the consent."""
    partner = _partner(request, organisation_id)
    said = getattr(partner, "consent", None)
    given = {"on": said.given_on, "way": said.way, "address": said.address, "bulk": said.bulk} if said else {}
    form = ConsentForm(request.POST if request.method == "POST" else None, initial=given)
    if form.is_valid():
        try:
            record_consent(partner, by=request.member, at=timezone.now(), **form.cleaned_data)
        except Refused as no:
            form.add_error(None, no.sentence)
        else:
            messages.success(request, f"Festgehalten. In wenigen Sekunden ist {partner.name} öffentlich zu finden.")
            return HttpResponseRedirect("../")  # the page of the partner, which an app above owns
    context = {"partner": partner, "consent": said, "form": form}
    return render(request, "partners/consent.html", context, status=422 if form.is_bound else 200)


@require_POST
def single_person(request: Any, network: str, organisation_id: int) -> HttpResponse:
    """Say whether the partner is a single person in practice."""
    partner, single = _partner(request, organisation_id), request.POST.get("einzelperson") == "ja"
    if set_single_person(partner, single=single, by=request.member, at=timezone.now()) and single:
        messages.warning(
            request, f"{partner.name} ist jetzt nicht mehr öffentlich. Halten Sie hier fest, was die Person erlaubt."
        )
    elif not single:
        messages.success(request, f"{partner.name} gilt als Einrichtung und ist mit ihren Angeboten öffentlich.")
    return HttpResponseRedirect("../einwilligung/")


@require_POST
def withdraw(request: Any, network: str, organisation_id: int) -> HttpResponse:
    """She said no: gone from the public pages within seconds."""
    partner = _partner(request, organisation_id)
    withdraw_consent(partner, by=request.member, at=timezone.now())
    messages.success(
        request,
        f"In wenigen Sekunden ist von {partner.name} nichts mehr öffentlich, auch nicht in Kalendern und Daten.",
    )
    return HttpResponseRedirect("../einwilligung/")


def _partner(request: Any, organisation_id: int) -> Organisation:
    partner = partners_for(request.member, "partners:consent").filter(pk=organisation_id).first()
    if partner is None:
        raise Http404
    return partner
