"""Practice examples in the workspace: the own ones, those of all networks, and taking one over."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nestwerk.catalogue import public as catalogue
from nestwerk.common.refusals import Refused

from ..actions import examples as actions
from ..actions.pages import SavedMeanwhile
from ..examples.content import PARTS, Example, Published, found, problems_of
from ..examples.published import all_examples
from ..forms.examples import ExampleForm, NewExampleForm
from ..models.examples import PracticeExample
from ..queries.examples import example_of, examples_of
from .concepts import offers_to_give

LONGEST_SEARCH = 100  # characters


@require_safe
def examples(request: Any, network: str) -> HttpResponse:
    """The own ones, and what all networks of the installation published, narrowed by words."""
    words = request.GET.get("suche", "")[:LONGEST_SEARCH].replace("\0", "")
    context = {
        "own": examples_of(request.network),
        "found": found(_published(), words),
        "words": words,
        "form": NewExampleForm(),
    }
    return render(request, "publishing/examples.html", context)


@require_POST
def new_example(request: Any, network: str) -> HttpResponse:
    """Begin one."""
    made = actions.create_example(
        request.network, title=request.POST.get("title", "")[:120], by=request.member, at=timezone.now()
    )
    return redirect("publishing:example", network=network, example_id=made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def example(request: Any, network: str, example_id: int) -> HttpResponse:
    """Write it."""
    row = _find(request, example_id)
    form = ExampleForm(Example.read(row.content), row.version, request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return show_example(request, row, form)
    if not form.is_valid():
        return show_example(request, row, form, status=422)
    try:
        actions.save_example(row, form.wanted(), seen=form.cleaned_data["seen"], by=request.member, at=timezone.now())
    except SavedMeanwhile as no:
        form.add_error(None, no.sentence)
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["seen"] = row.version  # type: ignore[index]
        return show_example(request, row, form, status=409)
    messages.success(request, "Gespeichert. Andere sehen es erst, wenn Sie es veröffentlichen.")
    return redirect("publishing:example", network=network, example_id=row.pk)


@require_POST
def publish_example(request: Any, network: str, example_id: int) -> HttpResponse:
    """Show it to all networks and in the open feed."""
    row = _find(request, example_id)
    try:
        actions.publish_example(row, by=request.member, at=timezone.now())
    except Refused as no:
        form = ExampleForm(Example.read(row.content), row.version)
        return show_example(request, row, form, status=422, move_error=no.sentence)
    messages.success(request, f"In wenigen Sekunden sehen alle Netzwerke „{row.title}“.")
    return redirect("publishing:example", network=network, example_id=row.pk)


@require_POST
def take_back_example(request: Any, network: str, example_id: int) -> HttpResponse:
    """Show it to nobody else any more."""
    row = _find(request, example_id)
    actions.take_back_example(row, by=request.member, at=timezone.now())
    messages.success(request, f"„{row.title}“ ist nicht mehr öffentlich. Der Text bleibt hier.")
    return redirect("publishing:example", network=network, example_id=row.pk)


@require_POST
def remove_example(request: Any, network: str, example_id: int) -> HttpResponse:
    """Delete it for good."""
    row = _find(request, example_id)
    actions.remove_example(row, by=request.member, at=timezone.now())
    messages.success(request, f"„{row.title}“ ist gelöscht.")
    return redirect("publishing:examples", network=network)


@require_POST
def copy_example(request: Any, network: str) -> HttpResponse:
    """Take one of all networks over as an own draft."""
    wanted = request.POST.get("beispiel", "")
    published = next((one for one in _published() if one.id == wanted), None)
    if published is None:
        raise Http404
    made = actions.copy_example(request.network, published, by=request.member, at=timezone.now())
    messages.success(request, f"„{made.title}“ ist jetzt Ihr Entwurf. Schreiben Sie ihn für Ihr Netzwerk um.")
    return redirect("publishing:example", network=network, example_id=made.pk)


def _published() -> list[Published]:
    try:
        return all_examples(catalogue.current())
    except catalogue.NotReady:
        return []


def _find(request: Any, example_id: int) -> PracticeExample:
    row = example_of(request.network, example_id)
    if row is None:
        raise Http404
    return row


def show_example(
    request: Any, row: PracticeExample, form: ExampleForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The page on which it is written; ``more``: what is wrong."""
    example = Example.read(row.content)
    context = {"example": row, "form": form, "parts": PARTS, "problems": problems_of(example)}
    context["newer"] = row.published is not None and Example.read(row.published) != example
    context |= {"concepts": example.concepts, "offers": offers_to_give(request.network.slug)}
    context["files"] = example.files
    return render(request, "publishing/example.html", context | more, status=status)
