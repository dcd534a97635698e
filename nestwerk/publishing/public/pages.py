"""What the catalogue carries of a network's own pages: what is published, and only the files that shows."""

from __future__ import annotations

from typing import Any

from nestwerk.catalogue.additions import Carried, carries
from nestwerk.common.tenancy import PUBLISHER
from nestwerk.finder.languages import LANGUAGES
from nestwerk.finder.texts import texts_for

from ..models.pages import OwnPage, PageFile, PageVersion
from ..pages.content import NEWS, PAGE, PORTRAIT, Content

NAME = "pages"


@carries(NAME)
def own_pages(network_pk: int) -> Carried:
    """The published versions, and the pictures and documents they need. Three queries."""
    rows = OwnPage.objects.using(PUBLISHER).filter(network_id=network_pk, published__isnull=False)
    pages = [
        one
        for one in rows.only("kind", "slug", "published", "published_at", "consent_on", "consent_until", "withdrawn_at")
        if one.kind != PORTRAIT or one.consented
    ]
    versions = {
        version.page_id: Content.read(version.content)
        for version in PageVersion.objects.using(PUBLISHER)
        .filter(network_id=network_pk, page__in=[one.pk for one in pages])
        .only("page_id", "number", "content")
        if any(version.page_id == one.pk and version.number == one.published for one in pages)
    }
    wanted = {(pk, mark) for pk, content in versions.items() for mark in content.marks()}
    files = [
        file
        for file in PageFile.objects.using(PUBLISHER)
        .filter(network_id=network_pk, mark__in={mark for _, mark in wanted})
        .only("page_id", "mark", "name", "media_type", "content", "size", "width", "height")
        if (file.page_id, file.mark) in wanted
    ]
    shown = sorted((_page(one, versions[one.pk]) for one in pages if one.pk in versions), key=_place)
    data = {
        "pages": shown,
        "menu": _menu(shown),
        "paths": [*(path for path, _ in _standing(shown)), *(f"seiten/{page['slug']}" for page in shown)],
        "files": {
            file.mark: {
                "name": file.name, "type": file.media_type, "size": file.size,
                "width": file.width, "height": file.height,
            }
            for file in files
        },
    }  # fmt: skip
    return Carried(data, {file.mark: bytes(file.content) for file in files})


def _menu(shown: list[dict[str, Any]]) -> list[tuple[str, dict[str, str]]]:
    """What the page about the network leads to: paths with titles by language. The finder reads this."""
    pages = [
        (f"seiten/{page['slug']}", {code: text["title"] for code, text in page["texts"].items() if text["title"]})
        for page in shown
        if page["kind"] == PAGE
    ]
    return [*pages, *_standing(shown)]


def _standing(shown: list[dict[str, Any]]) -> list[tuple[str, dict[str, str]]]:
    kinds = {page["kind"] for page in shown}
    there = [("aktuelles", "pages.news", NEWS in kinds), ("seiten", "pages.all", bool(kinds - {NEWS}))]
    return [
        (path, {language.code: texts_for(language.code)(key) for language in LANGUAGES})
        for path, key, any_of_it in there
        if any_of_it
    ]


def _page(one: OwnPage, content: Content) -> dict[str, Any]:
    return content.stored() | {
        "kind": one.kind,
        "slug": one.slug,
        "published_at": one.published_at.isoformat() if one.published_at else "",
        "until": one.consent_until.isoformat() if one.consent_until else "",
    }


def _place(page: dict[str, Any]) -> tuple[str, int, str]:
    return page["kind"], page["order"], page["slug"]
