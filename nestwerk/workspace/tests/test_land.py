"""The page of a Land: every network with office, seat and freshness; numbers and public data, by the alphabet."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nestwerk.accounts.models import Appointment
from nestwerk.catalogue.publish import publish
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, make_user, signed_in
from nestwerk.offers.models import Upkeep
from nestwerk.offers.tests.builders import make_offer
from nestwerk.workspace.land import a_year_before

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
PAGE = "/land/16/"
TODAY = date.today()  # noqa: DTZ011 – the page asks the clock
SINCE = datetime(2026, 1, 1, tzinfo=UTC)


def coordination_of(land: str) -> Client:
    """Somebody who coordinates the networks of a Land."""
    user = make_user(f"land{land}@example.org", name="Lore Beispiel")
    TOTP.activate(user, generate_totp_secret())
    one = Appointment.objects.using("owner").create(user_id=user.pk, role="land", land=land, starts_at=SINCE)
    client = Client()
    client.force_login(user)
    session = client.session
    session["hat"] = f"appointed:{one.pk}"
    session.save()
    return client


def leave(network: Network, at: datetime) -> None:
    with tenant(network.pk):
        network.memberships.update(ends_at=at)


def test_each_network_stands_with_office_seat_and_freshness(data_dir: Path) -> None:
    taken = make_network("zella", name="Zella", email="zella@example.org")
    vacant = make_network("aerzen", name="Ärzen", phone="03675 1", ags="16001")
    never = make_network("bernau", name="Bernau", ags="16002")
    make_network("fern", name="Fern", ags="09162")
    make_member(taken)
    make_member(vacant)
    leave(vacant, datetime(2026, 5, 3, 12, tzinfo=UTC))
    make_offer(taken, "A", last_verified_on=TODAY - timedelta(300))
    make_offer(taken, "B", last_verified_on=TODAY - timedelta(500))
    make_offer(taken, "Entwurf", status="draft", published_at=None, last_verified_on=TODAY)
    make_offer(never, "C")
    publish(None, at=datetime(2026, 11, 22, tzinfo=UTC))
    answer = coordination_of("16").get(PAGE)
    page = answer.content.decode()
    seen = {one.slug: one for one in answer.context["neighbours"]}
    assert list(seen) == ["aerzen", "bernau", "zella"]
    assert (seen["zella"].vacant, seen["aerzen"].vacant, seen["bernau"].vacant) == (False, True, True)
    assert (seen["zella"].freshness.published, seen["zella"].freshness.confirmed, seen["zella"].share) == (2, 1, 50)
    assert seen["zella"].freshness.oldest == TODAY - timedelta(500)
    assert (seen["bernau"].freshness.never, seen["bernau"].partners) == (1, 1)
    for words in ("seit 3. Mai 2026 unbesetzt", "03675 1", "arbeitet hier noch nicht mit", "zella@example.org"):
        assert words in page, words
    for name in ("Beispiel", "coordinator@", "Entwurf", "Fern"):
        assert name not in page.split("<main")[1], name


def test_where_nobody_sits_the_page_says_how_much_waits(data_dir: Path) -> None:
    vacant, away, busy = make_network("leer"), make_network("weg"), make_network("besetzt")
    at = datetime.now(tz=UTC)
    for network in (vacant, away, busy):
        make_offer(network, "Lange", confirmed_at=at, due_on=TODAY - timedelta(60))
        make_offer(network, "Kurz", confirmed_at=at, due_on=TODAY - timedelta(59))
        make_offer(network, "Eingelesen", due_on=TODAY - timedelta(300), last_verified_on=TODAY)
        make_offer(network, "Weg", confirmed_at=at, due_on=TODAY - timedelta(90), hidden_at=at)
    for network in (away, busy):
        make_member(network)
    with tenant(away.pk):
        Upkeep.objects.create(network=away, absent_until=TODAY)
    answer = coordination_of("16").get(PAGE)
    seen = {one.slug: one for one in answer.context["neighbours"]}
    assert {slug: (one.unattended, one.waiting.offers) for slug, one in seen.items()} == {
        "leer": (True, 1), "weg": (True, 1), "besetzt": (False, 1),
    }  # fmt: skip
    page = answer.content.decode()
    assert page.count("1 Angebot ist seit mehr als 60 Tagen überfällig") == 2
    assert "nicht da</span>" in page
    assert "Lange" not in page


def test_what_is_not_published_yet_shows_no_contact(data_dir: Path) -> None:
    make_network(phone="03675 1")
    page = coordination_of("16").get(PAGE).content.decode()
    assert "noch nicht öffentlich" in page
    assert "03675 1" not in page


def test_a_land_without_networks_says_what_will_stand_here(data_dir: Path) -> None:
    make_network(ags="09162")
    assert "Noch arbeitet hier kein Netzwerk" in coordination_of("16").get(PAGE).content.decode()


def test_another_land_and_people_of_a_network_get_404(data_dir: Path) -> None:
    network = make_network()
    other = coordination_of("09")
    assert other.get(PAGE).status_code == 404
    assert other.get("/land/09/").status_code == 200
    assert signed_in(make_member(network)).get(PAGE).status_code == 404


def test_a_seat_of_another_land_is_not_told_even_to_a_query(data_dir: Path) -> None:
    from nestwerk.common.tenancy import person
    from nestwerk.networks.statistics import seats_of_land

    make_member(make_network("fern", ags="09162"))
    coordination_of("16")
    user_id = Appointment.objects.using("owner").get().user_id
    with person(user_id):
        (seat,) = seats_of_land("09", at=datetime(2026, 11, 22, tzinfo=UTC))
    assert seat.coordinators == 0


def test_three_networks_ask_as_often_as_one(data_dir: Path) -> None:
    client = coordination_of("16")
    make_member(make_network("eins"))
    client.get(PAGE)

    def ask() -> int:
        with (
            CaptureQueriesContext(connections["default"]) as app,
            CaptureQueriesContext(connections["publisher"]) as publisher,
        ):
            assert client.get(PAGE).status_code == 200
        return len(app) + len(publisher)

    one = ask()
    for slug in ("zwei", "drei"):
        network = make_network(slug)
        make_offer(network)
        make_member(network)
    assert ask() == one


def test_twelve_months_before_a_leap_day_is_the_28th() -> None:
    assert a_year_before(date(2028, 2, 29)) == date(2027, 2, 28)
    assert a_year_before(date(2026, 11, 22)) == date(2025, 11, 22)
