"""The pages about members: who sees whom, what each button does, the same number of questions for few and many."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nestwerk.common.tenancy import tenant
from nestwerk.networks.actions_invitations import invite
from nestwerk.networks.models import Invitation, Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, make_user, signed_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])

HERE = "/netz/musterstadt/mitglieder/"


@pytest.fixture
def client(host: Membership) -> Client:
    return signed_in(host)


def person(network: Network, role: str, name: str, **rest: object) -> Membership:
    return make_member(network, role, user=make_user(f"{name.lower()}@example.org", name=f"{name} Beispiel"), **rest)


def invited(network: Network, host: Membership, email: str = "neu@example.org", **rest: object) -> Invitation:
    with tenant(network.pk):
        at = timezone.now() - timedelta(hours=1)
        return invite(network, by=host, email=email, role="guest", at=at, **rest).invitation


def pages(member: Membership, invitation: Invitation) -> list[tuple[str, str]]:
    one, other = f"{HERE}{member.pk}/", f"{HERE}einladungen/{invitation.pk}/"
    return [
        ("get", HERE), ("get", f"{HERE}einladen/"), ("get", one), ("get", f"{one}zustaendig/"), ("get", f"{one}ende/"),
        ("post", f"{one}bleibt/"), ("post", f"{one}uebergabe/"), ("post", f"{other}erneut/"),
        ("post", f"{other}zurueck/"),
    ]  # fmt: skip


def test_strangers_see_nothing_and_other_roles_are_refused(network: Network, host: Membership) -> None:
    member, invitation = person(network, "guest", "Ida"), invited(network, host)
    stranger = signed_in(make_member(make_network("nachbarstadt", ags="16069")))
    editor = signed_in(make_member(network, "editor"))
    for method, address in pages(member, invitation):
        assert getattr(stranger, method)(address).status_code == 404
        assert getattr(editor, method)(address).status_code == 403


def test_members_of_the_neighbouring_network_do_not_exist_here(network: Network, client: Client) -> None:
    foreign = make_network("nachbarstadt", ags="16069")
    there = make_member(foreign)
    invitation = invited(foreign, there)
    answers = {
        getattr(client, method)(address).status_code
        for method, address in pages(there, invitation)
        if str(there.pk) in address or "einladungen" in address
    }
    assert answers == {404}


def test_the_list_names_members_leavers_and_open_invitations(
    network: Network, host: Membership, client: Client
) -> None:
    at = timezone.now()
    person(network, "editor", "Ida")
    person(network, "guest", "Uwe", ends_at=at - timedelta(days=3))
    person(network, "guest", "Ende", ends_at=at + timedelta(days=3))
    invited(network, host)
    text = client.get(HERE).content.decode()
    assert "Ida Beispiel" in text
    assert "neu@example.org" in text
    assert "endet am" in text
    assert "Ausgeschieden im letzten Jahr (1)" in text
    assert "Uwe Beispiel" in text


def test_the_coordination_of_a_space_sees_her_people_and_herself_only(network: Network, host: Membership) -> None:
    by = person(network, "space", "Selma")
    hers, other = person(network, "guest", "Ida", spaces=["mitte"]), person(network, "guest", "Uwe", spaces=["nord"])
    theirs = invited(network, host)
    client = signed_in(by)
    text = client.get(HERE).content.decode()
    assert "Ida Beispiel" in text
    assert "Uwe Beispiel" not in text
    assert host.user.name not in text
    assert theirs.email not in text
    assert client.get(f"{HERE}{hers.pk}/ende/").status_code == 200
    assert client.get(f"{HERE}{by.pk}/").status_code == 200
    assert client.get(f"{HERE}{by.pk}/ende/").status_code == 409
    assert client.get(f"{HERE}{by.pk}/zustaendig/").status_code == 409
    assert client.get(f"{HERE}{other.pk}/").status_code == 404
    assert client.post(f"{HERE}einladungen/{theirs.pk}/zurueck/").status_code == 404
    form = client.get(f"{HERE}einladen/").content.decode()
    assert "Redaktion" not in form
    assert "Nord" not in form


def test_inviting_says_so_and_a_mistake_stands_beside_its_field(network: Network, client: Client) -> None:
    wrong = client.post(f"{HERE}einladen/", {"email": "neu", "role": "space"})
    assert wrong.status_code == 422
    assert "Bitte wählen Sie wenigstens einen Sozialraum." in wrong.content.decode()
    twice = {"email": "neu@example.org", "role": "space", "spaces": ["nord"]}
    done = client.post(f"{HERE}einladen/", twice, follow=True)
    assert "Die Einladung an neu@example.org ist unterwegs." in done.content.decode()
    with tenant(network.pk):
        assert Invitation.objects.get().spaces == ["nord"]
    own = client.post(f"{HERE}einladen/", {"email": "coordinator@musterstadt.example.org", "role": "guest"})
    assert own.status_code == 422
    assert "Ihre eigene Adresse" in own.content.decode()


def test_sending_again_and_withdrawing(network: Network, host: Membership, client: Client) -> None:
    invitation = invited(network, host)
    before = invitation.fingerprint
    assert client.post(f"{HERE}einladungen/{invitation.pk}/erneut/").status_code == 302
    with tenant(network.pk):
        invitation.refresh_from_db()
    assert invitation.fingerprint != before
    assert client.get(f"{HERE}einladungen/{invitation.pk}/zurueck/").status_code == 405
    assert client.post(f"{HERE}einladungen/{invitation.pk}/zurueck/").status_code == 302
    assert "neu@example.org ist zurückgezogen" in client.get(HERE).content.decode()
    assert client.post(f"{HERE}einladungen/{invitation.pk}/zurueck/").status_code == 404


def test_ending_names_what_follows_and_hands_over(network: Network, host: Membership, client: Client) -> None:
    leaver = person(network, "space", "Selma")
    with tenant(network.pk):
        network.organisations.create(name="Familienverein", looked_after_by=leaver)
    address = f"{HERE}{leaver.pk}/ende/"
    assert "Familienverein" in client.get(address).content.decode()
    assert client.post(address, {"until": ""}).status_code == 422
    past = {"until": "2026-01-01T10:00", "successor": host.pk}
    assert "Dieser Zeitpunkt ist vorbei." in client.post(address, past).content.decode()
    ahead = timezone.localtime() + timedelta(days=3)
    client.post(address, {"until": ahead.strftime("%Y-%m-%dT%H:%M"), "successor": host.pk})
    with tenant(network.pk):
        leaver.refresh_from_db()
    assert (leaver.ends_at, leaver.successor_id) == (ahead.replace(second=0, microsecond=0), host.pk)
    text = client.get(f"{HERE}{leaver.pk}/").content.decode()
    assert "Ende zurücknehmen" in text
    assert client.post(f"{HERE}{leaver.pk}/uebergabe/", {"successor": host.pk}).status_code == 302
    assert client.post(f"{HERE}{leaver.pk}/uebergabe/", {"successor": leaver.pk}).status_code == 422
    assert client.post(f"{HERE}{leaver.pk}/bleibt/").status_code == 302
    with tenant(network.pk):
        leaver.refresh_from_db()
    assert (leaver.ends_at, leaver.successor_id) == (None, None)


def test_all_sessions_of_a_leaver_end_with_the_membership(network: Network, host: Membership, client: Client) -> None:
    leaver = person(network, "editor", "Ida")
    sessions = [signed_in(leaver), signed_in(leaver)]
    assert [one.get("/netz/musterstadt/").status_code for one in sessions] == [200, 200]
    assert client.post(f"{HERE}{leaver.pk}/ende/", {"until": ""}).status_code == 302
    assert [one.get("/netz/musterstadt/").status_code for one in sessions] == [404, 404]


def test_a_coordination_that_leaves_stands_outside_at_once(network: Network, host: Membership, client: Client) -> None:
    alone = client.post(f"{HERE}{host.pk}/ende/", {"until": ""})
    assert alone.status_code == 422
    assert "Das ist die letzte Netzwerkkoordination." in alone.content.decode()
    person(network, "coordinator", "Zoe")
    left = client.post(f"{HERE}{host.pk}/ende/", {"until": ""})
    assert left["Location"] == "/konto/rollen/"
    assert client.get(HERE).status_code == 404


def test_changing_what_a_member_sees(network: Network, client: Client) -> None:
    space = person(network, "space", "Selma")
    address = f"{HERE}{space.pk}/zustaendig/"
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"spaces": ["nord"]}).status_code == 302
    with tenant(network.pk):
        space.refresh_from_db()
    assert space.spaces == ["nord"]
    assert "Nord" in client.get(f"{HERE}{space.pk}/").content.decode()


def test_the_list_asks_as_much_for_three_as_for_one(network: Network, host: Membership, client: Client) -> None:
    asked = []
    for number in range(3):
        leaver = person(network, "guest", f"Uwe{number}", ends_at=timezone.now() - timedelta(days=1), successor=host)
        person(network, "editor", f"Ida{number}")
        invited(network, host, f"neu{number}@example.org")
        client.get(HERE)
        with CaptureQueriesContext(connection) as some:
            assert leaver.user.name in client.get(HERE).content.decode()
        asked.append(len(some))
    assert len(set(asked)) == 1
    assert asked[0] <= 12
