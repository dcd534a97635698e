"""Pictures and documents of a practice example in the workspace."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from nestwerk.common.refusals import Refused
from nestwerk.common.uploads import takes_file, too_large

from ..actions.example_files import attach_file, detach_file
from ..examples.content import Example
from ..forms.examples import ExampleForm
from ..models.examples import PracticeExample
from ..pages.files import LARGEST_SENT
from ..queries.examples import example_of, file_of_example
from .examples import show_example
from .page_files import TOO_LARGE
from .pages_public import file_response


@require_POST
@takes_file(largest=LARGEST_SENT)
def upload(request: Any, network: str, example_id: int) -> HttpResponse:
    """Take a picture or a PDF with a word about it; anything else is refused beside the field."""
    row = _find(request, example_id)
    if too_large(request):
        return _again(request, row, TOO_LARGE, 413)
    sent = request.FILES.get("datei")
    try:
        kept = attach_file(
            row,
            content=sent.read() if sent else b"",
            name=sent.name if sent else "",
            about=request.POST.get("worum", ""),
            by=request.member,
            at=timezone.now(),
        )
    except Refused as no:
        return _again(request, row, no.sentence, 422)
    messages.success(request, f"„{kept.name}“ gehört jetzt zum Beispiel.")
    return redirect("publishing:example", network=network, example_id=row.pk)


@require_safe
def file(request: Any, network: str, example_id: int, mark: str) -> HttpResponse:
    """A file, also of an example that is not public."""
    found = file_of_example(_find(request, example_id), mark)
    if found is None:
        raise Http404
    return file_response(bytes(found.content), found.media_type, found.name, cache="private, no-store")


@require_POST
def remove(request: Any, network: str, example_id: int, mark: str) -> HttpResponse:
    """Take a file away."""
    row = _find(request, example_id)
    detach_file(row, mark=mark, by=request.member, at=timezone.now())
    messages.success(request, "Die Datei gehört nicht mehr zum Beispiel.")
    return redirect("publishing:example", network=network, example_id=row.pk)


def _find(request: Any, example_id: int) -> PracticeExample:
    row = example_of(request.network, example_id)
    if row is None:
        raise Http404
    return row


def _again(request: Any, row: PracticeExample, problem: str, status: int) -> HttpResponse:
    form = ExampleForm(Example.read(row.content), row.version)
    return show_example(request, row, form, status=status, file_error=problem)
