"""A network's own pages as everybody reads them: from the published catalogue, no table is asked."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from nestwerk.catalogue import public as catalogue
from nestwerk.finder.page import Page, answer, public_page
from nestwerk.finder.wording import dates

from ..pages.content import NEWS
from ..pages.published import Seen, body, files_seen, pages_seen
from ..pages.showing import Files, Shown

NAME = "pages"
PICTURES = frozenset({"image/png", "image/jpeg"})
PDF = "application/pdf"
FOR_A_DAY = "public, max-age=86400"


@public_page
def overview(page: Page) -> HttpResponse:
    """All pages of a network: what it is, who it is, texts for the press, who pays."""
    found = [one for one in _pages(page) if one.kind != NEWS]
    if not found:
        raise Http404
    groups = [(kind, [one for one in found if one.kind == kind]) for kind in ("page", "portrait", "press", "funder")]
    return answer(
        page,
        "publishing/own_pages",
        title=page.t("pages.title"),
        groups=[(kind, ones) for kind, ones in groups if ones],
        files=_files(page),
        addresses=_addresses(page, found),
        has_news=any(one.kind == NEWS for one in _pages(page)),
    )


@public_page
def news(page: Page) -> HttpResponse:
    """What is new, the newest first."""
    found = [one for one in _pages(page) if one.kind == NEWS]
    if not found:
        raise Http404
    return answer(
        page,
        "publishing/own_news",
        title=page.t("pages.news"),
        slug=page.slug,
        news=[(one, dates.long_day(one.on, page.t)) for one in found],
        files=_files(page),
        addresses=_addresses(page, found),
    )


@public_page
def own_page(page: Page, slug: str) -> HttpResponse:
    """One page."""
    one = next((one for one in _pages(page) if one.slug == slug), None)
    if one is None:
        raise Http404
    return show(page, one, _files(page))


def show(
    page: Page, one: Seen, files: Files, *, template: str = "publishing/own_page", private: bool = False
) -> HttpResponse:
    """The page of one text in the frame of its network."""
    return answer(
        page,
        template,
        title=one.text.title,
        private=private,
        one=one,
        day=dates.long_day(one.on, page.t) if one.on else "",
        picture=files.get(one.content.picture),
        body=body(one, files),
        has_news=one.kind == NEWS,
    )


@require_safe
def file(request: HttpRequest, network: str, mark: str) -> HttpResponse:
    """A picture to be shown inside a page, or a document to be taken away; nothing that could run."""
    try:
        snap = catalogue.current()
        about = (snap.addition(network, NAME) or {}).get("files", {}).get(mark)
        content = snap.addition_file(network, NAME, mark)
    except (catalogue.NotReady, KeyError):
        raise Http404 from None
    if about is None or content is None or about["type"] not in {*PICTURES, PDF}:
        raise Http404
    return file_response(content, about["type"], about["name"], cache=FOR_A_DAY)


def file_response(content: bytes, media_type: str, name: str, *, cache: str) -> HttpResponse:
    """The bytes with headers under which nobody may guess, run or frame them."""
    response = HttpResponse(content, content_type=media_type)
    response["Cache-Control"] = cache
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    ascii_name = name.encode("ascii", "replace").decode().replace("?", "_")
    response["Content-Disposition"] = f'attachment; filename="{ascii_name}"'
    return response


def _pages(page: Page) -> list[Seen]:
    page.until(page.midnight)  # consents end with a day
    return pages_seen(page.snap.addition(page.slug, NAME), page.language.code, page.today)


def _files(page: Page) -> dict[str, Shown]:
    return files_seen(page.snap.addition(page.slug, NAME), f"/{page.slug}/dateien/")


def _addresses(page: Page, found: list[Seen]) -> dict[str, str]:
    return {one.slug: page.links.page(f"seiten/{one.slug}", page.slug) for one in found}
