"""The public pages of the Elternbegleitbuch: cover, chapters, timeline, the page after a loss, the PDF."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from nestwerk.finder.page import Page, answer, form_page, public_page
from nestwerk.finder.present.contact import ways

from ..handbook.book import chapter_at, chapters, heading
from ..handbook.lost import lost
from ..handbook.moments import moments
from ..handbook.paper import paper
from ..handbook.reading import headings, read
from ..handbook.rules import STAGES

BOOK = "begleitbuch"
NEWSLETTER_END = "newsletter/ende"  # one field, no question


@public_page
def cover(page: Page) -> HttpResponse:
    """What the book is, its chapters, the way to the timeline."""
    return _answer(page, "handbook", headings=headings(page))


@public_page
def chapter(page: Page, chapter: str) -> HttpResponse:
    """One chapter with its rules and what the network offers for it."""
    found = chapter_at(chapter)
    if found is None:
        raise Http404
    every = chapters()
    place = every.index(found)
    after = every[place + 1] if place + 1 < len(every) else None
    return _answer(
        page,
        "handbook_chapter",
        heading=heading(found.key, page.language.code),
        sections=read(page, found),
        after=(after, heading(after.key, page.language.code)) if after else None,
    )


@public_page
def timeline(page: Page) -> HttpResponse:
    """Every window relative to birth, with what the network offers; the script adds dates, and sends none."""
    due = moments(page)
    stages = [(stage, [one for one in due.values() if one.stage == stage]) for stage in STAGES]
    return _answer(
        page, "handbook_timeline", stages=stages, steps=[_for_script(one) for one in due.values()], words=_words(page)
    )


@public_page
def loss(page: Page) -> HttpResponse:
    """For parents whose child has died: nothing is asked. No other part of the book is shown here."""
    return _answer(
        page,
        "handbook_lost",
        lost=lost(page),
        contact=ways(page.network.contact, page.t) if page.network else (),
        newsletter_end=page.links.page(NEWSLETTER_END, page.slug),
    )


@form_page
def pdf(page: Page) -> HttpResponse:
    """The whole book as it stands, to print."""
    response = HttpResponse(paper(page), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="elternbegleitbuch-{page.slug}.pdf"'
    response["Cache-Control"] = "no-cache"
    return response


def _answer(page: Page, template: str, **context: Any) -> HttpResponse:
    return answer(
        page, f"publishing/{template}", title=page.t("handbook.title"), book=page.links.page(BOOK, page.slug), **context
    )


def _for_script(one: Any) -> dict[str, Any]:
    return {
        "key": one.key,
        "title": one.title,
        "text": f"{one.when}. {one.tolerated} {one.text}".replace("  ", " "),
        "calendar": one.calendar,
        **one.steps,
    }


def _words(page: Page) -> dict[str, str]:
    names = ("from_to", "until", "on", "about", "past", "now", "tolerated", "wrong", "unborn", "done")
    words = {name: page.t.entries[f"handbook.date.{name}"] for name in names}
    words |= {name: page.t.entries[f"handbook.date.{name}"] for name in ("calendar_name", "calendar_entry")}
    return {name: str(text) for name, text in words.items()}
