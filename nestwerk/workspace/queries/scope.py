"""How far a role sees: the reach of the table of rights, as a filter."""

from __future__ import annotations

from django.db.models import Q

from nestwerk.networks.models import Membership
from nestwerk.networks.rights import NOTHING, reach


def offers_in_reach(member: Membership, page: str) -> Q | None:
    """The offers this member sees on ``page``, as a condition; None if she sees none."""
    return _reach(member, page, spaces="social_space__slug__in", own="organisation_id__in")


def reports_in_reach(member: Membership, page: str) -> Q | None:
    """The same for reports, through their offers."""
    return _reach(member, page, spaces="offer__social_space__slug__in", own="offer__organisation_id__in")


def partners_in_reach(member: Membership, page: str) -> Q | None:
    """The same for partners, who belong to no region: the coordination of a region sees all of them."""
    return _reach(member, page, spaces="", own="pk__in")


def _reach(member: Membership, page: str, *, spaces: str, own: str) -> Q | None:
    far = reach(member.role, page)
    mine = Q(network_id=member.network_id)
    if far == NOTHING:
        return None
    if far == "spaces" and spaces:
        return mine & Q(**{spaces: member.spaces})
    if far == "own":
        return mine & Q(**{own: member.organisations})
    return mine
