"""A list row by row: what is new, what changes, what stands against what; then it comes in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from nestwerk.common.refusals import Refused

from ..actions.lists import decide_rows
from ..actions.lists_done import bring_in
from ..compare.values import Names
from ..forms.imports_rows import Decided, read_page
from ..imports.kept import Decision
from ..imports.meanings import PERSON
from ..imports.pages import SHOWN, PageOfRows, page_of
from ..imports.showing import RowShown, shown
from ..imports.weighing import Around, Weighed, weigh
from ..models import ImportRun
from ..queries.lists import around, decisions_of, light_run_for, rows_at, terms_by_kind
from .imports import found, next_step

WRONG = "Eine Art kennen wir nicht. Nichts ist verloren: Bitte sehen Sie sich die markierten Zeilen an."


def preview(request: Any, network: str, run_id: int) -> HttpResponse:
    """A page of rows with everything that can be decided about them."""
    run, page = _at(request, run_id)
    if run.state != ImportRun.State.READ or run.index is None:
        return redirect(next_step(found(request, run_id)), network=network, run_id=run_id)
    part = _weighed(request, run, page)
    if request.method == "POST":
        decided = read_page(request.POST, part.weighed, terms_by_kind()["offer_type"])
        if decided.wrong:
            return _page(request, run, page, part, decided)
        decide_rows(run, decided.rows, at=timezone.now())
        address = reverse("offers:import_preview", kwargs={"network": network, "run_id": run.pk})
        messages.success(request, "Gemerkt.")
        return redirect(address + (page.after if "weiter" in request.POST and page.after else page.here))
    return _page(request, run, page, part, Decided())


@require_POST
def done(request: Any, network: str, run_id: int) -> HttpResponse:
    """Bring the list in, with what was decided on the page just sent."""
    run, page = _at(request, run_id)
    if run.state != ImportRun.State.READ or run.index is None:
        return redirect(next_step(found(request, run_id)), network=network, run_id=run_id)
    part = _weighed(request, run, page)
    decided = read_page(request.POST, part.weighed, terms_by_kind()["offer_type"])
    if decided.wrong:
        return _page(request, run, page, part, decided)
    publish = request.POST.get("stand") == "oeffentlich"
    try:
        run = bring_in(run, publish=publish, by=request.member, at=timezone.now(), decisions=decided.rows)
    except Refused as no:
        messages.error(request, no.sentence)
        return redirect("offers:import_preview", network=network, run_id=run.pk)
    return redirect("offers:import_report", network=network, run_id=run.pk)


class Part(NamedTuple):
    """The rows of one page, as the directory stands now, with their cells as they stand in the list."""

    there: Around
    weighed: list[Weighed]
    cells: list[dict[str, str]]


def _at(request: Any, run_id: int) -> tuple[Any, PageOfRows]:
    """The list, without its table, and the page of it that is asked for."""
    run = light_run_for(request.member, run_id)
    if run is None:
        raise Http404
    return run, page_of(getattr(run, "index", None) or [], request.GET)


def _weighed(request: Any, run: Any, page: PageOfRows) -> Part:
    decisions = decisions_of(run)
    rows, cells = rows_at(run, page.places)
    there = around(request.network, rows, decisions, signature=run.signature, today=timezone.localdate())
    meant = run.mapping["columns"]
    public = [
        {name: cell for name, cell in row.items() if PERSON not in meant.get(name, ())} for row in cells
    ]  # fmt: skip
    return Part(there, [weigh(row, decisions.get(str(row.line), Decision()), there) for row in rows], public)


def _page(request: Any, run: Any, page: PageOfRows, part: Part, decided: Decided) -> HttpResponse:
    """The page; with ``decided`` as it was sent, where something in it was wrong."""
    terms = terms_by_kind()
    names = Names(
        terms={code: label for kind in terms.values() for code, label in kind.items()},
        spaces={pk: slug for slug, pk in part.there.spaces.items()},
        today=timezone.localdate(),
    )
    rows = [
        _shown(one, part.there, names, cells, decided) for one, cells in zip(part.weighed, part.cells, strict=True)
    ]  # fmt: skip
    context = {
        "run": run,
        "page": page,
        "rows": rows,
        "tabs": [(key, word, run.counts.get(key, 0)) for key, word in SHOWN.items() if key and run.counts.get(key)],
        "types": sorted(terms["offer_type"].values()),
        "gone": run.gone or (),
        "ready": sum(run.counts.get(state, 0) for state in ("new", "changed", "same")),
        "stuck_here": any(one.stuck for one in part.weighed),
        "bare_here": any(row.asks_terms and not any(tick.ticked for tick in row.types) and row.types for row in rows),
        "error": WRONG if decided.wrong else "",
    }
    return render(request, "offers/import_preview.html", context, status=422 if decided.wrong else 200)


def _shown(one: Weighed, there: Around, names: Names, cells: Mapping[str, str], decided: Decided) -> RowShown:
    sent = decided.rows.get(str(one.kept.line))
    if sent is not None:
        one = weigh(one.kept, sent, there)
    typed = decided.wrong.get(one.kept.line, "")
    wrong = f"„{typed}“ kennen wir nicht als Art. Bitte wählen Sie eine aus der Liste." if typed else ""
    return shown(one, there, names, cells, typed=typed, wrong=wrong)
