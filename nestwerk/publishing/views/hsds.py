"""The open data interface in HSDS 3.0: whoever likes may read it, without a key, from any page."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from nestwerk.catalogue import public as catalogue
from nestwerk.common.packed import accepted
from nestwerk.common.readable import METHODS, only_for_reading, readable
from nestwerk.publishing.hsds import document, pages
from nestwerk.publishing.hsds.asked import Asked, read
from nestwerk.publishing.hsds.directory import Directory, directory
from nestwerk.publishing.hsds.found import written
from nestwerk.publishing.hsds.values import Wrong

VERSION = "HSDS-UK-3.0"  # the validators choose the standard by exactly this text
PROFILE = "https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md"
ROOT = "/api/hsds/v3"
JSON, NDJSON = "application/json", "application/x-ndjson"
SECRET = ("search", "postcode")  # what somebody looks for is kept by no cache on the way


class Missing(Exception):
    """Nothing has this id."""


P = ParamSpec("P")
T = TypeVar("T")
Answer = TypeVar("Answer", bound=HttpResponseBase)
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def interface(view: View[P]) -> View[P]:
    """Answer other pages' browsers, methods and errors in the same way at every address."""

    @wraps(view)
    def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return _open(HttpResponse(status=204))
        if request.method not in METHODS:
            return _error(405, "method_not_allowed", "Hier kann man nur lesen.")
        try:
            return view(request, *args, **kwargs)
        except Wrong as problem:
            return _error(422, "bad_parameter", problem.message, problem.parameter)
        except Missing:
            return _error(404, "not_found", "Das gibt es hier nicht.")
        except catalogue.NotReady:
            return _error(503, "not_ready", "Der Katalog ist noch nicht geladen. Bitte gleich noch einmal versuchen.")

    return csrf_exempt(answer)  # it reads only, and knows nobody


@interface
def root(request: HttpRequest) -> HttpResponse:
    """Which standard and profile this is, and where it is described."""
    return _page(request, orjson.dumps({"version": VERSION, "profile": PROFILE, "openapi_url": _base("openapi.json")}))


@interface
def openapi(request: HttpRequest) -> HttpResponse:
    """The description of every address, parameter and answer."""
    return _page(request, document.written(_base(""), VERSION))


@interface
def services(request: HttpRequest) -> HttpResponseBase:
    """Services by every parameter of the standard and its UK profile."""
    known, asked = _asked(request, "services")
    found = known.services(asked)
    if asked.ndjson:
        return _stream(request, known, pages.lines(asked, found, "service"))
    return _page(request, pages.services(asked, found))


@interface
def service(request: HttpRequest, known: str) -> HttpResponse:
    """One service with everything; one that is no longer public says so for a time."""
    here, _ = _asked(request, "item")
    return _page(request, written(_there(here.one(known)), "service.full"))


@interface
def service_at_locations(request: HttpRequest) -> HttpResponseBase:
    """Services at their locations. A hidden address has none."""
    return _placed(request, "service_at_locations", "link")


@interface
def service_at_location(request: HttpRequest, known: str) -> HttpResponse:
    """One service at its location, with everything."""
    here, _ = _asked(request, "item")
    return _page(request, written(_there(here.placed(known, "link")), "link.full"))


@interface
def locations(request: HttpRequest) -> HttpResponseBase:
    """The locations of services."""
    return _placed(request, "locations", "location")


@interface
def location(request: HttpRequest, known: str) -> HttpResponse:
    """One location with address and accessibility."""
    here, _ = _asked(request, "item")
    return _page(request, written(_there(here.placed(known, "location")), "location.full"))


@interface
def organizations(request: HttpRequest) -> HttpResponseBase:
    """Who offers something."""
    known, asked = _asked(request, "organizations")
    if asked.ndjson:
        made = (
            network.organisation(record, full=asked.full, full_service=asked.full_service)
            for network, record in known.organisations(asked)
        )
        return _stream(request, known, pages.row_lines(made))
    return _page(request, pages.organisations(asked, known))


@interface
def organization(request: HttpRequest, known: str) -> HttpResponse:
    """One organisation with its services and locations."""
    here, asked = _asked(request, "organization")
    network, record = _there(here.organisation(known))
    return _page(request, orjson.dumps(network.organisation(record, full=True, full_service=asked.full_service)))


@interface
def taxonomies(request: HttpRequest) -> HttpResponseBase:
    """The taxonomies."""
    known, asked = _asked(request, "taxonomies")
    return _records(request, known, asked, [*known.words.taxonomies.values()])


@interface
def taxonomy(request: HttpRequest, known: str) -> HttpResponse:
    """One taxonomy."""
    here, _ = _asked(request, "item")
    return _page(request, orjson.dumps(_there(here.words.taxonomies.get(known))))


@interface
def taxonomy_terms(request: HttpRequest) -> HttpResponseBase:
    """The terms of the taxonomies. None has a parent: ``top_only`` leaves all, ``parent_id`` none."""
    known, asked = _asked(request, "taxonomy_terms")
    wanted = [
        term
        for term in known.words.terms.values()
        if not asked.parent_id and all(term["taxonomy_id"] == one for one in asked.taxonomy_ids)
    ]
    return _records(request, known, asked, wanted)


@interface
def taxonomy_term(request: HttpRequest, known: str) -> HttpResponse:
    """One term."""
    here, _ = _asked(request, "item")
    return _page(request, orjson.dumps(_there(here.words.terms.get(known))))


@interface
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """Any other address below the interface."""
    raise Missing


def _asked(request: HttpRequest, endpoint: str) -> tuple[Directory, Asked]:
    asked = read(dict(request.GET.lists()), endpoint)
    return directory(catalogue.current(), timezone.now()), asked


def _placed(request: HttpRequest, endpoint: str, what: str) -> HttpResponseBase:
    known, asked = _asked(request, endpoint)
    found = known.services(asked, placed_only=True)
    if asked.ndjson:
        return _stream(request, known, pages.lines(asked, found, what))
    return _page(request, pages.placed(asked, found, what))


def _records(request: HttpRequest, known: Directory, asked: Asked, records: list[dict[str, Any]]) -> HttpResponseBase:
    words = asked.search.casefold().split()
    found = [one for one in records if all(word in f"{one['name']} {one['description']}".casefold() for word in words)]
    if asked.ndjson:
        return _stream(request, known, pages.row_lines(found))
    return _page(request, pages.rows(asked, found))


def _there(found: T | None) -> T:
    if found is None:
        raise Missing
    return found


def _base(rest: str) -> str:
    return f"{settings.PUBLIC_URL}{ROOT}/{rest}".rstrip("/")


def _page(request: HttpRequest, body: bytes) -> HttpResponse:
    """An answer; the page cache in front packs it, names its ETag and answers 304."""
    return _kept(request, HttpResponse(body, content_type=JSON))


def _stream(request: HttpRequest, known: Directory, chunks: Iterator[bytes]) -> HttpResponseBase:
    """All at once, line by line: sent while it is made, so it passes the page cache and brings its own ETag."""
    name = f"{known.snap.version} {known.today} {request.get_full_path()}"
    etag = f'W/"{hashlib.blake2b(name.encode(), digest_size=12).hexdigest()}"'
    if etag in request.headers.get("If-None-Match", ""):
        answer: HttpResponseBase = HttpResponse(status=304)
    elif "gzip" in accepted(request.headers.get("Accept-Encoding", "")):
        answer = StreamingHttpResponse(_packed(chunks), content_type=NDJSON, headers={"Content-Encoding": "gzip"})
    else:
        answer = StreamingHttpResponse(chunks, content_type=NDJSON)
    answer["Vary"] = "Accept-Encoding"
    answer = _kept(request, answer)
    if "no-store" not in answer["Cache-Control"]:
        answer["ETag"] = etag
    return answer


def _packed(chunks: Iterator[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    for chunk in chunks:
        yield packer.compress(chunk)
    yield packer.flush()


def _error(status: int, code: str, message: str, parameter: str = "") -> HttpResponse:
    answer = HttpResponse(pages.error(code, message, parameter), status=status, content_type=JSON)
    answer["Cache-Control"] = "no-store"
    return _open(answer)


def _kept(request: HttpRequest, answer: Answer) -> Answer:
    """Caches may keep it for a minute, but not what somebody looks for."""
    answer["Cache-Control"] = "no-store" if any(request.GET.get(name) for name in SECRET) else "public, max-age=60"
    return _open(answer)


def _open(answer: Answer) -> Answer:
    """Any page may read it."""
    answer["Access-Control-Expose-Headers"] = "ETag"
    return only_for_reading(answer) if answer.status_code in (204, 405) else readable(answer)
