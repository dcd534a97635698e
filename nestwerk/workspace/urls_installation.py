"""Pages of roles in the installation: the Landeskoordination and the operator."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "installation"
urlpatterns: list[URLPattern] = []
