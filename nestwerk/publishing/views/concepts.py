"""The offers a practice example gives along: attached and taken away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from nestwerk.catalogue import public as catalogue
from nestwerk.catalogue.records import OfferRecord
from nestwerk.common.order import german_key
from nestwerk.common.refusals import Refused

from ..actions.concepts import attach_concept, detach_concept
from ..examples.concepts import concept_of, may_be_given
from ..models.examples import PracticeExample
from ..queries.examples import example_of


def offers_to_give(network: str) -> dict[str, OfferRecord]:
    """The published offers of a network that may be given along, by what is chosen: title and provider."""
    try:
        snap = catalogue.current()
        records = snap.offers(network) if network in snap.networks else ()
    except catalogue.NotReady:
        return {}
    named = {f"{record.title} – {record.organisation}": record for record in records if may_be_given(record)}
    return dict(sorted(named.items(), key=lambda one: german_key(one[0])))


@require_POST
def attach(request: Any, network: str, example_id: int) -> HttpResponse:
    """Give one of the own published offers along."""
    row = _find(request, example_id)
    record = offers_to_give(network).get(request.POST.get("angebot", ""))
    if record is None:
        raise Refused("Dieses Angebot steht nicht zur Wahl. Bitte wählen Sie eines aus der Liste.")
    attach_concept(row, concept_of(record), by=request.member, at=timezone.now())
    messages.success(request, f"„{record.title}“ gehört jetzt zum Beispiel. Lesen Sie nach, was andere davon bekommen.")
    return redirect("publishing:example", network=network, example_id=row.pk)


@require_POST
def detach(request: Any, network: str, example_id: int) -> HttpResponse:
    """Give an offer along no longer."""
    row = _find(request, example_id)
    detach_concept(row, offer_id=request.POST.get("angebot", ""), by=request.member, at=timezone.now())
    messages.success(request, "Das Angebot gehört nicht mehr zum Beispiel.")
    return redirect("publishing:example", network=network, example_id=row.pk)


def _find(request: Any, example_id: int) -> PracticeExample:
    row = example_of(request.network, example_id)
    if row is None:
        raise Http404
    return row
