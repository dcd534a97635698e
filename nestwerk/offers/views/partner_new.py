"""A partner is taken into the network. The page stands here and not in ``partners``, which cannot tell likeness."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from nestwerk.common.refusals import Refused
from nestwerk.networks.rights import NOTHING, reach
from nestwerk.partners.actions_new import create_partner

from ..forms.partners import NewPartnerForm
from ..queries.directory import labels_of
from ..queries.partners import partners_alike


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any, network: str) -> HttpResponse:
    """Ask who it is; where there is a partner with a like name already, ask once more.

    For a single person her consent comes next, where she who writes may put it down.
    """
    asks_email = reach(request.role, "partners:trust") != NOTHING
    given = request.POST if request.method == "POST" else None
    form = NewPartnerForm(given, kinds=labels_of("partner_type"), asks_email=asks_email)
    alike = []
    if form.is_valid():
        wanted = form.cleaned_data
        alike = [] if "trotzdem" in request.POST else partners_alike(request.network, wanted["name"])
        if not alike:
            try:
                partner = create_partner(request.network, **wanted, by=request.member, at=timezone.now())
            except Refused as no:
                form.add_error("name", no.sentence)
            else:
                messages.success(request, f"{partner.name} ist jetzt Partner im Netzwerk.")
                if partner.single_person and reach(request.role, "partners:consent") != NOTHING:
                    return redirect("partners:consent", network=network, organisation_id=partner.pk)
                return redirect("offers:partner", network=network, organisation_id=partner.pk)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "offers/partner_new.html", {"form": form, "alike": alike}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def like_name(request: Any, network: str) -> HttpResponse:
    """Partners with a like name, while one is typed."""
    found = partners_alike(request.network, request.POST.get("name", "")[:200])
    return render(request, "offers/_partners_alike.html", {"alike": found})
