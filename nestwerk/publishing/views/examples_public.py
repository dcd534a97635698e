"""Practice examples as everybody reads them, and the open feed. From the published catalogue."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from nestwerk.catalogue import public as catalogue
from nestwerk.finder import fallback
from nestwerk.finder.page import Page, answer, public_page
from nestwerk.finder.texts import texts_for
from nestwerk.finder.wording import dates

from ..examples.content import PARTS, Published, found
from ..examples.feeds import as_json, atom
from ..examples.published import NAME, all_examples
from ..examples.telling import facts_of
from ..pages.showing import Shown
from .pages_public import FOR_A_DAY, PDF, PICTURES, file_response

CACHE = "public, max-age=300"


@public_page
def examples(page: Page) -> HttpResponse:
    """All of the installation, the newest first."""
    ones = [(one, _day(page, one), page.links.page(f"praxisbeispiele/{one.id}")) for one in _newest(page.snap)]
    return answer(page, "publishing/open_examples", title=page.t("examples.title"), examples=ones)


@public_page
def example(page: Page, example_id: str) -> HttpResponse:
    """One of them."""
    one = next((one for one in all_examples(page.snap) if one.id == example_id), None)
    if one is None:
        raise Http404
    parts = [
        (name, label, getattr(one.example, name).split("\n\n")) for name, label in PARTS if getattr(one.example, name)
    ]
    german = texts_for("de")
    concepts = [(concept, facts_of(concept, page.snap.terms, german)) for concept in one.example.concepts]
    return answer(
        page,
        "publishing/open_example",
        title=one.example.title,
        one=one,
        parts=parts,
        concepts=concepts,
        files=[
            (file, f"/praxisbeispiele/{one.id}/dateien/{file.mark}", _size(file.size)) for file in one.example.files
        ],
        day=_day(page, one),
    )


@require_safe
def file(request: HttpRequest, example_id: str, mark: str) -> HttpResponse:
    """A picture to be shown inside the page, or a document to be taken away; nothing that could run."""
    try:
        snap = catalogue.current()
        one = next(one for one in all_examples(snap) if one.id == example_id)
        about = next(about for about in one.example.files if about.mark == mark)
        content = snap.addition_file(one.slug, NAME, mark)
    except (catalogue.NotReady, StopIteration, KeyError):
        raise Http404 from None
    if content is None or about.type not in {*PICTURES, PDF}:
        raise Http404
    return file_response(content, about.type, about.name, cache=FOR_A_DAY)


@require_safe
def feed(request: HttpRequest, form: str) -> HttpResponse:
    """The open feed as ``atom`` or ``json``."""
    try:
        snap = catalogue.current()
    except catalogue.NotReady:
        return fallback.not_ready("de")
    base = (settings.PUBLIC_URL or request.build_absolute_uri("/")).rstrip("/")
    response: HttpResponse
    if form == "atom":
        response = HttpResponse(atom(_newest(snap), base), content_type="application/atom+xml; charset=utf-8")
    else:
        response = JsonResponse(as_json(_newest(snap), base), json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"], response["Access-Control-Allow-Origin"] = CACHE, "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _size(count: int) -> str:
    return Shown("", "", count).kilobytes


def _newest(snap: catalogue.Snapshot) -> list[Published]:
    return found(all_examples(snap), "")


def _day(page: Page, one: Published) -> str:
    return dates.long_day(one.published_at[:10], page.t)
