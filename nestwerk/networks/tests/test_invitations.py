"""Inviting: one address, once, at most seven days; nobody gives more than she has, nobody raises herself."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress

from nestwerk.accounts.models import User
from nestwerk.audit.models import Line
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.jobs.models import Mail
from nestwerk.jobs.seal import unseal
from nestwerk.networks import actions_invitations as actions
from nestwerk.networks.models import Invitation, Membership, Network
from nestwerk.networks.queries_members import open_invitation
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, make_user
from nestwerk.networks.tokens import fingerprint

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def invite(
    network: Network, by: Membership | None, email: str = "neu@example.org", role: str = "editor", **rest: object
):
    rest.setdefault("at", NOW)
    with tenant(network.pk):
        return actions.invite(network, by=by, email=email, role=role, **rest)


def token_of(invited: actions.Invited) -> str:
    return invited.link.rstrip("/").rsplit("/", 1)[1]


def lines(network: Network) -> list[tuple[str, str]]:
    with tenant(network.pk):
        return list(Line.objects.order_by("pk").values_list("event", "detail"))


def test_an_invitation_is_a_mail_with_a_link_and_only_its_fingerprint_is_kept(
    network: Network, host: Membership
) -> None:
    invited = invite(network, host, " Neu@Example.org ")
    token = token_of(invited)
    assert len(token) >= 22  # 128 bits and more
    with tenant(network.pk):
        row, mail = Invitation.objects.get(), Mail.objects.get()
        stored = Invitation.objects.values().get()
    assert (row.email, row.role, row.invited_by_id) == ("neu@example.org", "editor", host.pk)
    assert row.expires_at == NOW + timedelta(days=7)
    assert row.fingerprint == fingerprint(token)
    assert token not in str(stored)
    assert (mail.to, mail.kind, mail.network_id) == ("neu@example.org", "invitation", network.pk)
    words = unseal(mail.sealed or b"")
    assert re.findall(r"https?://\S+", words["text"]) == [invited.link]
    assert "Redaktion" in words["text"]
    assert "9. November 2026" in words["text"]
    assert token not in words["subject"]
    assert lines(network) == [("networks.invited", "editor")]


def test_a_second_invitation_to_the_same_role_withdraws_the_first(network: Network, host: Membership) -> None:
    first, second = invite(network, host), invite(network, host, at=NOW + timedelta(minutes=5))
    other = invite(network, host, role="guest")
    with tenant(network.pk):
        assert open_invitation(network, token_of(first), NOW) is None
        assert open_invitation(network, token_of(second), NOW) == second.invitation
        assert open_invitation(network, token_of(other), NOW) == other.invitation
    assert [event for event, _ in lines(network)].count("networks.invitation_withdrawn") == 1


def test_sending_again_makes_the_old_link_void(network: Network, host: Membership) -> None:
    first, later = invite(network, host), NOW + timedelta(days=8)
    with tenant(network.pk):
        with pytest.raises(Refused):
            actions.resend_invitation(first.invitation, by=host, at=NOW + timedelta(seconds=59))
        again = actions.resend_invitation(first.invitation, by=host, at=later)
        assert open_invitation(network, token_of(first), later) is None
        assert open_invitation(network, token_of(again), later) == first.invitation
        assert Mail.objects.count() == 2
    assert lines(network)[-1] == ("networks.invitation_resent", "editor")


def test_a_withdrawn_an_expired_a_used_and_a_guessed_link_open_nothing(network: Network, host: Membership) -> None:
    withdrawn, expired, used = (invite(network, host, f"{name}@example.org") for name in ("a", "b", "c"))
    with tenant(network.pk):
        actions.withdraw_invitation(withdrawn.invitation, by=host, at=NOW)
        actions.accept_as_new_person(network, token=token_of(used), name="Ada", password=None, at=NOW)
        late = NOW + timedelta(days=7)
        for token, at in (
            (token_of(withdrawn), NOW),
            (token_of(expired), late),
            (token_of(used), NOW),
            ("geraten", NOW),
        ):
            with pytest.raises(actions.Gone):
                actions.accept_as_new_person(network, token=token, name="Eva", password=None, at=at)
        with pytest.raises(Refused):
            actions.withdraw_invitation(used.invitation, by=host, at=NOW)
        with pytest.raises(Refused):
            actions.resend_invitation(withdrawn.invitation, by=host, at=NOW + timedelta(days=1))
    assert User.objects.filter(name="Eva").count() == 0


def test_a_link_of_one_network_opens_no_other(network: Network, host: Membership) -> None:
    token = token_of(invite(network, host))
    neighbour = make_network("nachbarstadt", ags="16069")
    with tenant(neighbour.pk), pytest.raises(actions.Gone):
        actions.accept_as_new_person(neighbour, token=token, name="Ada", password=None, at=NOW)


def test_accepting_makes_the_account_confirms_the_address_and_gives_the_role(
    network: Network, host: Membership
) -> None:
    token = token_of(invite(network, host, role="space", spaces=["nord"]))
    with tenant(network.pk):
        member = actions.accept_as_new_person(network, token=token, name="Ada Beispiel", password=None, at=NOW)
    address = EmailAddress.objects.get(user=member.user)
    assert (address.email, address.verified, address.primary) == ("neu@example.org", True, True)
    assert (member.role, member.spaces, member.starts_at, member.ends_at) == ("space", ["nord"], NOW, None)
    assert not member.user.has_usable_password()
    assert lines(network)[-1] == ("networks.member_joined", "space")


def test_an_existing_account_accepts_by_itself_and_nobody_else_can(network: Network, host: Membership) -> None:
    token = token_of(invite(network, host, "ada@example.org"))
    ada, eve = make_user("ada@example.org"), make_user("eva@example.org")
    with tenant(network.pk):
        with pytest.raises(Refused):
            actions.accept_invitation(network, token=token, user=eve, at=NOW)
        with pytest.raises(Refused):
            actions.accept_as_new_person(network, token=token, name="Eva", password=None, at=NOW)
        assert actions.accept_invitation(network, token=token, user=ada, at=NOW).user_id == ada.pk
        with pytest.raises(actions.Gone):
            actions.accept_invitation(network, token=token, user=ada, at=NOW)
        assert Membership.objects.filter(user=ada).count() == 1


def test_an_unconfirmed_address_of_somebody_else_catches_no_invitation(network: Network, host: Membership) -> None:
    eve = make_user("eva@example.org")
    EmailAddress.objects.create(user=eve, email="ada@example.org", verified=False)
    token = token_of(invite(network, host, "ada@example.org"))
    with tenant(network.pk), pytest.raises(Refused):
        actions.accept_invitation(network, token=token, user=eve, at=NOW)


def test_a_role_given_in_the_meantime_is_not_given_twice(network: Network, host: Membership) -> None:
    token = token_of(invite(network, host, "ada@example.org"))
    ada = make_user("ada@example.org")
    there = make_member(network, "editor", user=ada)
    with tenant(network.pk):
        assert actions.accept_invitation(network, token=token, user=ada, at=NOW) == there
        assert Membership.objects.filter(user=ada).count() == 1


@pytest.mark.parametrize(
    ("role", "rest"),
    [
        ("editor", {}),  # not hers to give
        ("coordinator", {}),
        ("space", {"spaces": ["mitte"]}),
        ("guest", {}),  # of no space
        ("guest", {"spaces": ["nord"]}),  # not her space
        ("partner", {"spaces": ["mitte", "nord"]}),
        ("partner", {"spaces": ["mitte"], "organisations": [1]}),  # an organisation she does not look after
    ],
)
def test_the_coordination_of_a_space_gives_no_more_than_she_has(
    network: Network, role: str, rest: dict[str, list[object]]
) -> None:
    by = make_member(network, "space")  # of "mitte"
    with pytest.raises(Refused):
        invite(network, by, role=role, **rest)
    assert lines(network) == []
    assert invite(network, by, role="guest", spaces=["mitte"]).invitation.role == "guest"


@pytest.mark.parametrize("role", ["editor", "partner", "guest", "planner"])
def test_other_roles_invite_nobody(network: Network, role: str) -> None:
    with pytest.raises(Refused):
        invite(network, make_member(network, role), role="guest")


def test_nobody_invites_herself(network: Network, host: Membership) -> None:
    EmailAddress.objects.create(user=host.user, email="privat@example.org", verified=True)
    for email in (host.user.email.upper(), "privat@example.org"):
        with pytest.raises(Refused):
            invite(network, host, email, role="planner")


def test_who_holds_the_role_is_not_invited_to_it(network: Network, host: Membership) -> None:
    editor = make_member(network, "editor")
    with pytest.raises(Refused):
        invite(network, host, editor.user.email)
    assert invite(network, host, editor.user.email, role="guest").invitation.role == "guest"


@pytest.mark.parametrize(
    ("role", "rest"),
    [
        ("space", {}),
        ("space", {"spaces": ["sued"]}),
        ("editor", {"spaces": ["mitte"]}),
        ("guest", {"organisations": [1]}),
        ("partner", {"organisations": [4711]}),
        ("koenigin", {}),
    ],
)
def test_role_and_reach_have_to_go_together(
    network: Network, host: Membership, role: str, rest: dict[str, list[object]]
) -> None:
    with pytest.raises(Refused):
        invite(network, host, role=role, **rest)


def test_the_operator_invites_the_first_coordination(network: Network) -> None:
    token = token_of(invite(network, None, role="coordinator"))
    with tenant(network.pk):
        assert (
            actions.accept_as_new_person(network, token=token, name="Ada", password=None, at=NOW).role == "coordinator"
        )
        assert Line.objects.get(event="networks.invited").actor.hat == "operator"
