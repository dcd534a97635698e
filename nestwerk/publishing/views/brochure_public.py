"""The brochures of a network for everybody: a page that lists them, and the files, straight from the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from babel.numbers import format_decimal
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from nestwerk.catalogue import public as catalogue
from nestwerk.finder.page import Page, answer, public_page
from nestwerk.finder.texts import Texts
from nestwerk.finder.wording import dates

from ..brochure.naming import name_of
from ..brochure.variants import Variant
from .brochure import pdf

ADDITION = "brochure"


@dataclass(frozen=True, slots=True)
class Offered:
    """One brochure to download."""

    name: str
    address: str
    size: str
    pages: str
    stand: str


@public_page
def brochures(page: Page) -> HttpResponse:
    """The list: name, pages, size, Stand. What is written for the reader's language comes first."""
    kept = (page.snap.addition(page.slug, ADDITION) or {}).get("editions", [])
    spaces = {space.slug: space.name for space in page.network.spaces} if page.network else {}
    found = [(Variant.from_dict(one["variant"]), one) for one in kept]
    found.sort(
        key=lambda pair: (pair[0].language != page.language.code, bool(pair[0].space), pair[0].large, pair[0].key)
    )
    shown = [
        Offered(
            name=name_of(variant, spaces, page.t),
            address=f"/{page.slug}/broschuere/{one['key']}.pdf",
            size=_size(one["size"], page.t),
            pages=page.t("brochure.download.pages", n=one["pages"]),
            stand=page.t("brochure.stand", day=dates.long_day(one["stand"], page.t)),
        )
        for variant, one in found
    ]
    return answer(page, "publishing/brochures", title=page.t("brochure.download.title"), brochures=shown)


@require_safe
def brochure_file(request: HttpRequest, network: str, key: str) -> HttpResponse:
    """A brochure as PDF, without the database."""
    try:
        content = catalogue.current().addition_file(network, ADDITION, f"{key}.pdf")
    except (catalogue.NotReady, KeyError):
        content = None
    if content is None:
        raise Http404
    response = pdf(content, f"{network}-{key}.pdf")
    response["Cache-Control"] = "public, max-age=300"
    return response


def _size(count: int, texts: Texts) -> str:
    mebibytes = max(count / 2**20, 0.1)
    return f"{format_decimal(mebibytes, format='0.0', locale=texts.language.locale)} MB"
