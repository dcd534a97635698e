"""Files beside the pages: style sheet, a network's colours, robots.txt and the site map."""

from __future__ import annotations

from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from nestwerk.catalogue import public as catalogue
from nestwerk.common.colour import PAPER_DARK, PAPER_LIGHT, ink_on, readable
from nestwerk.finder import fallback
from nestwerk.finder.languages import GERMAN, LANGUAGES
from nestwerk.finder.links import Links
from nestwerk.finder.stylesheet import stylesheet as whole_sheet
from nestwerk.finder.stylesheet import stylesheet_version

FOR_GOOD = "public, max-age=31536000, immutable"
MOST_ADDRESSES = 50_000  # limit of the sitemap protocol


def stylesheet(request: HttpRequest, version: str) -> HttpResponse:
    """The style sheet under the address that holds its digest; an old address gets the current one, not for good."""
    response = HttpResponse(whole_sheet(), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = FOR_GOOD if version == stylesheet_version() else "no-cache"
    return response


def colours(request: HttpRequest, network: str) -> HttpResponse:
    """A network's accent as custom properties, for both themes, checked once more for contrast."""
    try:
        record = catalogue.current().networks.get(network)
    except catalogue.NotReady:
        record = None
    if record is None:
        raise Http404
    light = readable(record.accent, PAPER_LIGHT) if record.accent else ""
    dark = readable(record.accent, PAPER_DARK) if record.accent else ""
    css = ""
    if light:
        css = (
            f"@layer tokens{{:root{{--accent:{light};--on-accent:{ink_on(light)}}}"
            f"@media (prefers-color-scheme:dark){{:root{{--accent:{dark};--on-accent:{ink_on(dark)}}}}}}}"
        )
    response = HttpResponse(css, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=300"
    return response


def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: the pages, never the searches."""
    paths = ["/api/", "/netz/"] + [f"/{x.prefix}/suche" if x.prefix else "/suche" for x in LANGUAGES]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in paths), "Disallow: /*/suche"]
    lines.append(f"Sitemap: {_public_base(request)}/sitemap.xml")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def sitemap(request: HttpRequest) -> HttpResponse:
    """Every standing page and offer, in every language."""
    try:
        snap = catalogue.current()
    except catalogue.NotReady:
        return fallback.not_ready(GERMAN.code)
    base = _public_base(request)
    paths: list[str] = []
    for language in LANGUAGES:
        links = Links(language)
        paths += [links.start(), links.page("zustaendig"), links.page("notfall"), links.page("ueber")]
        for slug in snap.networks:
            paths += [links.start(slug), links.offers(slug), links.page("netzwerk", slug), links.page("notfall", slug)]
    for language in LANGUAGES:
        links = Links(language)
        for slug in snap.networks:
            paths += [links.offer(slug, offer.id) for offer in snap.offers(slug)]
            if len(paths) > MOST_ADDRESSES:
                break
    entries = "".join(f"<url><loc>{escape(base + path)}</loc></url>" for path in paths[:MOST_ADDRESSES])
    body = f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
    return HttpResponse(body, content_type="application/xml; charset=utf-8")


def _public_base(request: HttpRequest) -> str:
    return (settings.PUBLIC_URL or request.build_absolute_uri("/")).rstrip("/")
