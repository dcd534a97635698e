"""Private addresses of audit, below /netz/<network>/."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "audit"
urlpatterns = [
    path("protokoll/", views.lines, name="lines"),
    path("protokoll/tabelle/", views.export, name="export"),
]
