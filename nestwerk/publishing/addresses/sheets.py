"""Addresses of posters, lists, sheets for practices, the folder for professionals, and words for the press."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..views import sheets_desk, sheets_lists, sheets_offer, sheets_press, sheets_professionals
from . import in_every_language

_HERE = "<network:network>"
_OFFER = f"{_HERE}/angebote/<str:offer_id>"
PUBLIC: list[URLPattern] = [
    *in_every_language(f"{_OFFER}/plakat.pdf", sheets_offer.poster, "sheets-poster"),
    *in_every_language(f"{_OFFER}/handzettel.pdf", sheets_offer.flyer, "sheets-flyer"),
    *in_every_language(f"{_HERE}/termine", sheets_lists.dates, "sheets-dates"),
    *in_every_language(f"{_HERE}/termine.pdf", sheets_lists.dates_pdf, "sheets-dates-pdf"),
    *in_every_language(f"{_HERE}/wochenblatt.pdf", sheets_lists.weekly_pdf, "sheets-weekly"),
    *in_every_language(f"{_HERE}/fachkraefte", sheets_professionals.folder, "sheets-folder"),
    *in_every_language(f"{_HERE}/fachkraefte.pdf", sheets_professionals.folder_pdf, "sheets-folder-pdf"),
    *in_every_language(f"{_HERE}/uebergabe", sheets_professionals.handover, "sheets-handover"),
    *in_every_language(f"{_HERE}/uebergabe.pdf", sheets_professionals.handover_pdf, "sheets-handover-pdf"),
]
PRIVATE: list[URLPattern] = [
    path("produkte/aushaenge/", sheets_desk.posters, name="posters"),
    path("produkte/listen/", sheets_desk.lists, name="lists"),
    path("produkte/pressetext/", sheets_press.press, name="press"),
    path("produkte/pressetext.txt", sheets_press.press_file, name="press_file"),
]
