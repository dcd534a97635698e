"""The moments of the timeline as a page shows them: a rule in words, its source, and what the network has for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from nestwerk.catalogue.records import OfferRecord
from nestwerk.common.locales import decimal
from nestwerk.finder.asking import Question
from nestwerk.finder.kept import KeptWithSnapshot
from nestwerk.finder.page import Page
from nestwerk.finder.present.tongues import said
from nestwerk.finder.texts import Texts
from nestwerk.finder.wording import dates

from .fitting import fitting
from .rules import Fact, Figure, Loss, Rule, rules_on
from .windows import PREGNANCY, WEEK, as_steps, window

SHOWN_TYPES = 4  # kinds in the link to more offers; a longer question finds less


@dataclass(frozen=True, slots=True)
class Here:
    """An offer of the network in one line. ``attributes``: language and direction where they differ."""

    title: str
    attributes: Markup
    city: str
    address: str


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of the timeline."""

    key: str
    stage: str
    title: str
    when: str
    tolerated: str
    text: str
    source: str
    address: str
    offers: tuple[Here, ...]
    more: str
    steps: dict[str, Any]
    calendar: bool


_kept: KeptWithSnapshot[dict[str, Moment]] = KeptWithSnapshot()


def moments(page: Page) -> dict[str, Moment]:
    """Every moment by key in the order of the days, worked out once per catalogue, network, language and day."""
    page.until(page.midnight)
    key = (page.slug, page.language.code, page.today.isoformat())
    return _kept.get(page.snap, key, lambda: _moments(page))


def _moments(page: Page) -> dict[str, Moment]:
    everything = list(page.snap.offers(page.slug))
    rules = sorted(rules_on(page.today), key=_place)
    return {rule.key: _moment(page, rule, everything) for rule in rules}


def _place(rule: Rule) -> float:
    """Where a rule stands in time: by its first day, and a notice by its last, which is what counts."""
    found = window(rule)
    return found.last.about if rule.unit == "notice" else found.first.about


def _moment(page: Page, rule: Rule, everything: list[OfferRecord]) -> Moment:
    fit = rule.offers
    found = fitting(everything, fit.types, fit.needs, fit.first_month, fit.last_month)
    values = numbers(rule, page.t)
    return Moment(
        key=rule.key,
        stage=rule.stage,
        title=page.t(f"handbook.rule.{rule.key}.title"),
        when=when(rule, page.t),
        tolerated=tolerated(rule, page.t),
        text=page.t(f"handbook.rule.{rule.key}.text", **values),
        source=source(rule, page.t),
        address=rule.address,
        offers=lines(page, found),
        more=more(page, fit.types) if found else "",
        steps=as_steps(rule),
        calendar=rule.calendar,
    )


def lines(page: Page, offers: Iterable[OfferRecord]) -> tuple[Here, ...]:
    """Offers as lines with their address in the reader's language."""
    found: list[Here] = []
    for offer in offers:
        title = said(offer, "title", page.language)
        city = "" if offer.hidden_address else offer.city
        found.append(Here(title.text, title.attributes, city, page.links.offer(offer.network, offer.id)))
    return tuple(found)


def more(page: Page, types: Iterable[str]) -> str:
    """The address of the search for further offers of these kinds; empty without a kind."""
    chosen = tuple(types)[:SHOWN_TYPES]
    return page.links.search(page.slug) + Question(types=chosen).query() if chosen else ""


def numbers(rule: Rule, t: Texts) -> dict[str, str]:
    """What a rule's words may name: its numbers as they are written, half ones with a comma or a point."""
    return {
        "first": _figure(rule.first, t),
        "last": _figure(rule.last, t),
        "longer": _figure(rule.longer, t),
        "before": _figure(PREGNANCY / WEEK + 1 - rule.first, t),
        "days": t.figures(window(rule).last.days),
    }


def _figure(number: float, t: Texts) -> str:
    return decimal(number, t.language.locale)


def when(rule: Rule, t: Texts) -> str:
    """The window in words, counted as its source counts."""
    key, values = rule.unit, numbers(rule, t)
    if key == "weeks_within":
        return t("handbook.when.weeks_within", n=round(rule.first))
    if key == "notice":
        key = f"notice_{rule.start}"
    elif key == "weeks_after" and rule.longer:
        key = "weeks_after_longer"
    elif rule.first == rule.last and key in ("life_day", "pregnancy_week"):
        key = f"one_{key}"
    return t(f"handbook.when.{key}", **values)


def tolerated(rule: Rule, t: Texts) -> str:
    """What is possible around the window, in words; empty if nothing is."""
    if rule.tolerated is None:
        return ""
    first, last = rule.tolerated
    kind = rule.unit.removeprefix("life_")
    return t(f"handbook.when.tolerated_{kind}", first=_figure(first, t), last=_figure(last, t))


def source(rule: Rule | Loss | Fact | Figure, t: Texts) -> str:
    """Where a rule stands, since when, and when somebody last compared it."""
    checked = dates.long_day(rule.checked_on.isoformat(), t)
    if isinstance(rule, Rule) and rule.basis == "advice":
        return t("handbook.advice", checked=checked)
    since = dates.long_day(rule.valid_from.isoformat(), t)
    return t("handbook.source", source=rule.source, since=since, checked=checked)
