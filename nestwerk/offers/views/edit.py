"""Writing about an offer: a list of small tasks, each a page of its own."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..editing.fields import SECTIONS, current, missing
from ..queries.drafts import editable_offer, others_drafts, own_draft


@require_safe
def edit(request: Any, network: str, offer_id: int) -> HttpResponse:
    """The task list of an offer with what each section still wants."""
    offer = editable_offer(request.member, offer_id)
    if offer is None:
        raise Http404
    draft = own_draft(request.member, offer)
    values = current(offer) | (draft.values if draft else {})
    tasks = [(section, missing(section, values)) for section in SECTIONS]
    context = {"offer": offer, "draft": draft, "tasks": tasks, "others": others_drafts(request.member, offer)}
    return render(request, "offers/edit.html", context)
