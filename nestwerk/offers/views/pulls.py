"""Directories of others: which are read, what came of it; a file of one; now, not any more."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from nestwerk.common.refusals import Refused
from nestwerk.common.uploads import takes_file, too_large

from ..actions import pulls as actions
from ..forms.pulls import FileForm, SourceForm
from ..hsds.package import read_bytes
from ..models import Source
from ..queries.calendar import failing_calendars
from ..queries.pulls import source_for, sources_of, titles_of
from .imports import LARGEST_LIST, TOO_LARGE, next_step

MOST_FAULTS = 20


def pulls(request: Any, network: str) -> HttpResponse:
    """The sources, and the place for the next one."""
    form = SourceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            source = actions.add_source(request.network, by=request.member, at=timezone.now(), **said)
        except Refused as no:
            form.add_error("address", no.sentence)
        else:
            messages.success(request, f"„{source.title}“ ist angelegt und wird gleich zum ersten Mal gelesen.")
            return redirect("offers:pulls", network=network)
    return _page(request, form, FileForm())


@takes_file(largest=LARGEST_LIST)
@require_POST
def file(request: Any, network: str) -> HttpResponse:
    """A package as a file becomes a list to be looked through."""
    if too_large(request):
        form = FileForm()
        return _page(request, SourceForm(), form, error=TOO_LARGE, status=413)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, SourceForm(), form)
    sent = form.cleaned_data["package"]
    try:
        package = read_bytes(sent.read(), sent.name[:120])
        run = actions.read_file(
            request.network, package, title=form.cleaned_data["name"], by=request.member, at=timezone.now()
        )
    except Refused as no:
        faults = [str(fault) for fault in getattr(no, "faults", ())[:MOST_FAULTS]]
        form.add_error("package", no.sentence)
        return _page(request, SourceForm(), form, faults=faults)
    return redirect(next_step(run), network=network, run_id=run.pk)


@require_POST
def want(request: Any, network: str, source_id: int) -> HttpResponse:
    """Read it now."""
    source = _found(request, source_id)
    try:
        actions.want(source, by=request.member, at=timezone.now())
    except Refused as no:
        messages.error(request, no.sentence)
    else:
        messages.success(request, f"„{source.title}“ wird gleich gelesen. Laden Sie diese Seite in einer Minute neu.")
    return redirect("offers:pulls", network=network)


@require_POST
def stop(request: Any, network: str, source_id: int) -> HttpResponse:
    """Read it no more."""
    source = _found(request, source_id)
    actions.stop(source, by=request.member, at=timezone.now())
    messages.success(request, f"„{source.title}“ wird nicht mehr gelesen. Die Angebote bleiben.")
    return redirect("offers:pulls", network=network)


@require_POST
def forget(request: Any, network: str, source_id: int) -> HttpResponse:
    """Take it off the page."""
    source = _found(request, source_id)
    actions.forget(source, by=request.member, at=timezone.now())
    messages.success(request, f"„{source.title}“ ist weggenommen. Die Angebote bleiben.")
    return redirect("offers:pulls", network=network)


def _found(request: Any, source_id: int) -> Source:
    source = source_for(request.member, source_id)
    if source is None:
        raise Http404
    return source


def _page(
    request: Any, form: SourceForm, file_form: FileForm, *, faults: Any = (), error: str = "", status: int = 200
) -> HttpResponse:
    sources = list(sources_of(request.member))
    titles = titles_of(request.network, {int(pk) for source in sources for pk in source.gone})
    rows = [
        {
            "source": source,
            "waits": actions.waiting(source),
            "gone": [(int(pk), titles[int(pk)], why) for pk, why in source.gone.items() if int(pk) in titles],
        }
        for source in sources
    ]
    calendars = list(failing_calendars(request.member))
    context = {"rows": rows, "calendars": calendars, "form": form, "file_form": file_form, "faults": faults}
    context["error"] = error
    status = 422 if form.errors or file_form.errors else status
    return render(request, "offers/pulls.html", context, status=status)
