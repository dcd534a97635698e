"""Addresses of a network's own pages."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..views import page_files, page_moves, pages, pages_feed, pages_public
from . import in_every_language

PUBLIC: list[URLPattern] = [
    *in_every_language("<network:network>/seiten", pages_public.overview, "pages"),
    *in_every_language("<network:network>/aktuelles", pages_public.news, "news"),
    *in_every_language("<network:network>/seiten/<slug:slug>", pages_public.own_page, "page"),
    path("<network:network>/aktuelles.atom", pages_feed.feed, name="page-news-atom"),
    path("<network:network>/dateien/<slug:mark>", pages_public.file, name="page-file"),
]
PRIVATE: list[URLPattern] = [
    path("seiten/", pages.pages, name="pages"),
    path("seiten/neu/", pages.new_page, name="page_new"),
    path("seiten/<int:page_id>/", pages.page, name="page"),
    path("seiten/<int:page_id>/ansehen/", pages.look, name="page_look"),
    path("seiten/<int:page_id>/vorschau/", page_files.preview, name="page_preview"),
    path("seiten/<int:page_id>/veroeffentlichen/", page_moves.publish, name="page_publish"),
    path("seiten/<int:page_id>/planen/", page_moves.plan, name="page_plan"),
    path("seiten/<int:page_id>/zurueckziehen/", page_moves.take_back, name="page_take_back"),
    path("seiten/<int:page_id>/fassung/", page_moves.restore, name="page_restore"),
    path("seiten/<int:page_id>/loeschen/", page_moves.remove, name="page_remove"),
    path("seiten/<int:page_id>/einwilligung/", page_moves.consent, name="page_consent"),
    path("seiten/<int:page_id>/widerruf/", page_moves.withdraw, name="page_withdraw"),
    path("seiten/<int:page_id>/dateien/", page_files.upload, name="page_upload"),
    path("seiten/<int:page_id>/dateien/<slug:mark>/", page_files.file, name="page_file"),
    path("seiten/<int:page_id>/dateien/<slug:mark>/loeschen/", page_files.delete_file, name="page_file_remove"),
]
