"""Small answers while somebody types: hints for a text, offers with a like title, the place of a postal code."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from nestwerk.networks.places import counties, county_of, place_name

from ..forms.where import UNKNOWN, is_postal_code
from ..queries.edit import organisation_named
from .edit import found
from .edit_known import about_text, similar

LONGEST = 8000  # characters of a text that are looked at


@require_http_methods(["GET", "HEAD", "POST"])
def hints(request: Any, network: str, offer_id: int) -> HttpResponse:
    """What could be easier to read in the text that is being typed, and whether there is such an offer already."""
    offer = found(request, offer_id)
    texts = {name: request.POST.get(name, "")[:LONGEST] for name in ("title", "summary", "description")}
    return render(request, "offers/edit/_hints_all.html", about_text(request.member, offer, texts))


@require_http_methods(["GET", "HEAD", "POST"])
def like_title(request: Any, network: str) -> HttpResponse:
    """Offers with a like title, while a new one is begun."""
    wanted = request.POST.get("organisation", "")
    provider = organisation_named(request.member, int(wanted)) if wanted.isascii() and wanted.isdigit() else None
    found_ = similar(request.member, request.POST.get("title", "")[:200], provider.name if provider else "")
    return render(request, "offers/edit/_similar.html", {"similar": found_})


@require_http_methods(["GET", "HEAD"])
def place(request: Any, network: str) -> HttpResponse:
    """Which place a postal code belongs to."""
    return render(request, "offers/edit/_place.html", {"place": place_of(request.GET.get("postal_code", ""))})


def place_of(postal_code: str) -> str:
    """A sentence about a postal code; empty while it is not finished."""
    code = postal_code.strip()[:10]
    if len(code) < 5:
        return ""
    if not is_postal_code(code):
        return UNKNOWN
    name, county = place_name(code), counties().get(county_of(code), "")
    told = f"{name} ({county})" if county and county != name else name
    return f"{code} gehört zu: {told}" if told else ""
