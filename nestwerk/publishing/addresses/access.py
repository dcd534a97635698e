"""Addresses of Leichte Sprache and sign language."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..views import access, access_public
from . import in_every_language

PUBLIC: list[URLPattern] = [
    *in_every_language("<network:network>/leichte-sprache", access_public.easy, "easy"),
    *in_every_language("<network:network>/gebaerdensprache", access_public.sign, "sign"),
]
PRIVATE: list[URLPattern] = [
    path("barrierefreiheit/", access.desk, name="access"),
    path("barrierefreiheit/neu/", access.new, name="access_new"),
    path("barrierefreiheit/<int:piece_id>/", access.edit, name="access_edit"),
    path("barrierefreiheit/<int:piece_id>/loeschen/", access.remove, name="access_remove"),
]
