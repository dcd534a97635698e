"""The operator's page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nestwerk.accounts.queries_orphans import last_listed
from nestwerk.common.ui.numbers import german_size

from .queries.operation import operation as state_of_operation


@require_safe
def operation(request: HttpRequest) -> HttpResponse:
    """Whether the installation is well: nothing of any network. Accounts without a role, as last looked for."""
    state = state_of_operation()
    context = {
        "state": state,
        "orphans": last_listed(),
        "database": german_size(state.database),
        "free": german_size(state.disk_free),
        "disk": german_size(state.disk),
        "tight": state.disk_free < state.disk // 10,
    }
    return render(request, "workspace/operation.html", context)
