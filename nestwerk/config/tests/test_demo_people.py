"""The invented people: one for each role, only in the invented network, only in a demonstration."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.contrib.auth import authenticate
from django.test import Client

from nestwerk.accounts.models import Appointment, User
from nestwerk.common.tenancy import tenant
from nestwerk.config.demo_logins import PEOPLE, demo_password, logins
from nestwerk.config.demo_people import load_people
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.pilots import load_pilot, pilots
from nestwerk.networks.rights import ROLES

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def network(data_dir):
    load_pilot(next(pilot for pilot in pilots() if pilot.slug == "musterstadt"))
    load_people(data_dir, AT)
    return Network.objects.get(slug="musterstadt")


def test_there_is_one_for_each_role(network):
    with tenant(network.pk):
        held = set(Membership.objects.values_list("role", flat=True))
    assert held | set(Appointment.objects.values_list("role", flat=True)) == set(ROLES)


def test_a_second_load_changes_nothing(network, data_dir):
    password = demo_password(data_dir)
    load_people(data_dir, AT)
    assert User.objects.count() == len(PEOPLE)
    assert demo_password(data_dir) == password
    assert (data_dir / "demo-kennwort").stat().st_mode & 0o077 == 0


def test_the_start_says_how_to_sign_in(network, data_dir):
    lines = "\n".join(logins(data_dir, "http://localhost:8000"))
    assert demo_password(data_dir) in lines
    assert all(one.email in lines for one in PEOPLE)


def test_they_sign_in_only_while_the_installation_is_a_demonstration(network, data_dir, settings):
    client = Client()
    password = demo_password(data_dir)
    given = {"login": "koordination@musterstadt.example", "password": password}
    assert client.post("/konto/anmelden/", given).status_code == 302
    assert client.get("/netz/musterstadt/", follow=True).status_code == 200
    settings.DEMO = False
    assert client.get("/netz/musterstadt/").headers["Location"].startswith("/konto/anmelden/")
    assert authenticate(email=given["login"], password=password) is None


def test_no_invented_person_acts_for_a_real_institution(network):
    assert set(Appointment.objects.filter(role="land").values_list("land", flat=True)) == {"17"}
    for other in Network.objects.exclude(slug="musterstadt"):
        with tenant(other.pk):
            assert not Membership.objects.filter(network=other).exists()
