"""What people told about offers, for those who look into it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ..actions.reports import reopen_report, settle_report
from ..models import ProblemReport
from ..queries.directory import reports_for

PAGE_SIZE = 50


@require_safe
def reports(request: Any, network: str) -> HttpResponse:
    """What waits, oldest first; or what is done, newest first. After „Erledigt“ the way back stands on top."""
    done = request.GET.get("stand") == "erledigt"
    mine = reports_for(request.member)
    shown = mine.filter(done_at__isnull=not done).order_by(*(["-done_at", "-pk"] if done else ["reported_on", "pk"]))
    just = request.GET.get("eben", "")
    context = {
        "page": Paginator(shown, PAGE_SIZE).get_page(request.GET.get("seite")),
        "done": done,
        "just": mine.filter(pk=just, done_at__isnull=False).first() if just.isascii() and just.isdigit() else None,
        "some": mine.exists(),
    }
    return render(request, "offers/reports.html", context)


@require_POST
def settle(request: Any, network: str, report_id: int) -> HttpResponse:
    """Done. One click brings it back."""
    report = _report(request, report_id, "offers:report_done")
    settle_report(report, by=request.member, at=timezone.now())
    return redirect(f"{reverse('offers:reports', kwargs={'network': network})}?eben={report.pk}")


@require_POST
def reopen(request: Any, network: str, report_id: int) -> HttpResponse:
    """Not done after all."""
    reopen_report(_report(request, report_id, "offers:report_reopen"), by=request.member, at=timezone.now())
    return redirect("offers:reports", network=network)


def _report(request: Any, report_id: int, page: str) -> ProblemReport:
    report = reports_for(request.member, page).filter(pk=report_id).first()
    if report is None:
        raise Http404
    return report
