"""The pages of the workspace that need several apps."""

from __future__ import annotations

from django.urls import path

from . import views, views_concept, views_find, views_preview

app_name = "workspace"
urlpatterns = [
    path("", views.today, name="today"),
    path("suche/", views_find.found, name="find"),
    path("angebote/<int:offer_id>/vorschau/", views_preview.offer, name="preview"),
    path("praxisbeispiele/angebot/", views_concept.take, name="concept"),
    path("zahlen/", views.numbers, name="numbers"),
    path("tastatur/", views.keyboard, name="keyboard"),
    path("tastatur/kuerzel/", views.shortcuts, name="shortcuts"),
    path("farben/<str:wish>.css", views.colours, name="colours"),
]
