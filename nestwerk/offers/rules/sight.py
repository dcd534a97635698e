"""What of an offer a role may see. Values in, a value out."""

from __future__ import annotations

from nestwerk.networks.models import Membership, Role

from ..models import Offer


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
