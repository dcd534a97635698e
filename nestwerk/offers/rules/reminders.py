"""When a provider is asked about an offer, and what must not be hidden. Values in, a value out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

CONTACT_POINTS = frozenset(
    {
        "offer.contact_point", "offer.clinic_navigator", "offer.practice_navigator", "offer.family_navigator",
        "offer.crisis_line", "offer.violence_protection",
    }
)  # fmt: skip


def step_due(day: date, *, today: date, steps: Sequence[int], sent: Collection[str]) -> str:
    """The step (days before ``day``, as text) to be taken today; empty if none.

    Only the newest step that has come is taken: after a week without mails nobody gets two at once. Once an offer is
    due no mail goes out by itself any more; then people talk.
    """
    left = (day - today).days
    if left < 0:
        return ""
    come = [step for step in steps if left <= step]
    newest = str(min(come)) if come else ""
    later = {str(step) for step in steps if newest and step <= int(newest)}
    return newest if newest and not later & set(sent) else ""


def is_first(step: str, steps: Sequence[int]) -> bool:
    """Whether it is the first time somebody is asked: then one person of the partner is enough."""
    return bool(steps) and step == str(max(steps))


@dataclass(frozen=True, slots=True)
class Keep:
    """Why an offer must not be taken off the list without a second thought. Empty: nothing speaks against it."""

    reasons: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.reasons)


def reasons_to_keep(*, offer_types: Collection[str], last_of_type: Collection[str], seat_empty: bool) -> Keep:
    """What a person should know before she hides an overdue offer. ``last_of_type``: labels of the types concerned."""
    found = []
    if CONTACT_POINTS & set(offer_types):
        found.append("Das ist eine Anlaufstelle. Ohne sie weiß eine Familie nicht, an wen sie sich wenden kann.")
    if last_of_type:
        found.append(f"Es ist das letzte Angebot dieser Art hier: {', '.join(last_of_type)}.")
    if seat_empty:
        found.append("Die Koordination ist gerade nicht besetzt. Niemand könnte es wieder zeigen.")
    return Keep(tuple(found))
