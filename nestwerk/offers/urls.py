"""Private addresses of offers, below /netz/<network>/."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "offers"
urlpatterns: list[URLPattern] = []
