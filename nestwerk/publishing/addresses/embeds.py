"""Addresses of the embeds: what a frame on a foreign page shows, and the desk on which its code is made."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..views import embeds, embeds_public
from . import in_every_language

_HERE = "<network:network>/einbetten"
PUBLIC: list[URLPattern] = [
    *in_every_language(f"{_HERE}/suche", embeds_public.search, "embed-search"),
    *in_every_language(f"{_HERE}/ergebnisse", embeds_public.results, "embed-results"),
    *in_every_language(f"{_HERE}/termine", embeds_public.dates, "embed-dates"),
    *in_every_language(f"{_HERE}/angebot/<str:offer_id>", embeds_public.offer, "embed-offer"),
    path(f"{_HERE}/<slug:scheme>.css", embeds_public.style, name="embed-style"),
]
_DESK = "produkte/einbetten/"
PRIVATE: list[URLPattern] = [
    path(_DESK, embeds.desk, name="embeds"),
    path(f"{_DESK}websites/", embeds.allow, name="embed_allow"),
    path(f"{_DESK}websites/<int:origin_id>/entfernen/", embeds.remove, name="embed_remove"),
    path(f"{_DESK}websites/<int:origin_id>/zurueck/", embeds.restore, name="embed_restore"),
]
