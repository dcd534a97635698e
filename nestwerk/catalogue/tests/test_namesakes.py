"""Places of one name: who has chosen no network finds the one that is served, and the others beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from nestwerk.catalogue.live import Live
from nestwerk.catalogue.publish import publish
from nestwerk.catalogue.snapshot import Snapshot
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.tests.builders import AT

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


@pytest.fixture
def snap(data_dir: Path) -> Snapshot:
    make_network("oder-spree", name="Oder-Spree", ags="12067")
    make_network("vorpommern-ruegen", name="Vorpommern-Rügen", ags="13073")
    publish(at=AT)
    live = Live(data_dir / "snapshot")
    assert live.look()
    assert live.snapshot is not None
    return live.snapshot


@pytest.mark.parametrize(
    ("typed", "ags", "served"),
    [
        ("Friedland", "12067137", "oder-spree"),
        ("Altenkirchen", "13073004", "vorpommern-ruegen"),
        ("Gustow", "13073038", "vorpommern-ruegen"),
        ("Jakobsdorf", "13073041", "vorpommern-ruegen"),
        ("Jacobsdorf", "12067237", "oder-spree"),
        ("Bergen", "13073010", "vorpommern-ruegen"),
    ],
)
def test_of_several_places_of_a_name_the_one_that_is_served_is_meant(
    snap: Snapshot, typed: str, ags: str, served: str
) -> None:
    place = snap.find_place(typed)
    assert place is not None
    assert (place.ags, snap.responsible_for(place)) == (ags, (served,))


def test_the_others_of_the_name_are_offered_each_once(snap: Snapshot) -> None:
    place = snap.find_place("Friedland")
    assert place is not None
    assert {one.ags[:5] for one in snap.namesakes("Friedland", place)} == {"13071", "03159"}
    lauscha = snap.find_place("Lauscha")
    assert lauscha is not None
    assert snap.namesakes("Lauscha", lauscha) == []


@pytest.mark.parametrize("typed", ["Thüringen", "Hessen", "Niedersachsen", "Deutschland"])
def test_a_land_is_no_place(snap: Snapshot, typed: str) -> None:
    assert snap.find_place(typed) is None


def test_a_land_behind_a_name_is_no_part_of_it(snap: Snapshot) -> None:
    place = snap.find_place("sonneberg thüringen")
    assert place is not None
    assert place.ags == "16072018"


def test_a_town_of_a_shared_postal_code_belongs_to_its_own_county_only(snap: Snapshot) -> None:
    city = snap.find_place("Frankfurt (Oder)")
    code = snap.find_place("15230")
    assert city is not None
    assert code is not None
    assert snap.responsible_for(city) == snap.responsible_for(code) == ()


def test_a_namesake_far_away_gives_way_to_a_neighbour_with_a_slip(snap: Snapshot) -> None:
    found = snap.find_place("Sonnenberg", (50.36, 11.17))
    assert found is not None
    assert found.name == "Sonneberg"
