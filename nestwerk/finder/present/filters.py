"""Filters that lead somewhere: each says how many results remain; what would leave none is off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from nestwerk.finder.asking import COUNTED_AS, STAGES, WITHOUT_VOICE, Question, one_more
from nestwerk.finder.environment import template
from nestwerk.finder.gaps import cut, gaps, in_attribute
from nestwerk.finder.page import Page
from nestwerk.finder.texts import texts_for
from nestwerk.finder.wording import facts
from nestwerk.finder.wording.labels import label_of
from nestwerk.matching.sensitive import SENSITIVE

ACCESS_OFFERED = ("drop_in", "home_visit", "phone", "online", "mobile")
MOST_TYPES = 8
MOST_LANGUAGES = 8


_GAPS = gaps("address", "count", "left")


class Option(NamedTuple):
    """One filter and how many offers it leaves. Off, because nothing would remain, it has no ``address``.

    ``html`` is its list item.
    """

    text: str
    left: int
    chosen: bool
    address: str
    html: str


@lru_cache(maxsize=2048)
def _pieces(text: str, state: str, code: str) -> tuple[str, ...]:
    zero = texts_for(code).figures(0)
    return cut(template("_option", code).render(text=text, state=state, gap=_GAPS, zero=zero))


@lru_cache(maxsize=2048)
def _left(count: int, code: str) -> str:
    return texts_for(code)("filter.count", n=count)


def _option(code: str, text: str, count: int, chosen: bool, address: str) -> Option:
    if chosen:
        before, _, after = _pieces(text, "chosen", code)
        html = f"{before}{in_attribute(address)}{after}"
    elif address:
        before, _, inside, _, between, _, after = _pieces(text, "open", code)
        said = texts_for(code).figures(count)
        html = f"{before}{in_attribute(address)}{inside}{said}{between}{_left(count, code)}{after}"
    else:
        (html,) = _pieces(text, "off", code)
    return Option(text, count, chosen, address, html)


@dataclass(frozen=True, slots=True)
class Group:
    """Filters of one kind under one heading."""

    title: str
    options: tuple[Option, ...]

    @property
    def html(self) -> Markup:
        """The finished group."""
        before, after = _group(self.title)
        return Markup("".join([before, *[option.html for option in self.options], after]))  # noqa: S704 - ours, rendered


@lru_cache(maxsize=256)
def _group(title: str) -> tuple[str, str]:
    before, _, after = cut(template("_group", "de").render(title=title, gap=gaps("options")))
    return before, after


def filters(page: Page, question: Question, facets: Mapping[str, Mapping[str, int]]) -> tuple[Group, ...]:
    """The groups of filters for these facet counts; groups without any way on are left out."""
    texts, code = page.t, page.language.code
    base = page.links.search(page.slug)

    def several(field: str, codes: Iterable[tuple[str, str]], counts: Mapping[str, int]) -> tuple[Option, ...]:
        chosen: tuple[str, ...] = getattr(question, field)
        if not chosen:  # mostly: each filter is one more parameter
            going_on = base + question.going_on
            return tuple(
                [
                    _option(code, text, count, False, going_on + one_more(field, value) if count else "")
                    for value, text in codes
                    for count in (counts.get(value, 0),)
                ]
            )
        options = []
        for value, text in codes:
            on = value in chosen
            changed = tuple(one for one in chosen if one != value) if on else (*chosen, value)
            count = counts.get(value, 0)
            address = f"{base}{question.query(**{field: changed})}" if on or count else ""
            options.append(_option(code, text, count, on, address))
        return tuple(options)

    ages = facets.get("age", {})
    stages = tuple(
        _option(
            code,
            texts(f"stage.{stage}"),
            ages.get(COUNTED_AS[stage], 0),
            question.age == stage,
            f"{base}{question.query(age='' if question.age == stage else stage)}"
            if ages.get(COUNTED_AS[stage]) or question.age == stage
            else "",
        )
        for stage in STAGES
    )
    free = facets.get("cost", {}).get("free", 0)
    free_on = question.cost == "free"
    costs = (
        _option(
            code,
            texts("filter.free"),
            free,
            free_on,
            f"{base}{question.query(cost='' if free_on else 'free')}" if free or free_on else "",
        ),
    )
    silent = facets.get("voice", {}).get("none", 0)
    voices = (
        _option(
            code,
            texts("without_voice.filter"),
            silent,
            bool(question.voice),
            f"{base}{question.query(voice='' if question.voice else WITHOUT_VOICE)}"
            if silent or question.voice
            else "",
        ),
    )
    access = [(way, texts(f"access.chip.{way}")) for way in ACCESS_OFFERED]
    spoken = _most(facets.get("language", {}), question.languages, MOST_LANGUAGES, leave_out={"de"})
    types = [
        one
        for one in _most(facets.get("type", {}), question.types, MOST_TYPES, leave_out=SENSITIVE)
        if one in page.snap.terms and page.snap.terms[one].shown
    ]
    groups = (
        Group(texts("filter.age"), stages),
        Group(texts("filter.access"), several("access", access, facets.get("access", {}))),
        Group(texts("without_voice.title"), voices),
        Group(texts("filter.cost"), costs),
        Group(
            texts("filter.language"),
            several("languages", [(c, facts.language(c, texts)) for c in spoken], facets.get("language", {})),
        ),
        Group(
            texts("filter.type"),
            several("types", [(c, label_of(c, page.snap.terms, texts)) for c in types], facets.get("type", {})),
        ),
    )
    return tuple(group for group in groups if any(option.address for option in group.options))


def _most(counts: Mapping[str, int], chosen: tuple[str, ...], limit: int, leave_out: Iterable[str]) -> list[str]:
    hidden = set(leave_out)
    ranked = sorted([(-n, code) for code, n in counts.items() if n and code not in hidden])[:limit]
    return list(dict.fromkeys((*chosen, *(code for _, code in ranked))))
