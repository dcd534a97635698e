"""Dates of an offer from a partner's calendar: the address, a look at what would come, start and stop."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from nestwerk.common.dates import date_in_words, in_words, next_dates, notes_in_words
from nestwerk.common.fetch import Client

from ..actions.calendar import start_calendar, stop_calendar
from ..calendars.answers import AGENT, AT_HAND, read_answer
from ..calendars.events import NoCalendar
from ..calendars.taking import Taking, take
from ..forms.calendar import CalendarForm
from ..models import Offer
from ..queries.calendar import calendar_of
from ..queries.upkeep import upkeep_of
from ..rules.editing import goes_out_at_once
from .edit import FRESH, found

SHOWN = 3  # dates of each series


def opener() -> Client:
    """What opens the address while somebody waits."""
    return Client(limits=AT_HAND, agent=AGENT)


@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: Any, network: str, offer_id: int) -> HttpResponse:
    """What is read now; with POST a preview, or with the second button the start."""
    offer = found(request, offer_id)
    feed = calendar_of(offer)
    kept = {"address": feed.address, "word": feed.word} if feed else None
    form = CalendarForm(request.POST if request.method == "POST" else None, initial=kept)
    taking = None
    if form.is_valid() and "start" in request.POST:
        at = timezone.now()
        start_calendar(offer, **form.cleaned_data, by=request.member, at=at)
        messages.success(request, "Der Kalender wird ab jetzt jeden Tag gelesen, zum ersten Mal in diesen Sekunden.")
        return redirect("offers:calendar", network=network, offer_id=offer.pk)
    if form.is_valid():
        taking = _looked_at(offer, form)
    context = {"offer": offer, "form": form, "feed": feed, "fresh": offer.status in FRESH}
    return render(request, "offers/calendar.html", context | _outlook(request, offer) | _shown(request, taking))


@require_POST
def stop(request: Any, network: str, offer_id: int) -> HttpResponse:
    """Read it no more; its dates stay or leave with the next draft."""
    offer = found(request, offer_id)
    feed = calendar_of(offer)
    if feed is None:
        raise Http404
    remove = "entfernen" in request.POST
    stop_calendar(feed, by=request.member, at=timezone.now(), remove=remove)
    left = "Die übernommenen Termine sind aus Ihrem Entwurf entfernt." if remove else "Die Termine bleiben stehen."
    messages.success(request, f"Der Kalender wird nicht mehr gelesen. {left}")
    return redirect("offers:edit_section", network=network, offer_id=offer.pk, section="wann")


def _looked_at(offer: Offer, form: CalendarForm) -> Taking | None:
    try:
        read = read_answer(opener().fetch(form.cleaned_data["address"]))
    except NoCalendar as no:
        form.add_error("address", str(no))
        return None
    word = form.cleaned_data["word"]
    taking = take(read, word=word, today=timezone.localdate(), places=not offer.hidden_address)
    if word and not taking.matching:
        form.add_error("word", "In keinem Titel dieses Kalenders steht dieses Wort.")
        return None
    return taking


def _outlook(request: Any, offer: Offer) -> dict[str, bool]:
    """What happens to the dates now, and what to changes from then on, by the rule that does it."""
    trusted, upkeep = offer.organisation.trusted, upkeep_of(request.network)
    now, later = (
        goes_out_at_once(member, trusted=trusted, upkeep=upkeep, fields=["dates"]) for member in (request.member, None)
    )
    return {"now": now, "later": later}


def _shown(request: Any, taking: Taking | None) -> dict[str, Any]:
    if taking is None:
        return {"taking": None}
    at: datetime = timezone.now()
    series = [
        {
            "titles": one.titles,
            "words": in_words(one.series, today=at.date()),
            "notes": notes_in_words(one.series, today=at.date())[:5],
            "dates": [date_in_words(day) for day in next_dates(one.series, at, SHOWN, land=request.network.land)],
        }
        for one in taking.taken
    ]
    return {"taking": taking, "series": series}
