"""Pages that must always work: no snapshot, no database, nothing that could fail a second time.

They are rendered when the process starts and kept; the emergency numbers stand in them.
"""

from __future__ import annotations

from functools import cache, lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from nestwerk.common.doors import is_private
from nestwerk.finder.environment import template
from nestwerk.finder.languages import BY_CODE, GERMAN, LANGUAGES, Language
from nestwerk.finder.links import Links
from nestwerk.finder.texts import texts_for

# Number as written, number as dialled, key of the words beside it. Sources: see the curated helplines of `networks`.
NUMBERS = (
    ("112", "112", "fallback.rescue"),
    ("110", "110", "fallback.police"),
    ("116 117", "116117", "fallback.doctor"),
    ("0800 111 0 550", "08001110550", "fallback.parents"),
    ("0800 111 0 111", "08001110111", "fallback.talk"),
    ("116 016", "116016", "fallback.violence"),
)

KINDS = ("error", "not_ready", "not_found", "forbidden", "bad_request", "wrong_method")


def language_of(path: str) -> Language:
    """The language an address asks for; German when it names none."""
    first = path.lstrip("/").split("/", 1)[0]
    return next((language for language in LANGUAGES if language.prefix and language.prefix == first), GERMAN)


@cache
def _page(code: str, kind: str) -> bytes:
    """One of the fixed pages: rendered once and never forgotten."""
    return _rendered(code, kind, "")


@lru_cache(maxsize=256)
def _lost_in(code: str, network: str) -> bytes:
    """What is not found in a network; there are many networks, so these may be forgotten and rendered again."""
    return _rendered(code, "not_found", network)


def _rendered(code: str, kind: str, network: str) -> bytes:
    language = BY_CODE[code]
    texts = texts_for(code)
    context = {
        "t": texts,
        "language": language,
        "home": Links(language).start(network),
        "kind": kind,
        "title": texts(f"{kind}.title"),
        "numbers": NUMBERS,
    }
    return template("fallback", code).render(context).encode()


def prepare() -> None:
    """Render every page now, so that none has to be rendered in trouble."""
    for language in LANGUAGES:
        for kind in KINDS:
            _page(language.code, kind)


def not_ready(code: str) -> HttpResponse:
    """503 before the first catalogue is published, with the emergency numbers."""
    response = HttpResponse(_page(code, "not_ready"), status=503)
    response["Retry-After"] = "5"
    response["Cache-Control"] = "no-store"
    return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 (``handler404``): the way back and the emergency numbers, without touching the catalogue."""
    if is_private(request.path_info):
        return render(request, "common/not_found.html", status=404, using="workspace")
    return HttpResponse(_page(language_of(request.path).code, "not_found"), status=404)


def not_found_in(code: str, network: str) -> HttpResponse:
    """404 in the language ``code`` inside a published ``network``: the way back leads to its own start page."""
    return HttpResponse(_lost_in(code, network), status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """403 (``handler403`` and ``CSRF_FAILURE_VIEW``, which adds ``reason``): sent from elsewhere, nothing was kept."""
    if is_private(request.path_info):
        page = "common/too_old.html" if reason else "common/forbidden.html"
        return render(request, page, status=403, using="workspace")
    return HttpResponse(_page(language_of(request.path).code, "forbidden"), status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400 (``handler400``): something in the address or the form cannot be read."""
    return HttpResponse(_page(language_of(request.path).code, "bad_request"), status=400)


def wrong_method(code: str, allowed: tuple[str, ...]) -> HttpResponse:
    """405 in the language ``code``: this page is for reading."""
    return HttpResponse(_page(code, "wrong_method"), status=405, headers={"Allow": ", ".join(allowed)})


def server_error(request: HttpRequest) -> HttpResponse:
    """500 (``handler500``): an apology, the emergency numbers, nothing that could fail again."""
    if is_private(request.path_info):
        return HttpResponse(render_to_string("common/broken.html", using="workspace"), status=500)
    return HttpResponse(_page(language_of(request.path).code, "error"), status=500)
