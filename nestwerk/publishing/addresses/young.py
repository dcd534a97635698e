"""Addresses of the page for very young parents, for one network and for all."""

from __future__ import annotations

from django.urls import URLPattern

from ..views import young
from . import in_every_language

PUBLIC: list[URLPattern] = [
    *in_every_language("du", young.young_everywhere, "young-everywhere"),
    *in_every_language("<network:network>/du", young.young, "young"),
]
