"""What the newsletter said, for everybody: from the published catalogue, without the database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from nestwerk.catalogue.public import Snapshot
from nestwerk.catalogue.records import NetworkRecord
from nestwerk.finder.page import Page, answer, public_page
from nestwerk.finder.texts import texts_for
from nestwerk.finder.wording import dates

from ..calendars import news
from ..calendars.events import START
from ..newsletter.letter import archive, words
from ..public.newsletter import NAME
from .calendars import _base, _file


@public_page
def overview(page: Page) -> HttpResponse:
    """All issues, the newest first."""
    every = _issues(page.snap, page.slug)
    return answer(
        page,
        "publishing/newsletter_archive",
        title=page.t("newsletter.past.title"),
        issues=[(one["number"], _named(page, one), _day(page, one), one["audience"]) for one in every],
        order=bool((page.snap.addition(page.slug, NAME) or {}).get("audiences")),
    )


@public_page
def one_issue(page: Page, number: int) -> HttpResponse:
    """One issue with everything that stood in it and is still public."""
    found = next((one for one in _issues(page.snap, page.slug) if one["number"] == number), None)
    if found is None:
        raise Http404
    page.until(page.midnight)
    return answer(
        page,
        "publishing/newsletter_issue",
        title=_named(page, found),
        issue=archive(page.snap, page.slug, found, page.language.code),
        day=_day(page, found),
        audience=found["audience"],
    )


@_file("application/atom+xml; charset=utf-8", "newsletter.atom")
def atom(request: HttpRequest, snap: Snapshot, network: NetworkRecord) -> bytes:
    """The issues as a feed."""
    base, t = _base(request), texts_for("de")
    page = f"{base}/{network.slug}/newsletter/archiv"
    entries = [
        news.Entry(
            id=f"{page}/{one['number']}",
            title=words(one["texts"], "de")[0] or t("newsletter.title"),
            summary=words(one["texts"], "de")[1],
            provider=network.name,
            address=f"{page}/{one['number']}",
            at=datetime.fromisoformat(one["at"]),
        )
        for one in _issues(snap, network.slug)
    ]
    title = f"{t('newsletter.title')} – {network.name}"
    return news.atom(entries, title=title, address=base + request.path, page=page, stand=START)


def _issues(snap: Snapshot, slug: str) -> list[dict[str, Any]]:
    return list((snap.addition(slug, NAME) or {}).get("issues", []))


def _named(page: Page, issue: dict[str, Any]) -> str:
    return words(issue["texts"], page.language.code)[0] or page.t("newsletter.title")


def _day(page: Page, issue: dict[str, Any]) -> str:
    return dates.long_day(issue["at"][:10], page.t)
