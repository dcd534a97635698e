"""What was understood, as chips a reader can take away. Nothing about illness, addiction, violence or poverty."""

from __future__ import annotations

from dataclasses import dataclass

from nestwerk.finder.asking import Question
from nestwerk.finder.page import Page
from nestwerk.finder.wording import ages, facts
from nestwerk.finder.wording.labels import label
from nestwerk.matching.sensitive import SENSITIVE
from nestwerk.matching.types import EMERGENCIES, Understood

WEAKEST = 0.3  # weight below which a guess is not worth a chip
MOST_TERMS = 4
# Groups that only repeat what the chip with the age says.
SAID_BY_AGE = frozenset({"tg.pregnant", "tg.expectant_parents", "tg.infant", "tg.toddler"})


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing understood or chosen; ``address`` is the same search without it."""

    icon: str
    text: str
    address: str


def chips(page: Page, question: Question, understood: Understood) -> tuple[Chip, ...]:
    """Chips for place, age, needs, types, groups, language, access and cost, in this order."""
    base = page.links.search(page.slug)
    texts = page.t
    found: list[Chip] = []

    def chip(icon: str, text: str, code: str, **chosen: object) -> None:
        """Taking away a choice drops its parameter; taking away what the words said adds it to ``ohne``."""
        query = question.query(**chosen) if chosen else question.query(without=(*question.without, code))
        found.append(Chip(icon, text, f"{base}{query}"))

    if understood.place is not None:
        chosen = {"place": ""} if question.place and not understood.place_from_words else {}
        chip("place", understood.place.name, "place", **chosen)
    if understood.age_months is not None:
        by_stage = texts(f"stage.{question.age}") if texts.has(f"stage.{question.age}") else ""
        text = by_stage or ages.child_age(understood.age_months, understood.age_exact, texts)
        chip("family", text, "age", **({"age": ""} if question.age else {}))
    _terms(page, question, understood, chip)
    for code in understood.languages:
        chosen = {"languages": _less(question.languages, code)} if code in question.languages else {}
        chip("language", facts.language(code, texts), f"language:{code}", **chosen)
    for code in understood.access:
        chosen = {"access": _less(question.access, code)} if code in question.access else {}
        chip("house", texts(f"access.chip.{code}"), f"access:{code}", **chosen)
    if understood.cost:
        chip("coin", facts.cost(understood.cost, texts, short=True), "cost", **({"cost": ""} if question.cost else {}))
    if understood.anonymous:
        chip("shield", texts("anonymous.chip"), "anonymous")
    return tuple(found)


def _less(values: tuple[str, ...], code: str) -> tuple[str, ...]:
    return tuple(value for value in values if value != code)


def _terms(page: Page, question: Question, understood: Understood, chip) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    shown = 0
    for code, weight in (*understood.needs, *understood.offer_types, *understood.target_groups):
        chosen_need, chosen_type = code in question.needs, code in question.types
        term = page.snap.terms.get(code)
        if term is None or not term.shown or code in SENSITIVE or code in EMERGENCIES:
            continue
        if code in SAID_BY_AGE and understood.age_months is not None:
            continue
        if not (chosen_need or chosen_type) and (weight < WEAKEST or shown >= MOST_TERMS):
            continue
        shown += 1
        if chosen_need:
            chip("check", label(term, page.t), code, needs=_less(question.needs, code))
        elif chosen_type:
            chip("check", label(term, page.t), code, types=_less(question.types, code))
        else:
            chip("check", label(term, page.t), code)
