"""The calendars on the coordinator's shelf: what there is, and the addresses to hand on."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nestwerk.catalogue import public as catalogue

from ..calendars.scopes import Choice, spaces, topics, towns, with_dates


@require_safe
def desk(request: Any, network: str) -> HttpResponse:
    """Every calendar of the network with its address; nothing yet where it has never been published."""
    base = (settings.PUBLIC_URL or request.build_absolute_uri("/")).rstrip("/")
    front = f"{base}/{request.network.slug}"
    context: dict[str, Any] = {"front": front, "total": 0, "groups": []}
    try:
        snap = catalogue.current()
        record = snap.networks.get(request.network.slug)
    except catalogue.NotReady:
        record = None
    if record is not None:
        offers = with_dates(snap.offers(record.slug))
        groups: list[tuple[str, str, list[Choice]]] = [
            ("raum", "Nach Region", spaces(offers, record)),
            ("ort", "Nach Ort", towns(offers)),
            ("thema", "Nach Thema", topics(offers, snap.terms, lambda code: snap.terms[code].labels["de"])),
        ]
        context |= {"total": len(offers), "groups": [group for group in groups if group[2]]}
    return render(request, "publishing/calendars_desk.html", context)
