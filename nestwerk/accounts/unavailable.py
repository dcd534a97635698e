"""What signed-in people see while the database does not answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: what was typed stays in the browser; try again in a moment."""
    response = render(request, "common/unavailable.html", status=503, using="workspace")
    response["Retry-After"] = "30"
    return response
