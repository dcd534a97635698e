"""Files beside the pages: style sheet, a network's colours, logo and robots.txt."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from nestwerk.catalogue import public as catalogue
from nestwerk.common.colour import accent_for
from nestwerk.finder.languages import LANGUAGES
from nestwerk.finder.stylesheet import stylesheet as whole_sheet
from nestwerk.finder.stylesheet import stylesheet_version

FOR_GOOD = "public, max-age=31536000, immutable"
# Each is typeset when it is asked for, or is one of a thousand ways to ask for the same dates.
MADE_ON_DEMAND = (
    *("plakat.pdf", "handzettel.pdf", "termine.pdf", "wochenblatt.pdf", "fachkraefte.pdf", "uebergabe.pdf"),
    *("termine?", "uebergabe?", "merkliste?", "merkliste/"),
)
LOGO_TYPES = frozenset({"image/png", "image/jpeg", "image/webp"})


@require_safe
def stylesheet(request: HttpRequest, version: str) -> HttpResponse:
    """The style sheet under the address that holds its digest and a network's accent; an old address, or one with a
    colour no network has, gets the current one, not for good."""
    digest, _, wish = version.partition("-")
    accent = f"#{wish}" if f"#{wish}" in _accents() else ""
    response = HttpResponse(whole_sheet(accent), content_type="text/css; charset=utf-8")
    lasting = (digest, wish) == (stylesheet_version(accent), accent.removeprefix("#"))
    return kept(response, for_good=lasting)


def kept(response: HttpResponse, *, for_good: bool) -> HttpResponse:
    """A file whose address holds its digest, kept for good; under another address not even here: made-up ones must not
    push pages out of the memory."""
    response["Cache-Control"] = FOR_GOOD if for_good else "no-cache"
    if not for_good:
        response["X-Fresh-Until"] = "0"
    return response


@require_safe
def colours(request: HttpRequest, network: str) -> HttpResponse:
    """A network's colours alone, for pages with a style sheet of their own."""
    try:
        record = catalogue.current().networks.get(network)
    except catalogue.NotReady:
        record = None
    if record is None:
        raise Http404
    css = accent_for(record.accent).css if record.accent else ""
    response = HttpResponse(css, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=300"
    return response


def _accents() -> set[str]:
    try:
        return {one.accent for one in catalogue.current().networks.values() if one.accent}
    except catalogue.NotReady:
        return set()


@require_safe
def logo(request: HttpRequest, network: str) -> HttpResponse:
    """A network's logo as it was given; only pictures that cannot hold a script, and nothing may guess otherwise."""
    try:
        found = catalogue.current().logo(network)
    except (catalogue.NotReady, KeyError):
        found = None
    if found is None or found[1] not in LOGO_TYPES:
        raise Http404
    response = HttpResponse(found[0], content_type=found[1])
    response["Cache-Control"] = "public, max-age=300"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = "attachment"  # shown inside a page, never as one
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: the pages, never the searches and what is made on demand."""
    paths = ["/api/", "/netz/"] + [f"/{x.prefix}/suche" if x.prefix else "/suche" for x in LANGUAGES]
    paths += ["/*/suche", *(f"/*/{name}" for name in MADE_ON_DEMAND)]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in paths)]
    lines.append(f"Sitemap: {public_base(request)}/sitemap.xml")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def public_base(request: HttpRequest) -> str:
    """The public address of this installation, without a slash at the end."""
    return (settings.PUBLIC_URL or request.build_absolute_uri("/")).rstrip("/")
