"""The start page of the workspace."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def today(request: HttpRequest, network: str) -> HttpResponse:
    """What needs me, oldest first."""
    return render(request, "workspace/today.html")
