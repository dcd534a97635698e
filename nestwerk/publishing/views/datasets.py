"""Open data: the page about it, the files, the description for data portals, and the page about the interfaces."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

import orjson
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import Resolver404, resolve
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from nestwerk.catalogue import public as catalogue
from nestwerk.common.packed import accepted
from nestwerk.common.readable import readable
from nestwerk.finder.page import Page, answer, public_page

from ..datasets import kept
from ..datasets.catalogue import catalogue as description
from ..datasets.database import metadata as for_datasette
from ..datasets.formats import FORMATS, Format, raw_size
from ..datasets.graph import json_ld, turtle
from ..datasets.here import scope_of
from ..datasets.present import INTERFACES, shown
from ..datasets.scope import Scope

PIECE = 1 << 16  # bytes handed on at once
LATER = "600"  # seconds until somebody may ask again for a large file that is being made


def about(request: HttpRequest, **rest: Any) -> HttpResponse:
    """What there is, with sizes: the files of a small data set are made before the page that tells their sizes."""
    try:
        scope = scope_of(catalogue.current(), rest.get("network", ""))
        if kept.is_small(scope):
            for form in FORMATS.values():
                kept.make(scope, form)
    except (catalogue.NotReady, KeyError, OSError):
        pass  # the page itself says what is the matter; without sizes where the disk is full
    return _about(request, **rest)


@public_page
def _about(page: Page) -> HttpResponse:
    scope = scope_of(page.snap, page.slug)
    page.until(page.midnight)
    return answer(
        page, "publishing/datasets", title=page.t("datasets.title"), data=shown(page, scope, kept.sizes(scope))
    )


@public_page
def interfaces(page: Page) -> HttpResponse:
    """Everything a program may ask, with the machine-readable description of each."""
    there = [one for one in INTERFACES if _exists(one.description or one.address)]
    return answer(page, "publishing/interfaces", title=page.t("interfaces.title"), interfaces=there)


def _exists(address: str) -> bool:
    try:
        return bool(resolve(address.replace("{network}", "netzwerk-x")))
    except Resolver404:
        return False


def _read_by_all(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A file for programs: any page may read it; 404 for an unknown network, 503 before the first catalogue."""

    @require_safe
    @wraps(view)
    def wrapped(request: HttpRequest, *, network: str = "", **rest: Any) -> HttpResponseBase:
        try:
            scope = scope_of(catalogue.current(), network)
        except catalogue.NotReady:
            response: HttpResponseBase = _later("Der Katalog ist noch nicht geladen.", "5")
        except KeyError as unknown:
            raise Http404 from unknown
        else:
            response = view(request, scope, **rest)
        return readable(response)

    return wrapped


def _later(sentence: str, seconds: str) -> HttpResponse:
    response = HttpResponse(f"{sentence}\n", status=503, content_type="text/plain; charset=utf-8")
    response["Retry-After"], response["Cache-Control"] = seconds, "no-store"
    return response


@_read_by_all
def download(request: HttpRequest, scope: Scope, form: str) -> HttpResponseBase:
    """A file of the data set: from disk if it was made, else made now; a large one that is text, while it is read."""
    kind = FORMATS[form]
    path = kept.newest(scope, kind)
    if path is None and kept.is_small(scope):
        try:
            path = kept.make(scope, kind)
        except OSError:  # a full disk: what is text needs none
            path = None
    if path is None and not kind.packed:
        return _later("Diese Datei wird gerade gemacht. Bitte später noch einmal abrufen.", LATER)
    mark, moment = (kept.mark_of(path), path.stat().st_mtime) if path else (scope.mark, scope.stand.timestamp())
    etag = f'W/"{mark}-{form}"'
    known = get_conditional_response(request, etag=etag, last_modified=int(moment))
    response: HttpResponseBase = known or _whole(request, scope, kind, path)
    response["ETag"], response["Last-Modified"] = etag, http_date(moment)
    response["Vary"], response["Cache-Control"] = "Accept-Encoding", "public, max-age=300"
    return response


def _whole(request: HttpRequest, scope: Scope, kind: Format, path: Path | None) -> StreamingHttpResponse:
    packed = kind.packed and path is not None and "gzip" in accepted(request.headers.get("Accept-Encoding", ""))
    if path is not None:
        pieces = _read(path) if packed or not kind.packed else _unpacked(path)
    else:
        pieces = _gathered(kind.lines(scope)) if kind.lines else iter(())
    response = StreamingHttpResponse(pieces, content_type=kind.media_type)
    front = scope.slug or "fruehe-hilfen"
    response["Content-Disposition"] = f'attachment; filename="{front}-{kind.name}"'
    if path is not None:
        response["Content-Length"] = str(path.stat().st_size if packed else raw_size(kind, path))
    if packed:
        response["Content-Encoding"] = "gzip"
    return response


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _unpacked(path: Path) -> Iterator[bytes]:
    with gzip.open(path) as file:
        while piece := file.read(PIECE):
            yield piece


def _gathered(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Lines in pieces of some size."""
    waiting, size = [], 0
    for line in lines:
        waiting.append(line)
        size += len(line)
        if size >= PIECE:
            yield b"".join(waiting)
            waiting, size = [], 0
    yield b"".join(waiting)


@_read_by_all
def catalogue_turtle(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The description for data portals as Turtle."""
    return HttpResponse(turtle(_described(scope)), content_type="text/turtle; charset=utf-8")


@_read_by_all
def catalogue_json(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The same as JSON-LD."""
    return HttpResponse(orjson.dumps(json_ld(_described(scope))), content_type="application/ld+json")


def _described(scope: Scope) -> Any:
    sizes: dict[tuple[str, str], int] = {}
    for network in scope.networks:
        sizes |= kept.sizes(scope_of(scope.snap, network.slug))
    return description(scope, sizes)


@_read_by_all
def metadata(request: HttpRequest, scope: Scope) -> HttpResponse:
    """``metadata.json`` beside the SQLite file, for Datasette."""
    body = orjson.dumps(for_datasette(scope), option=orjson.OPT_INDENT_2)
    return HttpResponse(body, content_type="application/json")
