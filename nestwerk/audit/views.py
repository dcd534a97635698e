"""The record of a network, for its coordinators."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from nestwerk.common.refusals import Refused

from . import actions, queries
from .forms import Filters
from .table import as_csv


@require_safe
def lines(request: Any, network: str) -> HttpResponse:
    """What happened, newest first, fifty lines a page."""
    here = request.network.pk
    filters = Filters(request.GET, people=queries.people_of(here))
    found = queries.lines_of(here, **filters.wanted())
    older = request.GET.get("vor", "")
    if older.isascii() and older.isdigit() and len(older) < 19:
        found = found.filter(pk__lt=int(older))
    page = list(found[: queries.PAGE + 1])
    kept = {name: request.GET[name] for name in ("tag", "was", "wer") if request.GET.get(name)}
    return render(
        request,
        "audit/lines.html",
        {
            "filters": filters,
            "kept": kept,
            "address": urlencode(kept),
            "lines": queries.told(page[: queries.PAGE]),
            "older": urlencode(kept | {"vor": page[queries.PAGE - 1].pk}) if len(page) > queries.PAGE else "",
            "later": bool(older),
            "verified": queries.last_verified(here),
        },
    )


@require_POST
def export(request: Any, network: str) -> HttpResponse:
    """The same lines as a file for a spreadsheet."""
    here = request.network.pk
    filters = Filters(request.POST, people=queries.people_of(here))
    found = queries.told(list(queries.lines_of(here, **filters.wanted())[: queries.MOST_IN_A_FILE + 1]))
    if len(found) > queries.MOST_IN_A_FILE:
        raise Refused("Das sind mehr als 20.000 Zeilen. Bitte wählen Sie zuerst einen Tag oder eine Person.")
    actions.note_export(request.member, count=len(found), at=timezone.now())
    answer = HttpResponse(as_csv(found), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="protokoll.csv"'
    return answer
