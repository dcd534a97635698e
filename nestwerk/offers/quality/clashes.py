"""Facts that do not go together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .facts import Facts
from .finding import Finding, found
from .kinds_of_offers import COMES, FAR

_AMOUNT = re.compile(r"(?:(?<![\d,.])\d+(?:[.,]\d{1,2})?\s*(?:€|euro\b|eur\b)|€\s*\d+(?:[.,]\d{1,2})?)", re.IGNORECASE)


def clashes(facts: Facts) -> Iterator[Finding]:
    """Contradictions between what was said in two places."""
    ways = set(facts.access)
    if "drop_in" in ways and not (facts.opening_hours or facts.dates):
        yield found("clash.drop_in")
    if ways & COMES and not facts.area and not facts.hidden_address:
        yield found("clash.area")
    if "phone" in ways and not facts.phone and ways <= FAR and not ("online" in ways and _online(facts)):
        yield found("clash.phone")
    elif ways == {"online"} and not _online(facts):
        yield found("clash.online")
    if facts.cost_kind == "free" and (amount := _amount(facts.cost_note)):
        yield found("clash.free", detail=amount)
    if (
        facts.age_from_months is not None
        and facts.age_to_months is not None
        and facts.age_from_months > facts.age_to_months
    ):
        yield found("clash.ages")


def _online(facts: Facts) -> bool:
    return bool(facts.website or facts.email or facts.chat or facts.video or facts.messenger)


def _amount(note: str) -> str:
    """The first sum of money that is more than nothing."""
    for match in _AMOUNT.finditer(note):
        if re.search(r"[1-9]", match[0]):
            return match[0].strip()
    return ""
