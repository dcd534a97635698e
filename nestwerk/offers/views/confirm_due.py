"""Signed in: everything of mine that is due, confirmed with one click."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ..actions.confirm import confirm_several
from ..at_a_glance import facts
from ..models import Confirmation
from ..queries.desk import due_offers, offers_named

PAGE = "offers:confirm_due"
MOST = 50  # on one page; a partner has fewer


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_due(request: Any, network: str) -> HttpResponse:
    """What is due within reach, as families see it. Sent: confirm what was ticked, or the one that was named."""
    at = timezone.now()
    if request.method == "POST":
        offers = offers_named(request.member, request.POST.getlist("angebot"), PAGE)
        if not offers:
            messages.warning(request, "Sie haben nichts angekreuzt. Kreuzen Sie an, was stimmt.")
            return redirect(PAGE, network=network)
        confirm_several(offers, way=Confirmation.Way.WORKSPACE, by=request.member, at=at)
        what = f"„{offers[0].title}“ gilt" if len(offers) == 1 else f"{len(offers)} Angebote gelten"
        messages.success(request, f"Danke. {what} als bestätigt.")
        if request.POST.get("zurueck") == "angebot":
            return redirect("offers:detail", network=network, offer_id=offers[0].pk)
        if request.POST.get("zurueck") == "heute":
            return redirect(f"/netz/{network}/")
        return redirect(PAGE, network=network)
    today = timezone.localdate(at)
    due = due_offers(request.member, today=today, page=PAGE)
    cards = [(offer, day, day < today, facts(offer, today=today)) for offer, day in due[:MOST]]
    return render(request, "offers/confirm_due.html", {"cards": cards, "more": len(due) - len(cards)})
