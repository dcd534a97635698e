"""The page for parents whose child has died: people, protection by the week of pregnancy, what else holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nestwerk.finder.page import Page
from nestwerk.finder.present.help_lines import Line, lines_for
from nestwerk.finder.wording import dates

from .fitting import fitting
from .moments import Here, lines, source
from .rules import Fact, Loss, facts_on, losses_on

BEREAVEMENT = "offer.bereavement"
NEED = "need.bereavement"
COMFORT = (NEED, "comfort")
MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the protection: from which week, and how long."""

    week: str
    duration: str


@dataclass(frozen=True, slots=True)
class Told:
    """Something that holds, with its source and where to read it."""

    text: str
    source: str
    address: str


@dataclass(frozen=True, slots=True)
class Lost:
    """Everything the page says that is not the same everywhere."""

    lines: tuple[Line, ...]
    offers: tuple[Here, ...]
    rest: str
    steps: tuple[Step, ...]
    steps_source: Told | None
    facts: tuple[Told, ...]
    certificate: Told | None


def lost(page: Page) -> Lost:
    """What holds today, who answers now and what the network offers."""
    page.until(page.midnight)
    steps = losses_on(page.today)
    protected = [one for one in steps if one.weeks]
    facts = {key: _told(page, f"handbook.loss.{key}", one) for key, one in facts_on(page.today).items()}
    return Lost(
        lines=_one_per_service(lines_for(page, COMFORT)),
        offers=lines(page, fitting(page.snap.offers(page.slug), (BEREAVEMENT,), (NEED,), -9, 36, most=8)),
        rest=page.t(
            "handbook.loss.rest",
            since=dates.month_and_year(protected[0].valid_from.isoformat(), page.t),
            week=protected[0].from_week,
        )
        if protected
        else "",
        steps=_steps(page, steps),
        steps_source=Told("", source(protected[0], page.t), protected[0].address) if protected else None,
        facts=tuple(facts[key] for key in ("stillborn", "dismissal", "midwife") if key in facts),
        certificate=facts.get("certificate"),
    )


def _one_per_service(found: Iterable[Line]) -> tuple[Line, ...]:
    kept: dict[str, Line] = {}
    for one in found:
        if one.ways:
            kept.setdefault(one.site.split("//")[-1].split("/")[0].removeprefix("online.") or one.key, one)
    return tuple(kept.values())[:MOST_LINES]


def _steps(page: Page, steps: tuple[Loss, ...]) -> tuple[Step, ...]:
    found: list[Step] = []
    for number, one in enumerate(steps):
        after = steps[number + 1] if number + 1 < len(steps) else None
        week = (
            page.t("handbook.loss.step_between", week=one.from_week, until=after.from_week - 1)
            if after
            else page.t("handbook.loss.step", week=one.from_week)
        )
        duration = page.t("handbook.loss.weeks", n=one.weeks) if one.weeks else page.t("handbook.loss.none")
        found.append(Step(week, duration))
    return tuple(found)


def _told(page: Page, key: str, fact: Fact) -> Told:
    return Told(page.t(key, **fact.numbers), source(fact, page.t), fact.address)
