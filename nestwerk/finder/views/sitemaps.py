"""The site map: an index, and one map per language and network, so that no offer falls off the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from math import ceil
from typing import Any
from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from nestwerk.catalogue import public as catalogue
from nestwerk.finder import fallback
from nestwerk.finder.languages import BY_CODE, GERMAN, LANGUAGES
from nestwerk.finder.links import Links
from nestwerk.finder.present.first_call import further_doors
from nestwerk.finder.present.take_away import there_is
from nestwerk.finder.views.files import public_base

PER_MAP = 40_000  # offers in one map; the protocol allows 50,000 addresses and 50 MiB
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
PRODUCTS = (
    "leichte-sprache",
    "gebaerdensprache",
    "du",
    "termine",
    "kalender",
    "begleitbuch",
    "begleitbuch/zeitstrahl",
    "daten",
    "fachkraefte",
)
IF_ANY = (  # a page, and what the catalogue carries where there is something on it
    ("broschuere", "brochure", "editions"),
    ("newsletter", "newsletter", "audiences"),
    ("newsletter/archiv", "newsletter", "issues"),
)
Made = tuple[str, str, Iterable[str]]


def _map(view: Callable[..., Made]) -> Callable[..., HttpResponse]:
    """Turn a function that gives root, element and paths into a view."""

    @require_safe
    @wraps(view)
    def wrapped(request: HttpRequest, **rest: Any) -> HttpResponse:
        try:
            root, element, paths = view(catalogue.current(), **rest)
        except catalogue.NotReady:
            return fallback.not_ready(GERMAN.code)
        base = public_base(request)
        entries = "".join(f"<{element}><loc>{escape(base + path)}</loc></{element}>" for path in paths)
        body = f'<?xml version="1.0" encoding="UTF-8"?><{root} xmlns="{_NAMESPACE}">{entries}</{root}>'
        return HttpResponse(body, content_type="application/xml; charset=utf-8")

    return wrapped


def _parts(snap: catalogue.Snapshot, network: str) -> int:
    return max(1, ceil(len(snap.offers(network)) / PER_MAP))


@_map
def index(snap: catalogue.Snapshot) -> Made:
    """All maps there are."""
    paths = [f"/sitemap/{language.code}.xml" for language in LANGUAGES]
    for slug in snap.networks:
        for part in range(1, _parts(snap, slug) + 1):
            paths += [f"/sitemap/{language.code}/{slug}/{part}.xml" for language in LANGUAGES]
    return "sitemapindex", "sitemap", paths


@_map
def shared(snap: catalogue.Snapshot, code: str) -> Made:
    """The pages for all networks in one language."""
    links = _links(code)
    names = (
        "zustaendig",
        "notfall",
        "ueber",
        "barrierefreiheit",
        "daten",
        "api/",
        "praxisbeispiele",
        "zeigekarte",
        "du",
    )
    further = (door.address for door in further_doors()) if code == GERMAN.code else ()
    return "urlset", "url", [links.start(), *(links.page(name) for name in names), *further]


@_map
def of_network(snap: catalogue.Snapshot, code: str, network: str, part: int) -> Made:
    """A network's pages and offers in one language; further parts hold offers only."""
    links = _links(code)
    if network not in snap.networks or not 1 <= part <= _parts(snap, network):
        raise Http404
    standing = [
        links.start(network),
        links.offers(network),
        links.page("netzwerk", network),
        links.page("notfall", network),
        *(links.page(name, network) for name in PRODUCTS),
        *(links.page(name, network) for name, addition, what in IF_ANY if there_is(snap, network, addition, what)),
    ]
    standing += [links.page(path, network) for path in (snap.addition(network, "pages") or {"paths": []})["paths"]]
    offers = snap.offers(network)[(part - 1) * PER_MAP : part * PER_MAP]
    return "urlset", "url", [*(standing if part == 1 else ()), *(links.offer(network, offer.id) for offer in offers)]


def _links(code: str) -> Links:
    if code not in BY_CODE:
        raise Http404
    return Links(BY_CODE[code])
