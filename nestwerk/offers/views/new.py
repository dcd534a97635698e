"""Beginning an offer: whose it is and what it is called; everything else comes in small tasks."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from nestwerk.common.refusals import Refused

from ..actions.drafts import new_offer
from ..forms.new import NewOffer
from ..queries.edit import organisation_named, organisations_for, own_spaces, space_named
from .edit_known import similar


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any, network: str) -> HttpResponse:
    """Ask for partner and title; where there is something like it already, ask once more."""
    organisations, spaces = organisations_for(request.member), own_spaces(request.member)
    if not organisations or spaces == []:
        return render(request, "offers/new.html", {"nobody": True, "no_spaces": spaces == []})
    form = NewOffer(request.POST if request.method == "POST" else None, organisations=organisations, spaces=spaces)
    alike: list[dict[str, Any]] = []
    if form.is_valid():
        organisation = organisation_named(request.member, form.chosen("organisation") or 0)
        if organisation is None:
            raise Refused("Diesen Partner gibt es nicht mehr. Bitte wählen Sie noch einmal.")
        title = form.cleaned_data["title"]
        alike = [] if "trotzdem" in request.POST else similar(request.member, title, organisation.name)
        if not alike:
            draft = new_offer(
                request.network,
                organisation=organisation,
                title=title,
                by=request.member,
                at=timezone.now(),
                social_space=space_named(request.member, form.chosen("social_space")),
            )
            return redirect("offers:edit", network=network, offer_id=draft.offer_id)
    only = dict(organisations).get(form.only.get("organisation", 0), "")
    return render(request, "offers/new.html", {"form": form, "similar": alike, "only": only})
