"""Opening hours that cannot be meant."""

from __future__ import annotations

from collections.abc import Iterator

from nestwerk.common import hours

from .facts import Facts, Seen
from .finding import Finding, found
from .kinds_of_offers import AT_NIGHT, GATHERINGS

EVENING, MORNING = "17:00", "06:00"
_DAY = ("00:00", "24:00")


def impossible_hours(facts: Facts, seen: Seen) -> Iterator[Finding]:
    """At most one finding: the first that explains the others."""
    if not facts.opening_hours.strip():
        return
    try:
        hours.check(facts.opening_hours)
    except hours.HoursError:
        yield found("wrong.hours")
        return
    lines = [line for line in hours.describe(facts.opening_hours) if line.state == "open"]
    kinds = set(facts.offer_types)
    gathering = bool(kinds & GATHERINGS) and not kinds & AT_NIGHT
    spans = [span for line in lines for span in line.spans]
    if turned := next((span for span in spans if _is_turned(*span, at_night=bool(kinds & AT_NIGHT))), None):
        yield found("wrong.hours_order", detail=_said(turned))
    elif gathering and any(_DAY in line.spans and len(line.weekdays) == 7 for line in lines):
        yield found("wrong.hours_always")
    elif gathering and (night := next((s for s in spans if s != _DAY and s[0] < MORNING), None)):
        yield found("wrong.hours_night", detail=_said(night))
    elif seen.at is not None and _is_closed_all_year(facts.opening_hours, seen):
        yield found("wrong.hours_closed")


def _is_turned(start: str, end: str, *, at_night: bool) -> bool:
    """Whether a span ends before it begins. Past midnight from the evening on is fine where nights are covered."""
    return bool(end) and end <= start and not (at_night and start >= EVENING)


def _is_closed_all_year(expression: str, seen: Seen) -> bool:
    if seen.at is None or hours.depends_on_school_holidays(expression):
        return False
    lines = hours.describe(expression)
    if any(line.state == "unknown" for line in lines):
        return False
    if all(line.state == "closed" for line in lines):  # "off", but not "PH off": that says nothing of other days
        return any(len(line.weekdays) == 7 and line.complete and not line.months for line in lines)
    return hours.is_open(expression, seen.at, seen.land) is False and (
        hours.next_opening(expression, seen.at, seen.land) is None
    )


def _said(span: tuple[str, str]) -> str:
    return f"{span[0]}–{span[1]} Uhr" if span[1] else f"ab {span[0]} Uhr"
