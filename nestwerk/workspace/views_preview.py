"""How an offer will look to families while somebody writes it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nestwerk.catalogue.preview import preview_record
from nestwerk.common.headers import content_policy
from nestwerk.finder.preview import preview
from nestwerk.offers.public import offer_with
from nestwerk.offers.queries.drafts import draft_shown, editable_offer
from nestwerk.partners.public import public_organisation


@require_safe
def offer(request: Any, network: str, offer_id: int) -> HttpResponse:
    """The real public page with the values of a draft; only our own pages may hold it in a frame."""
    found = editable_offer(request.member, offer_id)
    if found is None:
        raise Http404
    draft = draft_shown(request.member, found, request.GET.get("entwurf", ""))
    seen = offer_with(found, draft.values if draft else {})
    response = preview(request, preview_record(seen, public_organisation(found.organisation), network))
    if response is None:
        response = render(request, "workspace/preview_later.html")
    tiles = getattr(settings, "NESTWERK_TILE_ORIGIN", "")
    response["Content-Security-Policy"] = content_policy(tiles, framed_by="'self'")
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Cache-Control"] = "no-store"
    return response
