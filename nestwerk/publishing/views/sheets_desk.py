"""Posters, lists and sheets on the coordinator's shelf: sizes to choose, addresses to hand on."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nestwerk.catalogue.records import OfferRecord
from nestwerk.common.dates import Occurrence, date_in_words
from nestwerk.common.order import german_key
from nestwerk.finder.languages import LANGUAGES
from nestwerk.finder.links import Links

from ..sheets.common import Here
from ..sheets.week import dates_ahead, towns_of
from .sheets import here_in

SIZES = (
    ("a4", "Plakat A4", "plakat"),
    ("a3", "Plakat A3", "plakat"),
    ("a5", "Handzettel A5", "handzettel"),
    ("dl", "Faltblatt (A4, zweimal gefaltet)", "handzettel"),
)
MOST_DATES = 12


@require_safe
def posters(request: Any, network: str) -> HttpResponse:
    """Every offer; and of the one chosen all sizes in all languages, whole or for one date."""
    here = here_in(request)
    context: dict[str, Any] = {"here": here, "offers": [], "q": request.GET.get("q", "").strip()}
    if here is not None:
        known = request.GET.get("angebot", "")
        if known:
            context |= _one(here, known, request.GET.get("termin", ""))
        every = here.snap.offers(here.network.slug)
        context["offers"] = [offer for offer in every if context["q"].casefold() in offer.title.casefold()]
    return render(request, "publishing/sheets_posters.html", context)


@require_safe
def lists(request: Any, network: str) -> HttpResponse:
    """The addresses of the appointment list, the folder, and the sheets for practices."""
    here = here_in(request)
    context: dict[str, Any] = {"here": here}
    if here is not None:
        front = f"{here.base}/{here.network.slug}"
        providers = {one.id: one.name for one in here.network.organisations if one.offers}
        context |= {
            "front": front,
            "regions": [(space.name, f"{front}/termine?region={space.slug}") for space in here.network.spaces],
            "providers": sorted(
                ((name, f"{front}/termine?anbieter={key}") for key, name in providers.items()),
                key=lambda pair: german_key(pair[0]),
            ),
            "towns": [
                (name, f"{front}/wochenblatt.pdf?ort={key}")
                for key, (name, *_) in towns_of(here.network, here.snap.offers(here.network.slug)).items()
            ],
        }
    return render(request, "publishing/sheets_lists.html", context)


def _one(here: Here, known: str, day: str) -> dict[str, Any]:
    """The offer chosen, its dates, and the files there are. 404 for an unknown offer or date."""
    offer = here.snap.offer(here.network.slug, known)
    if offer is None:
        raise Http404
    coming = {row.day.isoformat(): row for row in dates_ahead(offer, here.network.land, here.today)}
    if day and day not in coming:
        raise Http404
    return {
        "offer": offer,
        "day": day,
        "dates": [
            (key, date_in_words(Occurrence(row.day, row.begins, row.ends)), row.cancelled)
            for key, row in list(coming.items())[:MOST_DATES]
        ],
        "languages": [language.name for language in LANGUAGES],
        "sizes": [(name, _files(here, offer, size, file, day)) for size, name, file in SIZES],
    }


def _files(here: Here, offer: OfferRecord, size: str, file: str, day: str) -> list[tuple[str, str]]:
    """Name of the language and address, for each language."""
    query = f"?groesse={size}" + (f"&termin={day}" if day else "")
    return [
        (language.name, f"{here.base}{Links(language).offer(offer.network, offer.id)}/{file}.pdf{query}")
        for language in LANGUAGES
    ]
