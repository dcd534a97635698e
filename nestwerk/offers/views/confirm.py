"""The partner's minute: the page behind the link in a mail, without signing in, without session or cookie.

Looking changes nothing; buttons do. Whoever has the link may confirm or correct the offers it names, each once.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.db import Error as DatabaseTrouble
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from nestwerk.common.anonymous import anonymous_post
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network

from ..actions.links import (
    confirm_all_through_link,
    confirm_through_link,
    correct_through_link,
    gone_through_link,
)
from ..at_a_glance import facts
from ..forms.correction import MESSAGE, CorrectionForm
from ..models import Offer
from ..queries.links import Opened, network_of_link, opened
from ..rules.freshness import local_day

HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}
ALL = "alle"


class Door:
    """What a view behind the link gets: the network, the link's word, what it opens, the moment."""

    def __init__(self, network: Network, token: str, found: Opened, at: datetime) -> None:
        self.network, self.token, self.found, self.at = network, token, found, at

    @property
    def address(self) -> str:
        """Of the page with all offers."""
        return reverse("confirm:page", args=[self.network.slug, self.token])


def by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Open the network of a link that still opens something; every other link gets the same friendly page."""

    @wraps(view)
    def opening(request: HttpRequest, network: str, token: str, **rest: Any) -> HttpResponse:
        try:
            response = _inside(view, request, network, token, **rest)
        except DatabaseTrouble:
            form = CorrectionForm(None, request.POST) if MESSAGE in request.POST else None
            context = {"form": form, "sent": [request.POST["angebot"]] if "angebot" in request.POST else []}
            response = render(request, "offers/confirm_unavailable.html", context, status=503)
            response["Retry-After"] = "30"
        for name, value in HEADERS.items():
            response[name] = value
        return response

    return opening


def _inside(
    view: Callable[..., HttpResponse], request: HttpRequest, slug: str, token: str, **rest: Any
) -> HttpResponse:
    home, at = network_of_link(slug), timezone.now()
    if home is not None:
        with tenant(home.pk):
            found = opened(home, token, at=at)
            if found is not None:
                return view(request, Door(home, token, found, at), **rest)
    return _gone(request)


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "offers/confirm_gone.html", status=410)


@anonymous_post
@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def page(request: HttpRequest, door: Door) -> HttpResponse:
    """The offers of the link as families see them. Sent: confirm one or all that wait; what is done stays done."""
    if request.method != "POST":
        return _page(request, door)
    chosen, waiting = request.POST.get("angebot", ""), {str(one.pk): one.pk for one in door.found.open_ones}
    try:
        if chosen == ALL:
            confirm_all_through_link(door.network, door.token, list(waiting.values()), at=door.at)
        elif chosen in waiting:  # a second click finds it answered
            confirm_through_link(door.network, door.token, waiting[chosen], at=door.at)
    except Refused as no:
        return _page(request, door, problem=no.sentence, status=409)
    return _on(door, chosen if chosen in waiting else "")


@anonymous_post
@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def correct(request: HttpRequest, door: Door, number: int) -> HttpResponse:
    """A small form for one offer. What was typed stays, whatever happens."""
    offer = door.found.offer(number)
    if offer is None:
        return _gone(request)
    if offer.pk in door.found.answered:
        return _on(door, str(offer.pk))
    form = CorrectionForm(offer, request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _form(request, door, offer, form, status=422 if form.errors else 200)
    message = form.cleaned_data[MESSAGE]
    try:
        if form.gone:
            gone_through_link(door.network, door.token, offer.pk, message=message, at=door.at)
        else:
            correct_through_link(door.network, door.token, offer.pk, form.corrected, message=message, at=door.at)
    except Refused as no:
        form.add_error(None, no.sentence)
        return _form(request, door, offer, form, status=409)
    return _on(door, str(offer.pk))


def _on(door: Door, number: str) -> HttpResponse:
    response = HttpResponseRedirect(f"{door.address}#angebot-{number}" if number else door.address)
    response.status_code = 303
    return response


def _page(request: HttpRequest, door: Door, *, problem: str = "", status: int = 200) -> HttpResponse:
    found, today = door.found, local_day(door.at)
    cards = [
        {
            "offer": offer,
            "facts": facts(offer, today=today),
            "answered": offer.pk in found.answered,
            "confirmed": offer.confirmed_at is not None and offer.confirmed_at >= found.link.sent_at,
            "correct": reverse("confirm:correct", args=[door.network.slug, door.token, offer.pk]),
        }
        for offer in found.offers
    ]
    context = _context(door) | {"cards": cards, "waiting": len(found.open_ones), "problem": problem}
    return render(request, "offers/confirm.html", context, status=status)


def _form(request: HttpRequest, door: Door, offer: Offer, form: CorrectionForm, *, status: int) -> HttpResponse:
    hours = "opening_hours" in form.errors or form.redraw
    context = _context(door) | {"offer": offer, "form": form, "hours_open": hours}
    return render(request, "offers/confirm_correct.html", context, status=status)


def _context(door: Door) -> dict[str, Any]:
    return {
        "network": door.network,
        "colours": f"/{door.network.slug}/farben.css",
        "link": door.found.link,
        "address": door.address,
    }
