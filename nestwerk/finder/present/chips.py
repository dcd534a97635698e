"""What was understood, as chips a reader can take away. Nothing about illness, addiction, violence or poverty."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from nestwerk.finder.asking import Question
from nestwerk.finder.environment import template
from nestwerk.finder.gaps import cut, fill, gaps, in_attribute
from nestwerk.finder.page import Page
from nestwerk.finder.wording import ages, facts
from nestwerk.finder.wording.labels import label
from nestwerk.matching.sensitive import SENSITIVE
from nestwerk.matching.types import EMERGENCIES, Understood

WEAKEST = 0.3  # weight below which a guess is not worth a chip
MOST_TERMS = 3
# Groups that only repeat what the chip with the age says.
NOBODY_IN_PARTICULAR = "tg.all_families"
SAID_BY_AGE = frozenset({"tg.pregnant", "tg.expectant_parents", "tg.infant", "tg.toddler"})


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing understood or chosen; ``address`` is the same search without it. ``html`` is its list item."""

    icon: str
    text: str
    address: str
    html: str


_GAPS = gaps("address")
_ADDRESS = _GAPS["address"]


@lru_cache(maxsize=2048)
def _pieces(icon: str, text: str, code: str) -> tuple[str, ...]:
    """A chip without its address. Its words are ours: names of places, terms, ages."""
    return cut(template("_chip", code).render(name=icon, text=text, gap=_GAPS))


class _Chips:
    """Collects chips. Taking away a choice drops its parameter; taking away what the words said adds it to ``ohne``."""

    def __init__(self, page: Page, question: Question) -> None:
        self.page, self.question = page, question
        self.base = page.links.search(page.slug)
        self.found: list[Chip] = []

    def add(self, icon: str, text: str, code: str, **chosen: object) -> None:
        """One more chip; ``chosen`` is the change of the question that takes it away."""
        question = self.question
        query = question.query(**chosen) if chosen else question.query(without=(*question.without, code))
        address = f"{self.base}{query}"
        html = fill(_pieces(icon, text, self.page.language.code), {_ADDRESS: in_attribute(address)})
        self.found.append(Chip(icon, text, address, html))

    def add_of(self, field: str, icon: str, text: str, value: str, code: str) -> None:
        """One more chip for ``value``, which the reader may have chosen by hand in ``field``."""
        chosen: tuple[str, ...] = getattr(self.question, field)
        if value in chosen:
            self.add(icon, text, code, **{field: tuple(one for one in chosen if one != value)})
        else:
            self.add(icon, text, code)


def chips(page: Page, question: Question, understood: Understood) -> tuple[Chip, ...]:
    """Chips for place, age, needs, types, groups, language, access, cost and the voice, in this order."""
    texts = page.t
    row = _Chips(page, question)
    if understood.place is not None:
        by_hand: dict[str, object] = {"place": ""} if question.place and not understood.place_from_words else {}
        row.add("place", understood.place.name, "place", **by_hand)
    if understood.age_months is not None:
        stage = f"stage.{question.age}"
        text = texts(stage) if texts.has(stage) else ages.child_age(understood.age_months, understood.age_exact, texts)
        by_hand = {"age": ""} if question.age else {}
        row.add("family", text, "age", **by_hand)
    _terms(row, understood)
    for code in understood.languages:
        row.add_of("languages", "language", facts.language(code, texts), code, f"language:{code}")
    for code in understood.access:
        row.add_of("access", "house", texts(f"access.chip.{code}"), code, f"access:{code}")
    if understood.cost:
        by_hand = {"cost": ""} if question.cost else {}
        row.add("coin", facts.cost(understood.cost, texts, short=True), "cost", **by_hand)
    if question.voice:
        row.add("chat", texts("without_voice.chip"), "voice", voice="")
    if understood.anonymous:
        row.add("shield", texts("anonymous.chip"), "anonymous")
    return tuple(row.found)


def _terms(row: _Chips, understood: Understood) -> None:
    shown = 0
    groups = () if understood.emergency else understood.target_groups  # "my husband hits me" is no search for fathers
    for code, weight in (*understood.needs, *understood.offer_types, *groups):
        term = row.page.snap.terms.get(code)
        if term is None or not term.shown or code in SENSITIVE or code in EMERGENCIES or code == NOBODY_IN_PARTICULAR:
            continue
        if code in SAID_BY_AGE and understood.age_months is not None:
            continue
        by_hand = code in row.question.filters
        if not by_hand and (weight < WEAKEST or shown >= MOST_TERMS):
            continue
        shown += 1
        row.add_of("needs" if term.kind == "need" else "types", "check", label(term, row.page.t), code, code)
