"""Writing approved values and confirming: what is written, refused and recorded."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from nestwerk.audit.models import Line
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network
from nestwerk.offers.actions.confirm import confirm_offer
from nestwerk.offers.actions.write import write_values
from nestwerk.offers.models import Confirmation, Offer, Upkeep
from nestwerk.offers.rules.freshness import DUE_SOON, FRESH, OVERDUE, clock_day, freshness, months_for, on_the_desk
from nestwerk.offers.rules.places import still_true

from .builders import make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def test_written_values_count_the_version_up_and_move_the_position_with_the_address(network: Network) -> None:
    offer = make_offer(network, lat=50.0, lon=11.0, position_exact=True)
    with tenant(network.pk):
        written = write_values(offer, {"postal_code": "96515", "city": "Sonneberg"}, at=AT)
    assert written.version == 2
    assert written.lat == pytest.approx(50.36, abs=0.05)
    assert not written.position_exact


def test_free_places_get_an_end_by_themselves(network: Network) -> None:
    offer = make_offer(network)
    with tenant(network.pk):
        written = write_values(offer, {"places_free": 3}, at=AT, places_days=14)
        assert written.places_until == date(2026, 12, 6)
        written = write_values(offer, {"places_free": 2, "places_until": "2027-12-31"}, at=AT, places_days=14)
        assert written.places_until == date(2026, 12, 6), "no promise outlives the network's days"
        written = write_values(offer, {"places_free": None}, at=AT)
    assert written.places_until is None
    assert still_true(date(2026, 12, 6), today=date(2026, 12, 6))
    assert not still_true(date(2026, 12, 6), today=date(2026, 12, 7))


def test_only_what_people_edit_can_be_written(network: Network) -> None:
    offer = make_offer(network)
    with tenant(network.pk), pytest.raises(ValueError, match="status"):
        write_values(offer, {"status": "published"}, at=AT)


def test_a_merged_offer_is_not_written_any_more(network: Network) -> None:
    kept = make_offer(network)
    gone = make_offer(network, merged_into=kept)
    with tenant(network.pk), pytest.raises(Refused, match="aufgegangen"):
        write_values(gone, {"phone": "03675 1"}, at=AT)


def test_confirming_starts_the_clock_and_brings_back_what_was_hidden(network: Network, host: Membership) -> None:
    offer = make_offer(network, hidden_at=AT, due_on=date(2026, 1, 1))
    with tenant(network.pk, user_id=host.user_id, hat=host.hat):
        confirmed = confirm_offer(offer, way="phone", by=host, at=AT, note="Frau am Empfang")
        assert (confirmed.hidden_at, confirmed.last_verified_on) == (None, date(2026, 11, 22))
        assert confirmed.due_on == date(2027, 5, 22)
        assert Confirmation.objects.get().hat == host.hat
        line = Line.objects.get(event="offers.confirmed")
    assert (line.thing_id, line.detail) == (str(offer.pk), "phone")


def test_a_type_can_have_a_period_of_its_own(network: Network) -> None:
    offer = make_offer(network, offer_types=["offer.parent_cafe", "offer.cry_clinic"])
    with tenant(network.pk):
        Upkeep.objects.create(network=network, due_months=6, due_months_by_type={"offer.cry_clinic": 3})
        confirmed = confirm_offer(offer, way="link", by=None, at=AT)
    assert confirmed.due_on == date(2027, 2, 22)


def test_an_ended_offer_is_not_confirmed(network: Network) -> None:
    offer = make_offer(network, status=Offer.Status.ENDED)
    with tenant(network.pk), pytest.raises(Refused, match="beendet"):
        confirm_offer(offer, way="link", by=None, at=AT)


def test_the_clock_of_imported_offers_stands_still_until_the_network_switches_it_on() -> None:
    upkeep = Upkeep()
    due = date(2020, 1, 1)
    assert clock_day(None, due, [], upkeep) is None
    assert clock_day(AT, due, [], upkeep) == due
    upkeep.clock_for_imported, upkeep.clock_since = True, date(2026, 11, 22)
    assert clock_day(None, due, [], upkeep) == date(2027, 5, 22), "nothing turns stale overnight"
    assert months_for([], upkeep) == 6


def test_due_is_marked_the_day_after_and_comes_to_the_desk_after_sixty_days() -> None:
    due = date(2026, 11, 22)
    assert freshness("published", AT, due, today=due) == DUE_SOON
    assert freshness("published", AT, due, today=date(2026, 11, 23)) == OVERDUE
    assert freshness("published", AT, None, today=date(2030, 1, 1)) == FRESH
    assert not on_the_desk(due, today=date(2027, 1, 20), upkeep=Upkeep())
    assert on_the_desk(due, today=date(2027, 1, 21), upkeep=Upkeep())
