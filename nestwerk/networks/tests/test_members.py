"""Letting people go: at the minute, never the last coordination, and what was theirs is handed over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from nestwerk.audit.models import Line
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks import actions_members as actions
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.queries_members import keepers
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, make_user

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=30)


def end(member: Membership, by: Membership, **rest: object) -> Membership:
    rest.setdefault("at", NOW)
    with tenant(member.network_id):
        return actions.end_membership(member, by=by, **rest)  # type: ignore[arg-type]


def second(network: Network, role: str = "coordinator", name: str = "zwei") -> Membership:
    return make_member(network, role, user=make_user(f"{name}@example.org", name=name.title()))


def lines(network: Network) -> list[tuple[str, str]]:
    with tenant(network.pk):
        return list(Line.objects.order_by("pk").values_list("event", "detail"))


def test_a_membership_ends_now_or_at_a_minute_ahead(network: Network, host: Membership) -> None:
    editor, guest, planner = (make_member(network, role) for role in ("editor", "guest", "planner"))
    assert end(editor, host).ends_at == NOW
    assert end(guest, host, until=LATER).ends_at == LATER
    assert end(planner, host, until=NOW - timedelta(days=1)).ends_at == NOW
    assert lines(network) == [("networks.member_ends", role) for role in ("editor", "guest", "planner")]
    with pytest.raises(Refused):
        end(editor, host, at=LATER)
    assert end(guest, host, until=LATER + timedelta(days=1)).ends_at == LATER + timedelta(days=1)  # put off


def test_an_end_ahead_can_be_taken_back_one_that_has_come_cannot(network: Network, host: Membership) -> None:
    editor = end(make_member(network, "editor"), host, until=LATER)
    with tenant(network.pk):
        actions.keep_member(editor, by=host, at=NOW)
        editor.refresh_from_db()
        assert editor.ends_at is None
        with pytest.raises(Refused):
            actions.keep_member(editor, by=host, at=NOW)
    end(editor, host)
    with tenant(network.pk), pytest.raises(Refused):
        actions.keep_member(editor, by=host, at=NOW)
    assert lines(network)[1] == ("networks.member_stays", "editor")


def test_who_has_the_role_again_does_not_get_it_twice(network: Network, host: Membership) -> None:
    editor = end(make_member(network, "editor"), host, until=LATER)
    make_member(network, "editor", user=editor.user)
    with tenant(network.pk), pytest.raises(Refused):
        actions.keep_member(editor, by=host, at=NOW)


def test_the_last_coordination_stays(network: Network, host: Membership) -> None:
    with pytest.raises(Refused):
        end(host, host)
    other = second(network)
    end(other, host, until=LATER)
    with pytest.raises(Refused):  # the other one leaves, too
        end(host, host)
    locked = second(network, name="drei")
    locked.user.is_active = False
    locked.user.save()
    with pytest.raises(Refused):  # nobody who cannot sign in
        end(host, host)
    second(network, name="vier")
    assert end(host, host).ends_at == NOW


def test_the_coordination_of_a_space_ends_her_own_people_only(network: Network, host: Membership) -> None:
    by = make_member(network, "space")  # of "mitte"
    hers = make_member(network, "guest", spaces=["mitte"])
    others = [
        make_member(network, "partner", user=make_user(f"{number}@example.org"), spaces=spaces)
        for number, spaces in enumerate(([], ["nord"], ["mitte", "nord"]))
    ]
    for other in (*others, make_member(network, "editor"), host, by):
        with pytest.raises(Refused):
            end(other, by)
    assert end(hers, by).ends_at == NOW


@pytest.mark.parametrize("role", ["editor", "partner", "guest", "planner"])
def test_other_roles_end_nobody(network: Network, role: str) -> None:
    by = make_member(network, role)
    with pytest.raises(Refused):
        end(second(network, "guest"), by)


def test_a_coordination_of_the_neighbouring_network_ends_nobody_here(network: Network, host: Membership) -> None:
    foreign = make_member(make_network("nachbarstadt", ags="16069"))
    with pytest.raises(Refused):
        end(make_member(network, "editor"), foreign)


def test_only_a_coordination_that_stays_takes_over(network: Network, host: Membership) -> None:
    leaver = second(network)
    foreign = make_member(make_network("nachbarstadt", ags="16069"))
    leaving = end(second(network, "space", "drei"), host, until=LATER)
    for nobody in (make_member(network, "guest"), leaver, leaving, foreign):
        with pytest.raises(Refused):
            end(leaver, host, successor=nobody)
    assert end(leaver, host, successor=host).successor == host


def test_pages_follow_the_successor_over_several_hand_overs(network: Network, host: Membership) -> None:
    first, then = second(network), second(network, name="drei")
    end(first, host, successor=then)
    end(then, host, until=LATER, successor=host)
    with tenant(network.pk):
        assert keepers(network, NOW) == {first.pk: then}
        assert keepers(network, LATER) == {first.pk: host, then.pk: host}


def test_handing_over_again_names_another_successor(network: Network, host: Membership) -> None:
    first, then = second(network), second(network, name="drei")
    with tenant(network.pk), pytest.raises(Refused):  # no end in sight
        actions.hand_over(first, by=host, successor=then, at=NOW)
    end(first, host, successor=then)
    with tenant(network.pk):
        actions.hand_over(first, by=host, successor=host, at=LATER)
        assert keepers(network, LATER) == {first.pk: host}
    assert lines(network)[-1] == ("networks.handed_over", "coordinator")


def test_changing_what_a_member_sees(network: Network, host: Membership) -> None:
    space = make_member(network, "space")
    with tenant(network.pk):
        assert actions.change_member(space, by=host, spaces=["nord", "mitte"], organisations=[], at=NOW)
        assert not actions.change_member(space, by=host, spaces=["mitte", "nord"], organisations=[], at=NOW)
        space.refresh_from_db()
        assert space.spaces == ["mitte", "nord"]
        for spaces in ([], ["sued"]):
            with pytest.raises(Refused):
                actions.change_member(space, by=host, spaces=spaces, organisations=[], at=NOW)
    assert lines(network) == [("networks.member_changed", "space")]


def test_nobody_raises_herself_under_whichever_hat(network: Network, host: Membership) -> None:
    user = make_user()
    coordinator, space = make_member(network, user=user), make_member(network, "space", user=user)
    guest = make_member(network, "guest", user=user, spaces=["mitte"])
    with tenant(network.pk):
        for by, member in ((space, space), (coordinator, space), (space, guest)):
            with pytest.raises(Refused):
                actions.change_member(member, by=by, spaces=["mitte", "nord"], organisations=[], at=NOW)
    assert lines(network) == []


def test_the_coordination_of_a_space_reaches_no_further_than_her_space(network: Network) -> None:
    by = make_member(network, "space")
    guest = make_member(network, "guest", spaces=["mitte"])
    with tenant(network.pk):
        for spaces in ([], ["nord"], ["mitte", "nord"]):
            with pytest.raises(Refused):
                actions.change_member(guest, by=by, spaces=spaces, organisations=[], at=NOW)
