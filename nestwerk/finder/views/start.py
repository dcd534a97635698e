"""The first pages: one question, and the networks that answer it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, HttpResponsePermanentRedirect

from nestwerk.finder.asking import STAGES, Question
from nestwerk.finder.page import Page, answer, intro, public_page
from nestwerk.finder.present.take_away import take_away
from nestwerk.finder.wording.labels import label

# What parents ask most, in this order. Their words stand in the text catalogue under ``start.need``.
COMMONEST = (
    "need.crying",
    "need.sleep",
    "need.breastfeeding",
    "need.exhaustion",
    "need.find_midwife",
    "need.practical_help",
    "need.meet_parents",
    "need.development",
    "need.applications",
    "need.childcare",
    "need.pregnancy_questions",
    "need.anonymous_talk",
)


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One common need: parents' words and where they lead."""

    text: str
    address: str


def shortcuts(page: Page) -> tuple[Shortcut, ...]:
    """The commonest needs as links into the search."""
    texts = page.t
    search = page.links.search(page.slug)
    found = []
    for code in COMMONEST:
        term = page.snap.terms.get(code)
        if term is None:
            continue
        key = f"start.need.{code.removeprefix('need.')}"
        text = texts(key) if texts.has(key) else label(term, texts)
        found.append(Shortcut(text, search + Question(needs=(code,)).query()))
    return tuple(found)


@public_page
def start(page: Page) -> HttpResponse:
    """The start page for all networks."""
    return _start(page, networks=page.all_networks())


@public_page
def without_slash(page: Page) -> HttpResponse:
    """What people type from a poster: leads to the start page. The parameters stay behind."""
    return HttpResponsePermanentRedirect(page.links.start(page.slug))


@public_page
def network_start(page: Page) -> HttpResponse:
    """The start page of one network."""
    return _start(page, networks=[])


def _start(page: Page, **context: Any) -> HttpResponse:
    name = page.network.name if page.network else page.t("site.name")
    return answer(
        page,
        "start",
        title=name,
        question=Question(),
        stages=tuple(STAGES),
        shortcuts=shortcuts(page),
        intro=intro(page),
        take=take_away(page),
        **context,
    )
