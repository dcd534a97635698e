"""The desk: what is due, overdue, waiting, reported; asking many at once, hiding with a second thought."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nestwerk.common.refusals import Refused
from nestwerk.networks.rights import NOTHING, reach

from ..actions.reminders import remind_by_hand
from ..actions.visibility import hide_offer, show_offer
from ..desk import DeskWish, lay_out, since
from ..models import Offer
from ..queries.clock import ASKED, seat_is_empty
from ..queries.desk import desk_offer, desk_rows, spaces_of, why_keep, within_reach
from ..queries.upkeep import upkeep_of
from ..rules.freshness import clock_day, on_the_desk

MOST_NAMED = 5
# What else belongs to the care of the directory and is no room of its own: it is reached from here.
FURTHER = (
    ("Anrufliste", "offers:calls"),
    ("Wie frisch das Verzeichnis ist", "offers:freshness"),
    ("Güte", "offers:quality"),
    ("Doppelt?", "offers:pairs"),
    ("Beobachtet", "offers:watched"),
    ("Regeln", "offers:upkeep"),
)


@require_safe
def desk(request: Any, network: str) -> HttpResponse:
    """One pile at a time, oldest first. After hiding, the way back stands on top."""
    at, today = timezone.now(), timezone.localdate()
    laid = lay_out(desk_rows(request.member, at=at, today=today), DeskWish.read(request.GET))
    upkeep, just = upkeep_of(request.network), request.GET.get("eben", "")
    context = {
        "desk": laid,
        "wish": laid.wish,
        "rows": [(row, since(row, laid.wish.pile)) for row in laid.rows],
        "spaces": spaces_of(request.network),
        "may_ask": reach(request.role, "offers:ask") != NOTHING,
        "may_hide": reach(request.role, "offers:hide") != NOTHING,
        "may_review": reach(request.role, "offers:review") != NOTHING,
        "may_see_reports": reach(request.role, "offers:reports") != NOTHING,
        "may_import": reach(request.role, "offers:imports") != NOTHING,
        "further": [(label, page) for label, page in FURTHER if reach(request.role, page) != NOTHING],
        "days": upkeep.desk_days,
        "seat_empty": seat_is_empty(request.network, upkeep, at=at, today=today),
        "absent_until": upkeep.absent_until if upkeep.absent_until and upkeep.absent_until >= today else None,
        "just": _just(request, just),
    }
    return render(request, "offers/desk.html", context)


def _just(request: Any, number: str) -> Offer | None:
    hidden = desk_offer(request.member, int(number), "offers:desk") if number.isascii() and number.isdigit() else None
    return hidden if hidden and hidden.hidden_at else None


@require_POST
def ask(request: Any, network: str) -> HttpResponse:
    """Ask the providers of what was ticked, or of one row, by mail."""
    back = reverse("offers:desk", kwargs={"network": network}) + DeskWish.read(request.POST).address()
    sent = request.POST.getlist("nur") or request.POST.getlist("angebot")
    ids = within_reach(request.member, sent, "offers:ask")
    if not ids:
        messages.warning(request, "Sie haben nichts angekreuzt. Kreuzen Sie an, wonach wir fragen sollen.")
        return redirect(back)
    try:
        mails, unreached = remind_by_hand(request.network, ids, by=request.member, at=timezone.now())
    except Refused as no:
        messages.warning(request, no.sentence)
        return redirect(back)
    if mails:
        messages.success(request, "1 Mail ist unterwegs." if mails == 1 else f"{mails} Mails sind unterwegs.")
    if unreached:
        named = ", ".join(f"„{offer.title}“" for offer in unreached[:MOST_NAMED])
        more = f" und {len(unreached) - MOST_NAMED} weitere" if len(unreached) > MOST_NAMED else ""
        messages.warning(request, f"Hier kennen wir keine Adresse: {named}{more}. Bitte rufen Sie an.")
    return redirect(back)


@require_http_methods(["GET", "HEAD", "POST"])
def hide(request: Any, network: str, offer_id: int) -> HttpResponse:
    """Say what speaks against it, then take the offer off the public list. One click brings it back."""
    offer = desk_offer(request.member, offer_id, "offers:hide")
    if offer is None:
        raise Http404
    at, today = timezone.now(), timezone.localdate()
    refused = ""
    if request.method == "POST":
        try:
            hide_offer(offer, by=request.member, at=at, today=today, anyway=request.POST.get("trotzdem") == "ja")
        except Refused as no:
            refused = no.sentence
        else:
            here = reverse("offers:desk", kwargs={"network": network})
            return redirect(f"{here}?was=ausgeblendet&eben={offer.pk}")
    upkeep = upkeep_of(offer.network_id)
    day = clock_day(offer.confirmed_at, offer.due_on, offer.offer_types, upkeep)
    possible = offer.status in ASKED and on_the_desk(day, today=today, upkeep=upkeep)
    keep = why_keep(offer, at=at, today=today)
    context = {
        "offer": offer, "reasons": keep.reasons, "day": day, "days": (today - day).days if day else 0,
        "possible": possible, "wait": upkeep.desk_days, "refused": refused,
    }  # fmt: skip
    return render(request, "offers/desk_hide.html", context, status=409 if refused else 200)


@require_POST
def show(request: Any, network: str, offer_id: int) -> HttpResponse:
    """Put a hidden offer back on the list."""
    offer = desk_offer(request.member, offer_id, "offers:show")
    if offer is None:
        raise Http404
    show_offer(offer, by=request.member, at=timezone.now())
    messages.success(request, f"„{offer.title}“ steht wieder im Verzeichnis.")
    return redirect(f"{reverse('offers:desk', kwargs={'network': network})}?was=ueberfaellig")
