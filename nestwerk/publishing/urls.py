"""Private addresses of the products, below /netz/<network>/."""

from __future__ import annotations

from django.urls import URLPattern, path

from .views import products

app_name = "publishing"
urlpatterns: list[URLPattern] = [
    path("produkte/", products.products, name="products"),
]
