"""What the columns and values of a list mean."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from ..actions.lists import choose_columns, choose_values
from ..forms.imports_columns import ColumnsForm, speaks_of_persons
from ..forms.imports_values import AT_ONCE, ValuesForm
from ..imports.kept import asked_of, unknown_of
from ..models import ImportRun
from ..queries.lists import spaces_of, terms_by_kind
from .imports import found, next_step


def columns(request: Any, network: str, run_id: int) -> HttpResponse:
    """Column by column: what stands there, what it seems to mean and why; a person decides."""
    run = found(request, run_id)
    if next_step(run) != "offers:import_columns":
        return redirect(next_step(run), network=network, run_id=run.pk)
    form = ColumnsForm(
        asked_of(run.plan),
        run.mapping,
        request.POST or None,
        types=terms_by_kind()["offer_type"],
        common=run.plan.get("types", ()),
        spaces=spaces_of(request.network),
    )
    if request.method == "POST" and form.is_valid():
        run = choose_columns(run, form.choice(), at=timezone.now())
        step = "offers:import_values" if run.counts["unknown"] else "offers:import_preview"
        return redirect(step, network=network, run_id=run.pk)
    rows = [(field, one, speaks_of_persons(one)) for field, one in form.columns]
    recalled = run.mapping.get("recalled")
    context = {
        "run": run,
        "form": form,
        "rows": rows,
        "missing": run.counts.get("problem", 0),
        "recalled": datetime.fromisoformat(recalled) if recalled else None,
    }
    return render(request, "offers/import_columns.html", context, status=422 if form.errors else 200)


def values(request: Any, network: str, run_id: int) -> HttpResponse:
    """Each value nobody understood, once for the whole list."""
    run = found(request, run_id)
    if run.state != ImportRun.State.READ or "rows" not in run.sheet:
        return redirect(next_step(run), network=network, run_id=run.pk)
    unknown = unknown_of(run.plan)
    if not unknown:
        return redirect("offers:import_preview", network=network, run_id=run.pk)
    form = ValuesForm(unknown, request.POST or None, terms=terms_by_kind(), spaces=spaces_of(request.network))
    if request.method == "POST" and form.is_valid():
        mapped = form.mapped()
        before = len(unknown)
        run = choose_values(run, mapped, at=timezone.now())
        left = run.counts["unknown"]
        if mapped:
            messages.success(request, "Gemerkt, auch für die nächste Liste mit diesen Spalten.")
        on = left and left < before and "weiter" not in request.POST
        return redirect("offers:import_values" if on else "offers:import_preview", network=network, run_id=run.pk)
    context = {"run": run, "form": form, "rows": form.values, "left": max(len(unknown) - AT_ONCE, 0)}
    return render(request, "offers/import_values.html", context, status=422 if form.errors else 200)
