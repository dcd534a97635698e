"""Whom to ring up, and what came of it. Prints on A4."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from nestwerk.common.refusals import Refused

from ..actions.calls import TOO_LATE, confirmed_by_phone, not_reached, take_call_back
from ..desk import calls as calls_of
from ..queries.desk import calls_confirmed, desk_rows, offers_named
from ..rules.calls import TAKE_BACK

LONGEST_NOTE = 180  # characters


@require_safe
def calls(request: Any, network: str) -> HttpResponse:
    """Partner by partner, the longest overdue first."""
    return _page(request)


@require_POST
def called(request: Any, network: str) -> HttpResponse:
    """It is right as told on the telephone, or nobody answered."""
    offers = offers_named(request.member, request.POST.getlist("angebot"), "offers:called")
    note, at = request.POST.get("notiz", "").replace("\0", "").strip()[:LONGEST_NOTE], timezone.now()
    try:
        if request.POST.get("ergebnis") == "nicht-erreicht":
            not_reached(offers, by=request.member, at=at, note=note)
            messages.info(request, f"Notiert: {offers[0].organisation} war nicht zu erreichen.")
        else:
            number = confirmed_by_phone(offers, by=request.member, at=at, note=note)
            what = "1 Angebot ist" if number == 1 else f"{number} Angebote sind"
            messages.success(request, f"{what} bestätigt, am Telefon. Danke fürs Nachfragen.")
    except Refused as no:
        partner = request.POST.get("partner", "")
        return _page(request, problem=no.sentence, partner=partner, note=note, status=422)
    return redirect("offers:calls", network=network)


@require_POST
def take_back(request: Any, network: str) -> HttpResponse:
    """A wrong click: the confirmation by telephone goes."""
    at, wanted = timezone.now(), request.POST.get("bestaetigung", "")
    confirmed = calls_confirmed(request.member, "offers:take_call_back", since=at - TAKE_BACK)
    found = next((one for one in confirmed if str(one.pk) == wanted), None)
    try:
        if found is None:
            raise Refused(TOO_LATE)
        offer = take_call_back(found, by=request.member, at=at)
    except Refused as no:
        messages.warning(request, no.sentence)
    else:
        messages.success(request, f"Zurückgenommen: „{offer.title}“ steht wieder da wie vor dem Anruf.")
    return redirect("offers:calls", network=network)


def _page(request: Any, *, problem: str = "", partner: str = "", note: str = "", status: int = 200) -> HttpResponse:
    at, today = timezone.now(), timezone.localdate()
    found = calls_of(desk_rows(request.member, at=at, today=today, page="offers:calls"), today=today)
    context = {
        "calls": found, "number": sum(len(call.rows) for call in found), "today": today, "longest": LONGEST_NOTE,
        "problem": problem, "partner": partner, "note": note,
        "confirmed": calls_confirmed(request.member, "offers:take_call_back", since=at - TAKE_BACK),
    }  # fmt: skip
    return render(request, "offers/calls.html", context, status=status)
