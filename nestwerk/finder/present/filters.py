"""Filters that lead somewhere: each says how many results remain; what would leave none is off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from nestwerk.finder.asking import STAGES, Question
from nestwerk.finder.environment import template
from nestwerk.finder.gaps import cut, fill, gaps, in_attribute
from nestwerk.finder.page import Page
from nestwerk.finder.texts import texts_for
from nestwerk.finder.wording import facts
from nestwerk.finder.wording.labels import label_of
from nestwerk.matching.sensitive import SENSITIVE

# The stages of the page and the names the core counts them under.
COUNTED_AS = {"schwanger": "pregnancy", "0-3-monate": "0-3", "4-12-monate": "4-12", "1-3-jahre": "13-36"}
ACCESS_OFFERED = ("drop_in", "home_visit", "phone", "online", "mobile")
MOST_TYPES = 8
MOST_LANGUAGES = 8


_GAPS = gaps("address", "count", "left")


@dataclass(frozen=True, slots=True)
class Option:
    """One filter. ``address`` is empty when it is off because nothing would remain; ``html`` is its list item."""

    text: str
    count: int
    chosen: bool
    address: str
    html: Markup


@lru_cache(maxsize=2048)
def _pieces(text: str, state: str, code: str) -> tuple[str, ...]:
    return cut(template("_option", code).render(text=text, state=state, gap=_GAPS))


@lru_cache(maxsize=2048)
def _left(count: int, code: str) -> str:
    return texts_for(code)("filter.count", n=count)


def _option(page: Page, text: str, count: int, chosen: bool, address: str) -> Option:
    state = "chosen" if chosen else "open" if address else "off"
    filled = {
        _GAPS["address"]: in_attribute(address),
        _GAPS["count"]: str(count),
        _GAPS["left"]: _left(count, page.language.code),
    }
    return Option(text, count, chosen, address, fill(_pieces(text, state, page.language.code), filled))


@dataclass(frozen=True, slots=True)
class Group:
    """Filters of one kind under one heading."""

    title: str
    options: tuple[Option, ...]


def filters(page: Page, question: Question, facets: Mapping[str, Mapping[str, int]]) -> tuple[Group, ...]:
    """The groups of filters for these facet counts; groups without any way on are left out."""
    texts = page.t
    base = page.links.search(page.slug)

    def several(field: str, codes: Iterable[tuple[str, str]], counts: Mapping[str, int]) -> tuple[Option, ...]:
        chosen: tuple[str, ...] = getattr(question, field)
        options = []
        for code, text in codes:
            on = code in chosen
            changed = tuple(one for one in chosen if one != code) if on else (*chosen, code)
            count = counts.get(code, 0)
            address = f"{base}{question.query(**{field: changed})}" if on or count else ""
            options.append(_option(page, text, count, on, address))
        return tuple(options)

    ages = facets.get("age", {})
    stages = tuple(
        _option(
            page,
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
            page,
            texts("filter.free"),
            free,
            free_on,
            f"{base}{question.query(cost='' if free_on else 'free')}" if free or free_on else "",
        ),
    )
    access = [(code, texts(f"access.chip.{code}")) for code in ACCESS_OFFERED]
    spoken = _most(facets.get("language", {}), question.languages, MOST_LANGUAGES, leave_out={"de"})
    types = [
        code
        for code in _most(facets.get("type", {}), question.types, MOST_TYPES, leave_out=SENSITIVE)
        if code in page.snap.terms and page.snap.terms[code].shown
    ]
    groups = (
        Group(texts("filter.age"), stages),
        Group(texts("filter.access"), several("access", access, facets.get("access", {}))),
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
    ranked = sorted((code for code, n in counts.items() if n and code not in hidden), key=lambda c: (-counts[c], c))
    return list(dict.fromkeys((*chosen, *ranked[:limit])))
