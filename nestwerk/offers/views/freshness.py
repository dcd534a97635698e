"""How fresh the whole directory is, now and over the months."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..freshness_over_time import by_partner, by_space, now, over_time, thinned
from ..queries.desk import desk_rows
from ..queries.desk_days import days_of


@require_safe
def freshness(request: Any, network: str) -> HttpResponse:
    """Two charts and two tables; the chart over time is of the whole network, whatever the role reaches."""
    at, today = timezone.now(), timezone.localdate()
    rows = desk_rows(request.member, at=at, today=today, page="offers:freshness")
    days = days_of(request.network, today=today)
    spaces = by_space(rows)
    context = {
        "everything": len(rows),
        "fresh": sum(row.state in ("fresh", "soon") and row.hidden_at is None for row in rows),
        "charts": [now(rows), *([over_time(days)] if len(days) > 1 else [])],
        "days": thinned(days)[::-1],
        "partners": by_partner(rows),
        "spaces": spaces if any(one.key for one in spaces) else [],
    }
    return render(request, "offers/freshness.html", context)
