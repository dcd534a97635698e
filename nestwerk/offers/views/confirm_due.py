"""Signed in: everything of mine that is due, confirmed with one click; also one offer, from wherever it stands."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateformat import format as german
from django.views.decorators.http import require_http_methods

from ..actions.confirm import confirm_several
from ..at_a_glance import facts
from ..models import Confirmation, Offer
from ..queries.desk import due_offers, offers_named

PAGE = "offers:confirm_due"
MOST = 50  # on one page; a partner has fewer
BACK = {"angebot": "offers:detail", "bearbeiten": "offers:edit"}  # pages of one offer that hold the button


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_due(request: Any, network: str) -> HttpResponse:
    """What is due within reach, as families see it. Sent: confirm what was ticked, or the one that was named."""
    if request.method == "POST":
        return _confirm(request, network)
    today = timezone.localdate()
    due = due_offers(request.member, today=today, page=PAGE)
    cards = [(offer, day, day < today, facts(offer, today=today)) for offer, day in due[:MOST]]
    return render(request, "offers/confirm_due.html", {"cards": cards, "more": len(due) - len(cards)})


def _confirm(request: Any, network: str) -> HttpResponse:
    offers = offers_named(request.member, request.POST.getlist("angebot"), PAGE)
    if not offers:
        messages.warning(request, "Sie haben nichts angekreuzt. Kreuzen Sie an, was stimmt.")
        return redirect(PAGE, network=network)
    confirmed = confirm_several(offers, way=Confirmation.Way.WORKSPACE, by=request.member, at=timezone.now())
    messages.success(request, _thanks(confirmed))
    back = request.POST.get("zurueck", "")
    if back in BACK:
        return redirect(BACK[back], network=network, offer_id=offers[0].pk)
    return redirect(f"/netz/{network}/") if back == "heute" else redirect(PAGE, network=network)


def _thanks(offers: list[Offer]) -> str:
    if len(offers) > 1:
        return f"Danke. {len(offers)} Angebote gelten als bestätigt."
    day = offers[0].due_on
    when = f" Wir fragen wieder vor dem {german(day, 'j. F Y')}." if day else ""
    return f"Danke. „{offers[0].title}“ gilt als bestätigt.{when}"
