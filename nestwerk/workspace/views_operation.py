"""The operator's page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nestwerk.common.ui.numbers import german_size

from .queries.operation import operation as state_of_operation


@require_safe
def operation(request: HttpRequest) -> HttpResponse:
    """Whether the installation is well: no content, no names."""
    state = state_of_operation()
    context = {
        "state": state,
        "database": german_size(state.database),
        "free": german_size(state.disk_free),
        "disk": german_size(state.disk),
        "tight": state.disk_free < state.disk // 10,
    }
    return render(request, "workspace/operation.html", context)
