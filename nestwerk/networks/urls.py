"""Private addresses of networks, below ``/netz/<network>/``: members, invitations, the network's own details."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "networks"
urlpatterns: list[URLPattern] = []
