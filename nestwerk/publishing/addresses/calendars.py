"""Addresses of the calendars: a page for people, files for their programs."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..views import calendars, calendars_desk
from . import in_every_language

_HERE = "<network:network>"
PUBLIC: list[URLPattern] = [
    *in_every_language(f"{_HERE}/kalender", calendars.choose, "calendars"),
    path(f"{_HERE}/kalender.ics", calendars.whole, name="calendar"),
    *(
        path(f"{_HERE}/kalender/{kind}/<str:key>.ics", calendars.part, {"kind": kind}, name=f"calendar-{kind}")
        for kind in ("raum", "ort", "thema")
    ),
    path(f"{_HERE}/angebote/<str:offer_id>/kalender.ics", calendars.one_offer, name="calendar-offer"),
    path(f"{_HERE}/neues.atom", calendars.atom, name="news-atom"),
    path(f"{_HERE}/neues.rss", calendars.rss, name="news-rss"),
]
PRIVATE: list[URLPattern] = [path("produkte/kalender/", calendars_desk.desk, name="calendars")]
