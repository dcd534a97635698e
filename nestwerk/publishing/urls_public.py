"""Public addresses of the products. They stand before the finder's, whose last pattern takes what is left."""

from __future__ import annotations

from django.urls import URLPattern

from .addresses import (
    access,
    brochure,
    calendars,
    datasets,
    embeds,
    examples,
    handbook,
    hsds,
    newsletter,
    pages,
    professionals,
    sheets,
    young,
)

app_name = "products"
urlpatterns: list[URLPattern] = [
    *access.PUBLIC,
    *brochure.PUBLIC,
    *calendars.PUBLIC,
    *datasets.PUBLIC,
    *embeds.PUBLIC,
    *examples.PUBLIC,
    *handbook.PUBLIC,
    *hsds.PUBLIC,
    *newsletter.PUBLIC,
    *pages.PUBLIC,
    *professionals.PUBLIC,
    *sheets.PUBLIC,
    *young.PUBLIC,
]
