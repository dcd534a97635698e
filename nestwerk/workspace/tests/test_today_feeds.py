"""Heute tells of directories and calendars of others that cannot be read, not only their own pages do."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in
from nestwerk.offers.models import CalendarFeed, Source
from nestwerk.offers.tests.builders import make_offer
from nestwerk.workspace.queries.today import waiting_for
from nestwerk.workspace.today import lines

from .things import AT

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
PAGE = "/netz/musterstadt/einlesen/quellen/"


@pytest.fixture
def network() -> Network:
    """One source and one calendar that fail, and of each others that are none of Heute's business."""
    network = make_network("musterstadt")
    cafe, ended, fine = make_offer(network, "Café"), make_offer(network, "Vorbei", status="ended"), make_offer(network)
    with tenant(network.pk):
        for name, more in {
            "kreis": {"trouble": True, "pulled_at": AT - timedelta(days=3), "result": "Zeit überschritten."},
            "land": {"pulled_at": AT},
            "still": {"trouble": True, "active": False, "pulled_at": AT - timedelta(days=9)},
        }.items():
            address = f"https://{name}.example.org/hsds"
            Source.objects.create(network=network, name=name, title=name, address=address, added_at=AT, **more)
        for offer, trouble in ((cafe, "Der Server antwortet nicht."), (ended, "Auch das nicht."), (fine, "")):
            CalendarFeed.objects.create(
                network=network, offer=offer, address="https://haus.example.org/a.ics", started_at=AT, trouble=trouble,
                trouble_since=AT - timedelta(days=2) if trouble else None,
            )  # fmt: skip
    return network


def seen_by(member: Membership) -> dict[str, tuple[int, date | None]]:
    with tenant(member.network_id):
        return {
            one.kind: (one.number, one.oldest)
            for one in waiting_for(member, at=AT)
            if one.kind in ("sources", "calendars")
        }


def test_who_coordinates_sees_both_since_when_and_where(network: Network) -> None:
    boss = make_member(network)
    day = AT.date()
    assert seen_by(boss) == {"sources": (1, day - timedelta(days=3)), "calendars": (1, day - timedelta(days=2))}
    with tenant(network.pk):
        told = {line.words: line for line in lines(waiting_for(boss, at=AT), "musterstadt")}
    assert told["Quelle lässt sich nicht lesen"].address == PAGE
    assert told["Kalender lässt sich nicht lesen"].address == f"{PAGE}#kalender"
    assert told["Kalender lässt sich nicht lesen"].since == "seit"
    client = signed_in(boss)
    today = client.get("/netz/musterstadt/").content.decode()
    assert "Quelle lässt sich nicht lesen" in today
    page = client.get(PAGE).content.decode()
    assert "1 Kalender lässt sich nicht lesen" in page
    assert "Der Server antwortet nicht." in page
    assert "Auch das nicht." not in page


def test_it_is_quiet_again_when_they_can_be_read(network: Network) -> None:
    with tenant(network.pk):
        Source.objects.update(trouble=False)
        CalendarFeed.objects.update(trouble="", trouble_since=None)
    assert seen_by(make_member(network)) == {}


@pytest.mark.parametrize("role", ["partner", "space", "guest", "planner"])
def test_others_are_not_bothered(network: Network, role: str) -> None:
    assert seen_by(make_member(network, role)) == {}


def test_a_neighbour_sees_nothing_of_it(network: Network) -> None:
    assert seen_by(make_member(make_network("nachbarstadt", ags="16073"))) == {}
