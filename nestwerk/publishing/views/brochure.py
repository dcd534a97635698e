"""The coordinator's page about the brochure: make it, choose what families get, write the foreword, old editions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nestwerk.finder.languages import BY_CODE, LANGUAGES
from nestwerk.finder.texts import texts_for

from ..actions.brochure import GIVEN_UP, ask_for, choose_brochures, hold, remove_edition, save_foreword
from ..brochure.naming import name_of
from ..brochure.variants import Variant
from ..forms.brochure import ChoiceForm, ForewordForm, MakeForm
from ..models.brochure import Brochure, Edition
from ..queries.brochure import (
    SHOWN,
    brochure_of,
    edition_of,
    editions_of,
    foreword_of,
    forewords_of,
    variants_of,
)


@require_safe
def brochure(request: Any, network: str) -> HttpResponse:
    """Everything about the brochure."""
    return _page(request)


def _page(request: Any, *, status: int = 200, **forms: Any) -> HttpResponse:
    spaces = _spaces(request)
    row = brochure_of(request.network)
    choice = forms.get("choice") or ChoiceForm(
        spaces, variants_of(row), initial={"public": row.public or not row.variants}
    )
    editions = [(one, _named(one, spaces)) for one in editions_of(request.network)[:SHOWN]]
    context = {
        "brochure": row,
        "working": _working(row),
        "choice": choice,
        "make": forms.get("make") or MakeForm(spaces),
        "current": [pair for pair in editions if pair[0].public],
        "editions": editions,
        "languages": LANGUAGES,
    }
    return render(request, "publishing/brochure.html", context, status=status)


@require_safe
def brochure_state(request: Any, network: str) -> HttpResponse:
    """How far the making is, as a part of the page; asked every other second. Done: the page is read anew."""
    row = brochure_of(request.network)
    response = render(request, "publishing/_brochure_state.html", {"brochure": row, "working": _working(row)})
    if not _working(row):
        response["HX-Refresh"] = "true"
    return response


@require_POST
def make(request: Any, network: str) -> HttpResponse:
    """Make the brochures families get, or one described in the form."""
    if "alle" in request.POST:
        row = brochure_of(request.network)
        ask_for(request.network, variants_of(row), public=row.public, by=request.member, at=timezone.now())
        return redirect("publishing:brochure", network=network)
    form = MakeForm(_spaces(request), request.POST)
    if not form.is_valid():
        return _page(request, status=422, make=form)
    ask_for(request.network, [form.wanted()], public=False, by=request.member, at=timezone.now())
    return redirect("publishing:brochure", network=network)


@require_POST
def choose(request: Any, network: str) -> HttpResponse:
    """Say which brochures families get, and make them at once."""
    form = ChoiceForm(_spaces(request), (), request.POST)
    if not form.is_valid():
        return _page(request, status=422, choice=form)
    at, public = timezone.now(), form.cleaned_data["public"]
    choose_brochures(request.network, form.wanted(), public=public, by=request.member, at=at)
    if public:
        ask_for(request.network, form.wanted(), public=True, by=request.member, at=at)
    messages.success(
        request,
        "Gespeichert. Die Hefte werden gemacht und stehen dann auf Ihren Seiten."
        if public
        else "Gespeichert. Auf Ihren Seiten steht keine Broschüre mehr.",
    )
    return redirect("publishing:brochure", network=network)


@require_http_methods(["GET", "HEAD", "POST"])
def foreword(request: Any, network: str) -> HttpResponse:
    """Write the foreword in one language."""
    language = BY_CODE.get(request.GET.get("sprache", "de"))
    if language is None:
        raise Http404
    last = foreword_of(request.network, language.code)
    common = texts_for(language.code).paragraphs("brochure.foreword.default")
    begun = {"text": last.text if last else "\n\n".join(common), "seen": last.number if last else 0}
    form = ForewordForm(request.POST if request.method == "POST" else None, initial=begun)
    if form.is_valid():
        text = form.cleaned_data["text"].replace("\r\n", "\n").strip()
        changed = save_foreword(
            request.network,
            language=language.code,
            text="" if text == "\n\n".join(common) else text,
            seen=form.cleaned_data["seen"],
            by=request.member,
            at=timezone.now(),
        )
        messages.success(request, "Das Vorwort ist gespeichert. Es steht im nächsten Heft.") if changed else None
        return redirect(f"{request.path}?sprache={language.code}")
    context = {
        "form": form,
        "language": language,
        "languages": LANGUAGES,
        "common": common,
        "versions": forewords_of(request.network, language.code)[:20],
    }
    return render(request, "publishing/brochure_foreword.html", context, status=422 if form.is_bound else 200)


@require_safe
def edition(request: Any, network: str, edition_id: int) -> HttpResponse:
    """The file of an edition."""
    one = _edition(request, edition_id)
    return pdf(bytes(one.content), f"{network}-{one.key}-{one.stand.isoformat()}.pdf")


@require_POST
def keep(request: Any, network: str, edition_id: int) -> HttpResponse:
    """Keep an edition, or let it go with time again."""
    hold(_edition(request, edition_id), kept="ja" in request.POST, by=request.member, at=timezone.now())
    messages.success(request, "Gespeichert.")
    return redirect("publishing:brochure", network=network)


@require_POST
def remove(request: Any, network: str, edition_id: int) -> HttpResponse:
    """Delete an edition; one that families see only after asking once."""
    one = _edition(request, edition_id)
    if one.public and "sicher" not in request.POST:
        context = {"edition": one, "name": _named(one, _spaces(request))}
        return render(request, "publishing/brochure_remove.html", context)
    remove_edition(one, by=request.member, at=timezone.now())
    messages.success(request, "Die Ausgabe ist gelöscht.")
    return redirect("publishing:brochure", network=network)


def pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF to open in the browser, with a name to save it under."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _edition(request: Any, edition_id: int) -> Edition:
    found = edition_of(request.network, edition_id)
    if found is None:
        raise Http404
    return found


def _working(row: Brochure) -> bool:
    return row.asked_at is not None and timezone.now() - row.asked_at < GIVEN_UP


def _spaces(request: Any) -> list[tuple[str, str]]:
    return list(request.network.social_spaces.values_list("slug", "name"))


def _named(one: Edition, spaces: list[tuple[str, str]]) -> str:
    return name_of(Variant.from_dict(one.variant), dict(spaces), texts_for("de"))
