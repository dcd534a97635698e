"""Writing a network's own pages."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nestwerk.finder.languages import BY_CODE, GERMAN, LANGUAGES
from nestwerk.offers.public import review_wording

from ..actions.pages import NAMES, SavedMeanwhile, create_page, save_page
from ..forms.pages import ConsentForm, NewPageForm, PageForm, PlanForm
from ..models.pages import OwnPage
from ..pages.content import PORTRAIT, problems_of
from ..pages.showing import Shown, shown
from ..pages.writing import LONGEST, plain
from ..queries.pages import content_of, files_of, page_of, pages_of, versions_of

MOST_HINTS = 8


@require_safe
def pages(request: Any, network: str) -> HttpResponse:
    """All pages with their state."""
    return render(request, "publishing/pages.html", {"pages": pages_of(request.network), "now": timezone.now()})


@require_http_methods(["GET", "HEAD", "POST"])
def new_page(request: Any, network: str) -> HttpResponse:
    """Begin a page."""
    form = NewPageForm(request.POST if request.method == "POST" else None, initial={"kind": request.GET.get("art")})
    if form.is_valid():
        given = form.cleaned_data
        page = create_page(
            request.network, kind=given["kind"], title=given["title"], by=request.member, at=timezone.now()
        )
        messages.success(request, "Die Seite ist angelegt. Noch sieht sie niemand außer Ihnen und der Redaktion.")
        return redirect("publishing:page", network=network, page_id=page.pk)
    return render(request, "publishing/page_new.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Any, network: str, page_id: int) -> HttpResponse:
    """Write one language of a page. „Ansehen“ saves nothing."""
    one = find(request, page_id)
    content, language = content_of(one, one.latest), _language(request)
    pictures = [file for file in files_of(one) if file.width]
    form = PageForm(one, content, language, pictures, request.POST if request.method == "POST" else None)
    if not form.is_bound or "look" in request.POST:
        return edit(request, one, form)
    if not form.is_valid():
        return edit(request, one, form, status=422)
    try:
        changed = save_page(one, form.wanted(), seen=form.cleaned_data["seen"], by=request.member, at=timezone.now())
    except SavedMeanwhile as no:
        form.add_error(None, no.sentence)
        form.data = _again(form.data, one.latest)
        return edit(request, one, form, status=409)
    said = "Gespeichert. Öffentlich ist die neue Fassung erst, wenn Sie sie veröffentlichen."
    messages.success(request, said) if changed else messages.info(request, "Alles stand schon so da.")
    return redirect(f"{request.path}?sprache={language}")


@require_POST
def look(request: Any, network: str, page_id: int) -> HttpResponse:
    """How a text will look while somebody writes it, with hints, as a part of the page."""
    one = find(request, page_id)
    return render(request, "publishing/page_look.html", _look(one, request.POST.get("body", "")[:LONGEST], network))


def find(request: Any, page_id: int) -> OwnPage:
    """The page in this network, or 404."""
    found = page_of(request.network, page_id)
    if found is None:
        raise Http404
    return found


def edit(request: Any, one: OwnPage, form: PageForm, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of a page: its text, its files, its consent, its publication, its versions."""
    network, content = request.network.slug, content_of(one, one.latest)
    files = list(files_of(one))
    context = {
        "page": one,
        "form": form,
        "language": form.language,
        "languages": [{"code": x.code, "name": x.name, "written": not content.text(x.code).empty} for x in LANGUAGES],
        "files": [{"file": file, "token": _token(file)} for file in files],
        "problems": problems_of(one.kind, content, [file.mark for file in files], NAMES),
        "portrait": one.kind == PORTRAIT,
        "consent": ConsentForm(initial={"on": one.consent_on, "way": one.consent_way, "until": one.consent_until}),
        "plan": PlanForm(),
        "versions": versions_of(one),
        "public_address": f"/{network}/seiten/{one.slug}",
        **_look(one, str(form["body"].value() or ""), network),
    }
    return render(request, "publishing/page_edit.html", context | more, status=status)


def _look(one: OwnPage, text: str, network: str) -> dict[str, Any]:
    files = {
        file.mark: Shown(
            f"/netz/{network}/seiten/{one.pk}/dateien/{file.mark}/", file.name, file.size, file.width, file.height
        )
        for file in files_of(one)
    }
    words = plain(text)
    hints = [
        {"words": words[one.start : one.end], "hint": one.hint, "suggestion": one.suggestion}
        for one in review_wording(words)[:MOST_HINTS]
    ]
    return {"looks": shown(text, files), "hints": hints}


def _token(file: Any) -> str:
    name = file.name.rsplit(".", 1)[0]
    return f"![](bild:{file.mark})" if file.width else f"[{name}](datei:{file.mark})"


def _language(request: Any) -> str:
    asked = request.GET.get("sprache", GERMAN.code)
    return asked if asked in BY_CODE else GERMAN.code


def _again(data: Any, latest: int) -> Any:
    typed = data.copy()
    typed["seen"] = latest
    return typed
