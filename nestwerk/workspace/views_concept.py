"""An offer that another network gives along with a practice example becomes a draft here."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from nestwerk.catalogue import public as catalogue
from nestwerk.common.refusals import Refused
from nestwerk.finder.texts import texts_for
from nestwerk.offers.actions.concepts import begin_from_concept
from nestwerk.offers.queries.edit import organisation_named, organisations_for
from nestwerk.publishing.examples.published import concept_given
from nestwerk.publishing.examples.telling import facts_of, origin_of

from .forms import ConceptForm


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: Any, network: str) -> HttpResponse:
    """Show the concept, ask for a partner of the own network, and begin the draft."""
    try:
        snap = catalogue.current()
    except catalogue.NotReady:
        raise Http404 from None
    asked = request.GET
    found = concept_given(snap, asked.get("beispiel", ""), asked.get("angebot", ""), to=network)
    if found is None:
        raise Http404
    published, concept = found
    organisations = organisations_for(request.member)
    form = ConceptForm(request.POST if request.method == "POST" else None, organisations=organisations)
    if form.is_valid():
        organisation = organisation_named(request.member, form.cleaned_data["organisation"])
        if organisation is None:
            raise Refused("Diesen Partner gibt es nicht mehr. Bitte wählen Sie noch einmal.")
        draft = begin_from_concept(
            request.network,
            organisation=organisation,
            values=concept.values(),
            copied_from=origin_of(published),
            by=request.member,
            at=timezone.now(),
        )
        messages.success(
            request, "Der Entwurf ist da. Es fehlt, was nur Sie wissen: wann, wo und wie man Sie erreicht."
        )
        return redirect("offers:edit", network=network, offer_id=draft.offer_id)
    context = {
        "published": published,
        "concept": concept,
        "facts": facts_of(concept, snap.terms, texts_for("de")),
        "form": form,
        "nobody": not organisations,
    }
    return render(request, "workspace/concept.html", context, status=422 if form.is_bound else 200)
