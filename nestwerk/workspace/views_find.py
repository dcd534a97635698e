"""The command field: pages, offers, partners and members by name."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from .findings import groups
from .navigation import place_named, places_called
from .queries.found import LONGEST, find

AT_ONCE, ON_PAGE = 5, 30


@require_safe
@vary_on_headers("HX-Request")
def found(request: HttpRequest, network: str) -> HttpResponse:
    """A short list under the field for htmx, else a page; the exact name of a page leads straight there."""
    place: Any = request
    member, words, short = place.member, request.GET.get("q", "")[:LONGEST].strip(), bool(place.htmx)
    named = None if short else place_named(words, member.role, network)
    if named:
        return redirect(named.address)
    context = {
        "asked": words,
        "places": places_called(words, member.role, network)[: AT_ONCE if short else ON_PAGE],
        "groups": groups(find(words, member, at=timezone.now(), most=AT_ONCE if short else ON_PAGE), network),
    }
    return render(request, "workspace/_found.html" if short else "workspace/find.html", context)
