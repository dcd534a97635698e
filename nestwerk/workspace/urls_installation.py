"""Pages of roles in the installation: the Landeskoordination and the operator."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import views_land, views_operation

app_name = "installation"
urlpatterns: list[URLPattern] = [
    path("land/<str:land>/", views_land.land, name="land"),
    path("betrieb/", views_operation.operation, name="operation"),
]
