"""The question as it stands above the results, to be asked anew."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup, escape

from nestwerk.finder.asking import STAGES, Question
from nestwerk.finder.environment import template
from nestwerk.finder.gaps import cut, fill, gaps
from nestwerk.finder.page import Page
from nestwerk.finder.texts import texts_for

_GAPS = gaps("words", "place")
_WORDS, _PLACE = _GAPS.values()


def form(page: Page, question: Question, *, unknown_place: bool) -> Markup:
    """The finished form. What a reader typed is filled in; what was chosen by hand travels along."""
    action, code = page.links.search(page.slug), page.language.code
    by_hand = question.languages or question.access or question.cost or question.voice or question.kept
    if by_hand or (question.age and question.age not in STAGES):
        return Markup(_rendered(code, action, question, page.example_code, unknown_place))  # noqa: S704 - our own template, escaped there
    pieces = _pieces(code, action, question.age, page.example_code, unknown_place)
    return fill(pieces, {_WORDS: escape(question.q), _PLACE: escape(question.place)})


@lru_cache(maxsize=2048)
def _pieces(code: str, action: str, age: str, example: str, unknown_place: bool) -> tuple[str, ...]:
    return cut(_rendered(code, action, Question(q=_WORDS, place=_PLACE, age=age), example, unknown_place))


def _rendered(code: str, action: str, question: Question, example: str, unknown_place: bool) -> str:
    return template("_ask", code).render(
        t=texts_for(code),
        action=action,
        question=question,
        stages=tuple(STAGES),
        example=example,
        unknown_place=unknown_place,
    )
