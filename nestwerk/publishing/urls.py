"""Private addresses of the products, below /netz/<network>/."""

from __future__ import annotations

from django.urls import URLPattern, path

from .addresses import access, brochure, calendars, embeds, examples, handbook, newsletter, pages, sheets
from .views import products

app_name = "publishing"
urlpatterns: list[URLPattern] = [
    path("produkte/", products.products, name="products"),
    *access.PRIVATE,
    *calendars.PRIVATE,
    *brochure.PRIVATE,
    *embeds.PRIVATE,
    *examples.PRIVATE,
    *handbook.PRIVATE,
    *newsletter.PRIVATE,
    *pages.PRIVATE,
    *sheets.PRIVATE,
]
