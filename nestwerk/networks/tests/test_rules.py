"""Who may bring in, see, change and let go whom: the rules by themselves, without a database."""

from __future__ import annotations

import pytest

from nestwerk.networks.models import Membership, Role
from nestwerk.networks.rules import KEEPERS, may_change, may_end, may_invite, may_keep, roles_to_invite

NOBODY_ELSE = (Role.EDITOR, Role.PARTNER, Role.GUEST, Role.PLANNER)


def member(role: str, pk: int = 1, *spaces: str, network: int = 1, user: int | None = None) -> Membership:
    return Membership(pk=pk, network_id=network, user_id=user or pk, role=role, spaces=list(spaces))


COORDINATOR = member("coordinator", 1)
CENTRE = member("space", 2, "mitte", "nord")


def test_the_coordination_gives_every_role_and_a_social_space_only_partner_and_guest() -> None:
    assert roles_to_invite(COORDINATOR) == tuple(Role)
    assert roles_to_invite(CENTRE) == (Role.PARTNER, Role.GUEST)
    assert [roles_to_invite(member(role)) for role in NOBODY_ELSE] == [()] * 4


def test_the_coordination_invites_anybody_anywhere() -> None:
    assert all(may_invite(COORDINATOR, role, []) for role in Role)
    assert may_invite(COORDINATOR, "partner", ["süd"])


def test_a_social_space_invites_only_into_its_own_spaces() -> None:
    assert may_invite(CENTRE, "guest", ["mitte"])
    assert may_invite(CENTRE, "partner", ["mitte", "nord"])
    assert not may_invite(CENTRE, "partner", ["mitte", "süd"])
    assert not may_invite(CENTRE, "partner", [])
    assert not may_invite(CENTRE, "editor", ["mitte"])
    assert not may_invite(CENTRE, "no such role", ["mitte"])


@pytest.mark.parametrize("role", NOBODY_ELSE)
def test_nobody_else_invites_changes_or_ends(role: str) -> None:
    me, guest = member(role, 5, "mitte"), member("guest", 6, "mitte")
    assert not may_invite(me, "guest", ["mitte"])
    assert not may_change(me, guest)
    assert not may_end(me, guest)


def test_a_social_space_cares_for_its_own_people_only() -> None:
    mine, foreign, nowhere = member("guest", 6, "mitte"), member("guest", 7, "süd"), member("partner", 8)
    half, editor = member("partner", 9, "mitte", "süd"), member("editor", 10)
    for rule in (may_change, may_end, may_keep):
        assert rule(CENTRE, mine)
        assert not any(rule(CENTRE, other) for other in (foreign, nowhere, half, editor, COORDINATOR))
    assert not may_end(CENTRE, CENTRE)


def test_the_coordination_cares_for_everybody_of_its_network_and_of_no_other() -> None:
    for role in Role:
        here, there = member(role, 20), member(role, 21, network=2)
        for rule in (may_change, may_end, may_keep):
            assert rule(COORDINATOR, here)
            assert not rule(COORDINATOR, there)


def test_no_number_of_a_membership_opens_another_network() -> None:
    for rule in (may_change, may_end, may_keep):
        assert not rule(member("guest", 3), member("guest", 3, network=2))
        assert not rule(CENTRE, member("guest", 6, "mitte", network=2))


def test_nobody_raises_herself_under_whichever_hat_but_may_leave() -> None:
    other_hat = member("guest", 30, user=COORDINATOR.user_id)
    assert not may_change(COORDINATOR, COORDINATOR)
    assert not may_change(COORDINATOR, other_hat)
    assert not may_keep(COORDINATOR, COORDINATOR)
    assert may_end(COORDINATOR, COORDINATOR)


def test_partners_are_looked_after_by_those_who_keep_the_directory() -> None:
    assert set(KEEPERS) == {Role.COORDINATOR, Role.SPACE, Role.EDITOR}
