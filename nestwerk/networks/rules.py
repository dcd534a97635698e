"""Who may bring whom in, change what they see, and let them go. Rights reach down, never up, and never to oneself."""

from __future__ import annotations

from collections.abc import Collection

from .models import Membership, Role

ALL_ROLES = tuple(Role)
WITH_SPACES = (Role.SPACE, Role.PARTNER, Role.GUEST)  # roles that can belong to social spaces
KEEPERS = (Role.COORDINATOR, Role.SPACE, Role.EDITOR)  # who may look after partners, and take on what a leaver did


def roles_to_invite(member: Membership) -> tuple[Role, ...]:
    """The roles this member may give: the coordination all, the one of social spaces partners and guests."""
    if member.role == Role.COORDINATOR:
        return ALL_ROLES
    return (Role.PARTNER, Role.GUEST) if member.role == Role.SPACE else ()


def may_invite(member: Membership, role: str, spaces: Collection[str]) -> bool:
    """Whether the member may invite somebody as ``role`` for these social spaces."""
    if role not in roles_to_invite(member):
        return False
    return member.role == Role.COORDINATOR or _mine(member, spaces)


def may_change(member: Membership, other: Membership) -> bool:
    """Whether the member may change what somebody else sees. Nobody raises herself, under whichever hat."""
    return other.user_id != member.user_id and _cares_for(member, other)


def may_end(member: Membership, other: Membership) -> bool:
    """Whether the member may end a membership. The coordination may also leave by itself."""
    return _cares_for(member, other)


def may_keep(member: Membership, other: Membership) -> bool:
    """Whether the member may take back an end that has not come yet."""
    return may_change(member, other)


def _cares_for(member: Membership, other: Membership) -> bool:
    if member.network_id != other.network_id:
        return False
    return member.role == Role.COORDINATOR or _in_my_care(member, other)


def _in_my_care(member: Membership, other: Membership) -> bool:
    return other.role in roles_to_invite(member) and _mine(member, other.spaces)


def _mine(member: Membership, spaces: Collection[str]) -> bool:
    """Whether there are social spaces and all of them are the member's."""
    return bool(spaces) and set(spaces) <= set(member.spaces)
