"""The shelf of the products."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..products import shelf


@require_safe
def products(request: Any, network: str) -> HttpResponse:
    """Everything that can be made of the published offers."""
    return render(request, "publishing/products.html", {"groups": shelf(request.role, request.network.slug)})
