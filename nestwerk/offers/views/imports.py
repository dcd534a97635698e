"""Lists of other people: what was read, a new file, taken back, thrown away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from nestwerk.common.refusals import Refused
from nestwerk.common.ui.numbers import german_number
from nestwerk.common.uploads import takes_file, too_large

from ..actions.lists import choose_sheet, drop_list, read_list
from ..actions.lists_undo import undo_list
from ..imports.sheets import MOST_ROWS, Sheet
from ..models import ImportRun
from ..queries.lists import run_for, runs_of

LARGEST_LIST = 5 * 1024 * 1024
TOO_LARGE = (
    "Die Datei ist größer als 5 MB und wurde nicht gelesen. Bitte kopieren Sie nur die Liste in eine neue Datei."
)


@takes_file(largest=LARGEST_LIST)
def imports(request: Any, network: str) -> HttpResponse:
    """What was brought in so far, and the place for the next file."""
    if request.method != "POST":
        return _page(request)
    if too_large(request):
        return _page(request, error=TOO_LARGE, status=413)
    sent = request.FILES.get("liste")
    if sent is None:
        return _page(request, error="Bitte wählen Sie zuerst eine Datei aus.", status=422)
    try:
        run = read_list(
            request.network, content=sent.read(), name=sent.name or "", by=request.member, at=timezone.now()
        )
    except Refused as no:
        return _page(request, error=no.sentence, status=422)
    return redirect(next_step(run), network=network, run_id=run.pk)


def sheet(request: Any, network: str, run_id: int) -> HttpResponse:
    """A file with several tables: which one?"""
    run = found(request, run_id)
    if request.method == "POST":
        number = request.POST.get("blatt", "")
        run = choose_sheet(run, int(number) if number.isascii() and number.isdigit() else -1, at=timezone.now())
        return redirect(next_step(run), network=network, run_id=run.pk)
    if "sheets" not in run.sheet:
        return redirect(next_step(run), network=network, run_id=run.pk)
    sheets = [Sheet.from_json(kept) for kept in run.sheet["sheets"]]
    return render(request, "offers/import_sheet.html", {"run": run, "sheets": sheets})


@require_safe
def report(request: Any, network: str, run_id: int) -> HttpResponse:
    """What became of a list."""
    run = found(request, run_id)
    if run.state == ImportRun.State.READ:
        return redirect(next_step(run), network=network, run_id=run.pk)
    return render(request, "offers/import_report.html", {"run": run, "undone": run.counts.get("undone")})


@require_POST
def undo(request: Any, network: str, run_id: int) -> HttpResponse:
    """Take a list back as a whole."""
    try:
        run = undo_list(found(request, run_id), by=request.member, at=timezone.now())
    except Refused as no:
        messages.error(request, no.sentence)
        return redirect("offers:import_report", network=network, run_id=run_id)
    messages.success(request, f"„{run.file_name}“ ist zurückgenommen.")
    return redirect("offers:import_report", network=network, run_id=run.pk)


@require_POST
def drop(request: Any, network: str, run_id: int) -> HttpResponse:
    """Throw a list away that was only read."""
    run = found(request, run_id)
    drop_list(run, by=request.member, at=timezone.now())
    messages.success(request, f"„{run.file_name}“ ist verworfen. Am Verzeichnis hat sich nichts geändert.")
    return redirect("offers:imports", network=network)


def found(request: Any, run_id: int) -> ImportRun:
    """The list if she may see it; else there is no such page."""
    run = run_for(request.member, run_id)
    if run is None:
        raise Http404
    return run


def next_step(run: ImportRun) -> str:
    """The page on which a list goes on."""
    if run.state != ImportRun.State.READ:
        return "offers:import_report"
    if "rows" not in run.sheet:
        return "offers:import_sheet"
    if run.mapping.get("given"):
        return "offers:import_values" if run.counts.get("unknown") else "offers:import_preview"
    return "offers:import_preview" if run.mapping.get("exact") else "offers:import_columns"


def _page(request: HttpRequest, *, error: str = "", status: int = 200) -> HttpResponse:
    context = {
        "runs": runs_of(request.member),  # type: ignore[attr-defined]
        "error": error,
        "most_rows": german_number(MOST_ROWS),
        "most_mb": LARGEST_LIST // 1024 // 1024,
    }
    return render(request, "offers/imports.html", context, status=status)
