"""What people told about offers, for those who look into it."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from nestwerk.common.refusals import Refused

from ..actions.reports import (
    LONGEST_ANSWER,
    answer_report,
    call_report_unfounded,
    pass_report_on,
    reopen_report,
    settle_report,
)
from ..models import ProblemReport
from ..queries.directory import reports_for
from ..queries.reports_open import reports_shown

PAGE_SIZE = 50
SECTIONS = {"phone": "kontakt", "times": "wann", "place": "wo"}  # where one puts it right


class Entry(NamedTuple):
    """One report of the page. Days it waits, and since it was handed on; ``section``: where one puts it right."""

    report: ProblemReport
    waits: int
    passed_days: int | None
    section: str
    typed: str
    error: str


def _entry(report: ProblemReport, today: date, typed: tuple[str, str]) -> Entry:
    passed = (today - timezone.localdate(report.passed_on_at)).days if report.passed_on_at else None
    return Entry(report, (today - report.reported_on).days, passed, SECTIONS.get(report.kind, ""), *typed)


@require_safe
def reports(request: Any, network: str) -> HttpResponse:
    """What waits, oldest first; or what is done, newest first. After „Erledigt“ the way back stands on top."""
    return _page(request)


@require_POST
def settle(request: Any, network: str, report_id: int) -> HttpResponse:
    """Done. One click brings it back."""
    report = _report(request, report_id, "offers:report_done")
    settle_report(report, by=request.member, at=timezone.now())
    return _back(network, report)


@require_POST
def answer(request: Any, network: str, report_id: int) -> HttpResponse:
    """Done, with a sentence for families; or everything is right after all; or somebody else shall see to it."""
    report = _report(request, report_id, "offers:report_answer")
    now, step = timezone.now(), request.POST.get("schritt", "")
    text = request.POST.get("antwort", "")
    try:
        if step == "weiter":
            pass_report_on(report, by=request.member, at=now)
            messages.success(request, "Weitergegeben. Die Koordination kümmert sich darum.")
            return redirect("offers:reports", network=network)
        if step == "stimmt":
            call_report_unfounded(report, by=request.member, at=now)
        else:
            answer_report(report, answer=text, by=request.member, at=now)
    except Refused as refusal:
        return _page(request, wrong=report.pk, typed=text, error=str(refusal), status=422)
    return _back(network, report)


@require_POST
def reopen(request: Any, network: str, report_id: int) -> HttpResponse:
    """Not done after all."""
    reopen_report(_report(request, report_id, "offers:report_reopen"), by=request.member, at=timezone.now())
    return redirect("offers:reports", network=network)


def _page(request: Any, *, wrong: int = 0, typed: str = "", error: str = "", status: int = 200) -> HttpResponse:
    """The list; ``wrong`` names the report whose answer was refused and is shown again as it was typed."""
    done, today = request.GET.get("stand") == "erledigt", timezone.localdate()
    offer = request.GET.get("angebot", "")
    asking = {"stand": "erledigt" if done else "", "angebot": offer}
    mine = reports_for(request.member)
    just = request.GET.get("eben", "")
    page = Paginator(reports_shown(request.member, done=done, offer=offer), PAGE_SIZE).get_page(
        request.GET.get("seite")
    )
    entries = [_entry(report, today, (typed, error) if report.pk == wrong else (report.answer, "")) for report in page]
    context = {
        "page": page,
        "entries": entries,
        "done": done,
        "just": mine.filter(pk=just, done_at__isnull=False).first() if just.isascii() and just.isdigit() else None,
        "some": mine.exists(),
        "one_offer": offer,
        "asking": "".join(f"{urlencode({name: value})}&" for name, value in asking.items() if value),
        "longest": LONGEST_ANSWER,
        "error": error,
        "wrong": wrong,
    }
    return render(request, "offers/reports.html", context, status=status)


def _back(network: str, report: ProblemReport) -> HttpResponse:
    return redirect(f"{reverse('offers:reports', kwargs={'network': network})}?eben={report.pk}")


def _report(request: Any, report_id: int, page: str) -> ProblemReport:
    report = reports_for(request.member, page).filter(pk=report_id).first()
    if report is None:
        raise Http404
    return report
