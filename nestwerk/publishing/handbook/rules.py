"""The dated rules of the Elternbegleitbuch, read from ``rules.toml``: data with its source, never code."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, TypeVar

STAGES = ("pregnancy", "birth", "first_year", "to_three", "later")


@dataclass(frozen=True, slots=True)
class Fitting:
    """What a network may have for a moment: kinds of offers, needs, and the child's age in months (inclusive)."""

    types: tuple[str, ...]
    needs: tuple[str, ...]
    first_month: int
    last_month: int


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing to know by a certain day. ``first``, ``last`` and ``tolerated`` count in ``unit``."""

    key: str
    stage: str
    unit: str
    first: float
    last: float
    basis: str
    source: str
    address: str
    valid_from: date
    checked_on: date
    approve: str
    offers: Fitting
    tolerated: tuple[float, float] | None = None
    longer: float = 0  # for twins, a child born early or with a disability; 0: the same
    start: str = ""
    calendar: bool = True


@dataclass(frozen=True, slots=True)
class Loss:
    """How many weeks a woman may stay at home who lost her child in the ``from_week``-th week of pregnancy or later."""

    key: str
    from_week: int
    weeks: int
    source: str
    address: str
    valid_from: date
    checked_on: date


@dataclass(frozen=True, slots=True)
class Fact:
    """What else holds after a loss; ``numbers`` fill the gaps of its words."""

    key: str
    numbers: Mapping[str, int]
    source: str
    address: str
    valid_from: date
    checked_on: date


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in the prose of a section ("chapter.section"): ``says`` are its German words.

    ``rule``: the rule below the same section whose source it shares; then the figure has none of its own.
    """

    key: str
    section: str
    says: str
    source: str
    address: str
    valid_from: date
    checked_on: date
    rule: str = ""


Dated = TypeVar("Dated", Rule, Loss, Fact, Figure)


@cache
def _read() -> dict[str, list[dict[str, Any]]]:
    text = resources.files(__package__).joinpath("rules.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def every_rule() -> tuple[Rule, ...]:
    """All rules of all times in the order of the file."""
    return tuple(_rule(one) for one in _read()["rule"])


@cache
def every_loss() -> tuple[Loss, ...]:
    """All steps of the protection after a loss, of all times."""
    return tuple(Loss(**one) for one in _read()["loss"])


@cache
def every_fact() -> tuple[Fact, ...]:
    """What else holds after a loss, of all times."""
    return tuple(Fact(**one) for one in _read()["fact"])


@cache
def every_figure() -> tuple[Figure, ...]:
    """The figures in the prose of the chapters, of all times."""
    return tuple(_figure(one) for one in _read()["figure"])


def in_force(rules: Iterable[Dated], on: date) -> tuple[Dated, ...]:
    """The newest version of each rule that holds on a day, in the order of the file."""
    newest: dict[str, Dated] = {}
    for rule in rules:
        known = newest.get(rule.key)
        if rule.valid_from <= on and (known is None or known.valid_from <= rule.valid_from):
            newest[rule.key] = rule
    return tuple(newest.values())


def rules_on(day: date) -> tuple[Rule, ...]:
    """The rules in force on a day."""
    return in_force(every_rule(), day)


def losses_on(day: date) -> tuple[Loss, ...]:
    """The steps of the protection after a loss in force on a day, by week of pregnancy."""
    return tuple(sorted(in_force(every_loss(), day), key=lambda one: one.from_week))


def facts_on(day: date) -> dict[str, Fact]:
    """What else holds after a loss on a day, by key."""
    return {one.key: one for one in in_force(every_fact(), day)}


def figures_on(day: date, section: str) -> tuple[Figure, ...]:
    """The figures of a section that bring a source of their own, in force on a day."""
    return tuple(one for one in in_force(every_figure(), day) if one.section == section and not one.rule)


def _figure(one: dict[str, Any]) -> Figure:
    if rule := one.get("rule"):
        shared = next(each for each in every_rule() if each.key == rule)
        one = one | {name: getattr(shared, name) for name in ("source", "address", "valid_from", "checked_on")}
    return Figure(**one)


def _rule(one: dict[str, Any]) -> Rule:
    fitting = one["offers"]
    tolerated = one.get("tolerated")
    return Rule(
        **{name: value for name, value in one.items() if name not in ("offers", "tolerated", "last")},
        last=one.get("last", one["first"]),
        tolerated=(tolerated[0], tolerated[1]) if tolerated else None,
        offers=Fitting(tuple(fitting["types"]), tuple(fitting["needs"]), *fitting["months"]),
    )
