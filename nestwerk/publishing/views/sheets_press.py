"""Words for the press on the coordinator's shelf: to copy, and as a text file."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..sheets.press import as_text, words
from .sheets import here_in


@require_safe
def press(request: Any, network: str) -> HttpResponse:
    """Figures of today with their source, and the texts made from them."""
    here = here_in(request)
    return render(request, "publishing/sheets_press.html", {"press": words(here) if here else None})


@require_safe
def press_file(request: Any, network: str) -> HttpResponse:
    """The same as a text file. 404 where the network is not published yet."""
    here = here_in(request)
    if here is None:
        raise Http404
    response = HttpResponse(as_text(words(here), here), content_type="text/plain; charset=utf-8")
    name = f"pressetext-{here.network.slug}-{here.today.isoformat()}.txt"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
