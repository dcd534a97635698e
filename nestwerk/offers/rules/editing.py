"""Who may write what, and what of it goes out at once. Values in, a value out."""

from __future__ import annotations

from collections.abc import Iterable

from nestwerk.networks.models import Membership, Role
from nestwerk.networks.rights import reach

from ..models import Offer, Upkeep

REVIEWERS = (Role.COORDINATOR, Role.EDITOR)


def may_edit(member: Membership, offer: Offer, space: str = "") -> bool:
    """Whether the member may write about this offer. ``space``: slug of the offer's social space."""
    if offer.network_id != member.network_id or offer.merged_into_id is not None:
        return False
    match reach(member.role, "offers:edit"):
        case "network":
            return True
        case "spaces":
            return space in member.spaces
        case "own":
            return offer.organisation_id in member.organisations
        case _:
            return False


def goes_out_at_once(member: Membership | None, *, trusted: bool, upkeep: Upkeep, fields: Iterable[str]) -> bool:
    """Whether these fields become public without a review.

    Those who review publish what they write. A trusted partner publishes the small things her network lists;
    the same holds for a correction through the link in a mail (``member`` None). Everything else waits.
    """
    if member is not None and member.role in REVIEWERS:
        return True
    return trusted and set(fields) <= set(upkeep.direct_fields)
