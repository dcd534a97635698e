"""Whether somebody coordinates: kept where the publisher may read it, by nights and by those who come and go."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError

from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member
from nestwerk.offers.actions.days import begin_day
from nestwerk.offers.actions.seat import keep_seat
from nestwerk.offers.models import Upkeep
from nestwerk.offers.public import PublicSeat, seat
from nestwerk.offers.tasks.seat import look_at_seat

from .builders import AT

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


def kept(network: Network, at: datetime = AT) -> bool:
    with tenant(network.pk):
        return keep_seat(network, at=at)


def test_an_empty_seat_is_noted_once_and_so_is_who_comes() -> None:
    network = make_network()
    assert seat(network.pk) == PublicSeat(False, "")
    assert (kept(network), kept(network)) == (True, False)
    assert seat(network.pk).vacant
    member = make_member(network, "coordinator")
    assert (kept(network), kept(network)) == (True, False)
    assert not seat(network.pk).vacant
    with tenant(network.pk):
        Membership.objects.filter(pk=member.pk).update(ends_at=AT + timedelta(days=1))
    assert not kept(network)
    assert kept(network, AT + timedelta(days=2))


def test_a_network_that_is_coordinated_needs_no_row() -> None:
    network = make_network()
    make_member(network, "coordinator")
    assert not kept(network)
    with tenant(network.pk):
        assert not Upkeep.objects.exists()


def test_nights_and_announcements_look_at_the_seat() -> None:
    network = make_network()
    with tenant(network.pk):
        begin_day(network, at=AT, today=AT.date())
    assert seat(network.pk).vacant
    make_member(network, "coordinator")
    look_at_seat(network.slug)
    assert not seat(network.pk).vacant


def test_who_is_away_stands_with_a_day_and_the_publisher_reads_no_membership() -> None:
    network = make_network()
    make_member(network, "coordinator")
    with tenant(network.pk):
        Upkeep.objects.create(network=network, absent_until=date(2026, 12, 1))
    assert seat(network.pk) == PublicSeat(False, "2026-12-01")
    with pytest.raises(DatabaseError, match="permission denied"):
        list(Membership.objects.using("publisher").values_list("pk"))
