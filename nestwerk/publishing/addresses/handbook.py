"""Addresses of the Elternbegleitbuch."""

from __future__ import annotations

from django.urls import path

from ..views import handbook, handbook_edit
from . import in_every_language

_BOOK = "<network:network>/begleitbuch"

PUBLIC = [
    *in_every_language(_BOOK, handbook.cover, "handbook"),
    *in_every_language(f"{_BOOK}/zeitstrahl", handbook.timeline, "handbook-timeline"),
    *in_every_language(f"{_BOOK}/verlust", handbook.loss, "handbook-lost"),
    *in_every_language(f"{_BOOK}/begleitbuch.pdf", handbook.pdf, "handbook-pdf"),
    *in_every_language(f"{_BOOK}/<slug:chapter>", handbook.chapter, "handbook-chapter"),
]
_DESK = "produkte/begleitbuch/"
PRIVATE = [
    path(_DESK, handbook_edit.overview, name="handbook"),
    path(f"{_DESK}<slug:chapter>/<slug:part>/<str:language>/", handbook_edit.edit, name="handbook_edit"),
    path(f"{_DESK}<slug:chapter>/<slug:part>/<str:language>/gemeinsam/", handbook_edit.drop, name="handbook_drop"),
    path(f"{_DESK}<slug:chapter>/<slug:part>/<str:language>/gesehen/", handbook_edit.keep, name="handbook_keep"),
    path(
        f"{_DESK}<slug:chapter>/<slug:part>/<str:language>/uebernehmen/",
        handbook_edit.take,
        name="handbook_take",
    ),
]
