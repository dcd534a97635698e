"""Pages of roles in the installation: the Landeskoordination and the operator."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import views_operation

app_name = "installation"
urlpatterns: list[URLPattern] = [
    path("betrieb/", views_operation.operation, name="operation"),
]
