"""From a rule to its days: months and days counted from birth or due date, and dates once one of them is known.

The same numbers go to the script of the timeline (``as_steps``): a date that a parent types is never sent, so the
browser adds them up itself. Months are counted as §§ 187 and 188 BGB count the days of a life: the day of birth is
the first, and a month that lacks the day ends with its last one.
"""

from __future__ import annotations

import calendar
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from .rules import Rule

PREGNANCY = 280  # days from the first day that is counted to the due date
WEEK = 7
NOTICE_SHOWN = 28  # days before the last day for a notice on which the timeline begins to show it


@dataclass(frozen=True, slots=True)
class Step:
    """So many months and then days from the anchor; negative before it."""

    months: int
    days: int

    def after(self, anchor: date) -> date:
        """The day this step leads to."""
        return add_months(anchor, self.months) + timedelta(days=self.days)

    @property
    def about(self) -> float:
        """About how many days this is, to put windows in order."""
        return self.months * 30.4 + self.days


@dataclass(frozen=True, slots=True)
class Window:
    """First and last day, and what is tolerated on both sides; ``longer``: the last day where one has longer."""

    anchor: str  # birth or due
    first: Step
    last: Step
    earliest: Step | None = None
    latest: Step | None = None
    longer: Step | None = None


@dataclass(frozen=True, slots=True)
class Dates:
    """A window once birth or due date is known. ``earliest`` and ``latest`` are first and last without a tolerance."""

    first: date
    last: date
    earliest: date
    latest: date


def add_months(day: date, months: int) -> date:
    """The day with this number ``months`` later; where the month lacks it, the first of the next month.

    So the last day of a month of life, one day earlier, is the last of the short month: § 188 Abs. 3 BGB.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day.day > calendar.monthrange(year, month + 1)[1]:
        year, month = divmod(year * 12 + month + 1, 12)
        return date(year, month + 1, 1)
    return date(year, month + 1, day.day)


def window(rule: Rule) -> Window:
    """The days of a rule, counted from its anchor. ValueError for a unit nobody knows."""
    first, last = round(rule.first), round(rule.last)
    match rule.unit:
        case "life_day" | "life_week" | "life_month":
            begin, end = _life(rule.unit, rule.first, rule.last)
            tolerated = _life(rule.unit, *rule.tolerated) if rule.tolerated else (None, None)
            return Window("birth", begin, end, *tolerated)
        case "pregnancy_week":
            return Window("due", Step(0, WEEK * (first - 1) - PREGNANCY), Step(0, WEEK * last - 1 - PREGNANCY))
        case "weeks_before":
            return Window("due", Step(0, -WEEK * first), Step(0, -1))
        case "weeks_after":
            longer = Step(0, WEEK * round(rule.longer)) if rule.longer else None
            return Window("birth", Step(0, 1), Step(0, WEEK * first), longer=longer)
        case "weeks_within":
            return Window("birth", Step(0, 0), Step(0, WEEK * first))
        case "months_within":
            return Window("birth", Step(0, 0), Step(first, -1))
        case "notice":
            begins = 0 if rule.start == "birth" else PROTECTED + 1
            end_day = begins - WEEK * first - 1
            anchor = "due" if rule.start == "birth" else "birth"
            return Window(anchor, Step(0, end_day - NOTICE_SHOWN + 1), Step(0, end_day))
    raise ValueError(rule.unit)


PROTECTED = 8 * WEEK  # days after birth on which leave that follows the protection has not begun


def _life(unit: str, first: float, last: float) -> tuple[Step, Step]:
    if unit == "life_day":
        return Step(0, round(first) - 1), Step(0, round(last) - 1)
    if unit == "life_week":
        return Step(0, WEEK * (round(first) - 1)), Step(0, WEEK * round(last) - 1)
    whole = int(last)
    half = 13 if last > whole else -1  # half of the following month: never later than its middle
    return Step(int(first) - 1, 0), Step(whole, half)


def dates(rule: Rule, anchor: date, *, longer: bool = False) -> Dates:
    """The days of a rule for a child born, or due, on ``anchor``."""
    found = window(rule)
    last = (found.longer if longer else None) or found.last
    return Dates(
        first=found.first.after(anchor),
        last=last.after(anchor),
        earliest=(found.earliest or found.first).after(anchor),
        latest=(found.latest or last).after(anchor),
    )


def as_steps(rule: Rule) -> dict[str, Any]:
    """The window of a rule as JSON for the script."""
    return {name: value for name, value in asdict(window(rule)).items() if value is not None}
