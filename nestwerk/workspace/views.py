"""Pages of the workspace that belong to no single app."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from . import colours as own_colours
from .diagrams import charts_of
from .own import cards
from .queries.numbers import figures, numbers_of
from .queries.own import own_offers
from .queries.today import waiting_for
from .shortcuts import switch_shortcuts
from .today import lines


@require_safe
def today(request: HttpRequest, network: str) -> HttpResponse:
    """What needs me, oldest first."""
    place: Any = request
    context: dict[str, Any] = {"lines": lines(waiting_for(place.member, at=timezone.now()), network)}
    if place.role == "partner":
        own, day = own_offers(place.member, at=timezone.now()), timezone.localdate()
        context["own"] = own
        context["cards"], context["more"] = cards(own, place.member, today=day)
    if place.role == "planner":
        context["figures"] = figures(place.network.pk, at=timezone.now())
    return render(request, "workspace/today.html", context)


@require_safe
def numbers(request: HttpRequest, network: str) -> HttpResponse:
    """How the network's offers and partners stand, as charts and tables; counts only."""
    place: Any = request
    charts = charts_of(numbers_of(place.member, at=timezone.now()))
    return render(request, "workspace/numbers.html", {"charts": charts})


@require_safe
def colours(request: HttpRequest, network: str, wish: str) -> HttpResponse:
    """The network's accent; the address changes with the colour, so browsers may keep it."""
    response = HttpResponse(own_colours.sheet(wish), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    return response


@require_safe
def keyboard(request: HttpRequest, network: str) -> HttpResponse:
    """Which keys do what, and the switch for single keys."""
    return render(request, "workspace/keyboard.html")


@require_POST
def shortcuts(request: HttpRequest, network: str) -> HttpResponse:
    """Switch single keys on or off for this session."""
    on = request.POST.get("on") == "ja"
    switch_shortcuts(request, on)
    messages.success(
        request, "Die Tastenkürzel sind an." if on else "Die Tastenkürzel sind aus, bis Sie sich abmelden."
    )
    return redirect("workspace:keyboard", network=network)
