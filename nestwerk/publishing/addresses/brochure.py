"""Addresses of the brochure."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..views import brochure, brochure_public
from . import in_every_language

PUBLIC: list[URLPattern] = [
    *in_every_language("<network:network>/broschuere", brochure_public.brochures, "brochures"),
    path("<network:network>/broschuere/<slug:key>.pdf", brochure_public.brochure_file, name="brochure-file"),
]
PRIVATE: list[URLPattern] = [
    path("broschuere/", brochure.brochure, name="brochure"),
    path("broschuere/stand/", brochure.brochure_state, name="brochure_state"),
    path("broschuere/machen/", brochure.make, name="brochure_make"),
    path("broschuere/auswahl/", brochure.choose, name="brochure_choose"),
    path("broschuere/vorwort/", brochure.foreword, name="brochure_foreword"),
    path("broschuere/ausgaben/<int:edition_id>/", brochure.edition, name="brochure_edition"),
    path("broschuere/ausgaben/<int:edition_id>/festhalten/", brochure.keep, name="brochure_keep"),
    path("broschuere/ausgaben/<int:edition_id>/loeschen/", brochure.remove, name="brochure_remove"),
]
