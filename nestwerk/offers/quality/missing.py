"""What a family would ask and nobody has said yet."""

from __future__ import annotations

from collections.abc import Iterator

from .facts import Facts
from .finding import Finding, found
from .kinds_of_offers import ANY_AGE, FAR, NO_HOURS

QUIET = ("email", "sms", "messenger", "chat")  # ways to ask without the voice


def missing(facts: Facts) -> Iterator[Finding]:
    """A finding for each fact that this offer should tell and does not."""
    if not any((facts.phone, facts.website, facts.video, *(getattr(facts, name) for name in QUIET))):
        yield found("missing.contact")
    elif facts.phone and not any(getattr(facts, name) for name in QUIET):
        yield found("missing.quiet")
    if not (facts.opening_hours or facts.dates) and not _only(facts, NO_HOURS):
        yield found("missing.times")
    yield from _place(facts)
    if not facts.summary:
        yield found("missing.summary")
    if not facts.access:
        yield found("missing.access")
    if not facts.cost_kind:
        yield found("missing.cost")
    elif facts.cost_kind in ("paid", "reducible") and not facts.cost_note:
        yield found("missing.price")
    if not facts.needs:
        yield found("missing.needs")
    if facts.age_from_months is None and facts.age_to_months is None and not ANY_AGE & set(facts.offer_types):
        yield found("missing.age")
    if not facts.languages:
        yield found("missing.languages")


def _place(facts: Facts) -> Iterator[Finding]:
    if facts.hidden_address or _only(facts, FAR):
        return
    if not (facts.city or facts.postal_code or facts.area):
        yield found("missing.place")
    elif not facts.street and not facts.area and {"drop_in", "appointment"} & set(facts.access):
        yield found("missing.street")


def _only(facts: Facts, ways: frozenset[str]) -> bool:
    return bool(facts.access) and set(facts.access) <= ways
