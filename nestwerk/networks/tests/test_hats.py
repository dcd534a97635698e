"""One hat at a time: put on by choice, off when the role is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from nestwerk.accounts.models import Appointment
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, make_user, signed_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])

HATS = "/konto/rollen/"


@pytest.fixture
def network() -> Network:
    return make_network("musterstadt")


def wear(client: Client, member: Membership, **rest: str) -> str:
    answer = client.post(f"{HATS}aufsetzen/", {"hat": f"member:{member.pk}", **rest})
    return answer.get("Location", str(answer.status_code))


def end(member: Membership) -> None:
    with tenant(member.network_id):
        Membership.objects.filter(pk=member.pk).update(ends_at=datetime.now(UTC) - timedelta(seconds=1))


def test_two_hats_in_one_network_open_different_pages(network: Network) -> None:
    user = make_user()
    editor, space = make_member(network, "editor", user=user), make_member(network, "space", user=user)
    client = signed_in(editor)
    address = "/netz/musterstadt/mitglieder/"
    assert client.get(address).status_code == 403
    key = client.session.session_key
    assert wear(client, space) == "/netz/musterstadt/"
    assert client.session.session_key != key
    assert client.get(address).status_code == 200
    wear(client, editor)
    assert client.get(address).status_code == 403


def test_two_networks_one_hat_at_a_time(network: Network) -> None:
    user, other = make_user(), make_network("nachbarstadt", ags="16069")
    here, there = make_member(network, "editor", user=user), make_member(other, "guest", user=user)
    client = signed_in(here)
    assert client.get("/netz/musterstadt/").status_code == 200
    asked = client.get("/netz/nachbarstadt/")
    assert asked["Location"] == "/konto/rollen/?next=/netz/nachbarstadt/"
    page = client.get(asked["Location"]).content.decode()
    assert page.index("Netzwerk Nachbarstadt") < page.index("Oder lieber in einer anderen?")
    assert page.index("Netzwerk Musterstadt") > page.index("Oder lieber in einer anderen?")
    assert wear(client, there, next="/netz/nachbarstadt/") == "/netz/nachbarstadt/"
    assert client.get("/netz/nachbarstadt/").status_code == 200
    assert client.get("/netz/musterstadt/").status_code == 302


def test_the_only_hat_is_put_on_without_asking(network: Network) -> None:
    member = make_member(network, "editor")
    client = Client()
    client.force_login(member.user)
    assert client.get(HATS)["Location"] == "/netz/musterstadt/"
    assert client.get("/netz/musterstadt/").status_code == 200


def test_a_hat_whose_role_is_over_falls_off(network: Network) -> None:
    user, other = make_user(), make_network("nachbarstadt", ags="16069")
    here = make_member(network, "editor", user=user)
    client = signed_in(here)
    end(here)
    assert client.get("/netz/musterstadt/").status_code == 404
    page = client.get(HATS)
    assert "gehört gerade zu keinem Netzwerk" in page.content.decode()
    assert "hat" not in client.session
    assert wear(client, here) == "404"
    make_member(other, "guest", user=user)
    assert client.get(HATS)["Location"] == "/netz/nachbarstadt/"


def test_nobody_puts_on_somebody_elses_hat(network: Network) -> None:
    mine, theirs = make_member(network, "guest"), make_member(network, "coordinator")
    client = signed_in(mine)
    assert wear(client, theirs) == "404"
    assert client.session["hat"] == f"member:{mine.pk}"


def test_the_way_back_leads_nowhere_else(network: Network) -> None:
    mine = make_member(network, "guest")
    client = signed_in(mine)
    for wanted in ("https://example.com/", "//example.com/", "/netz/nachbarstadt/"):
        assert wear(client, mine, next=wanted) == "/netz/musterstadt/"


def test_an_appointment_is_a_hat_like_any_other(network: Network) -> None:
    member = make_member(network, "editor")
    Appointment.objects.using("owner").create(
        user_id=member.user_id, role="land", land="16", starts_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    page = signed_in(member).get(HATS).content.decode()
    assert "Landeskoordination" in page
    assert "Redaktion" in page
