"""What a role may do with an offer, and in which state an offer is. Values in, a value out."""

from __future__ import annotations

from datetime import date, timedelta

from nestwerk.networks.models import Membership, Role

from .models import Offer

SOON = timedelta(days=30)  # due within: time to ask the provider

FRESH, DUE_SOON, OVERDUE, NEVER, NOT_ASKED = "fresh", "soon", "overdue", "never", ""
FRESHNESS = {OVERDUE: "überfällig", DUE_SOON: "bald fällig", NEVER: "nie bestätigt", FRESH: "aktuell"}


def freshness(status: str, verified_on: date | None, due_on: date | None, *, today: date) -> str:
    """How fresh an offer is, as a key of ``FRESHNESS``; empty for one that has ended and is not asked for any more."""
    if status == Offer.Status.ENDED:
        return NOT_ASKED
    if verified_on is None:
        return NEVER
    if due_on is None or due_on > today + SOON:
        return FRESH
    return OVERDUE if due_on < today else DUE_SOON


def may_see_hidden_address(member: Membership, offer: Offer) -> bool:
    """Whether a secret address may be read: by those who keep the directory, and by whose it is."""
    if not offer.hidden_address:
        return True
    return member.role in (Role.COORDINATOR, Role.EDITOR) or offer.organisation_id in _own(member)


def may_see_internal(member: Membership, offer: Offer) -> bool:
    """Whether planning notes and further columns of the source may be read."""
    return member.role in (Role.COORDINATOR, Role.EDITOR) or offer.organisation_id in _own(member)


def _own(member: Membership) -> list[int]:
    return member.organisations if member.role == Role.PARTNER else []
