"""Whoever types a German postal code or place gets its name, county and Land."""

import json
import tomllib
from importlib.resources import files
from time import process_time

import pytest

from nestwerk.common.lands import land_of_ags
from nestwerk.common.locales import LOCALES
from nestwerk.matching.types import Place
from nestwerk.networks.places import (
    build_places,
    counties,
    county_of,
    municipalities,
    place_name,
    postal_code_centres,
)

DATA = files("nestwerk.networks") / "data"


@pytest.fixture(scope="module")
def places() -> list[Place]:
    return build_places()


@pytest.fixture(scope="module")
def named(places: list[Place]) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    for place in places:
        for name in place.names:
            found.setdefault(name, []).append(place)
    return found


def test_every_delivery_postal_code_has_a_county_a_name_and_a_land() -> None:
    for code in postal_code_centres:
        assert county_of(code) in counties(), code
        assert place_name(code), code
        assert len(land_of_ags(county_of(code))) == 2, code


@pytest.mark.parametrize(
    ("code", "county", "land"),
    [("96515", "16072", "TH"), ("18439", "13073", "MV"), ("15848", "12067", "BB"), ("10115", "11000", "BE")],
)
def test_postal_codes_lie_where_they_lie(code: str, county: str, land: str) -> None:
    assert county_of(code) == county
    assert land_of_ags(county_of(code)) == land


def test_what_is_no_postal_code_has_no_county() -> None:
    assert county_of("00000") == ""
    assert land_of_ags("") == ""
    assert land_of_ags("99") == ""
    assert place_name("abc") == ""


@pytest.mark.parametrize("name", ["Sonneberg", "Зоннеберг", "سونيبرغ"])
def test_a_town_is_found_in_the_script_of_the_reader(named: dict[str, list[Place]], name: str) -> None:
    assert named[name][0].ags == "16072018"
    assert named[name][0].name == "Sonneberg"
    assert named[name][0].postal_codes == ("96515",)


@pytest.mark.parametrize(
    ("typed", "german"), [("Cologne", "Köln"), ("Munich", "München"), ("Мюнхен", "München"), ("برلين", "Berlin")]
)
def test_large_cities_bear_their_german_name_first(named: dict[str, list[Place]], typed: str, german: str) -> None:
    assert named[typed][0].name == german
    assert named[typed][0].names[0] == german


@pytest.mark.parametrize("junk", ["MUC", "BER", "shi te la er song", "Galle", "", "Mitte"])
def test_codes_and_transliterations_are_no_names(named: dict[str, list[Place]], junk: str) -> None:
    assert junk not in named


@pytest.mark.parametrize(
    ("name", "postal_code"),
    [("Lauscha", "98724"), ("Storkow", "15859"), ("Sagard", "18551"), ("Marlow", "18337"), ("Steinach", "96523")],
)
def test_small_towns_of_the_pilots_have_their_postal_code(
    named: dict[str, list[Place]], name: str, postal_code: str
) -> None:
    assert any(postal_code in place.postal_codes for place in named[name])


def test_villages_islands_and_counties_are_places_too(named: dict[str, list[Place]]) -> None:
    assert named["Hangelsberg"][0].ags == "12067201"
    assert named["Prora"][0].ags == "13073011"
    assert named["Juliusruh"][0].postal_codes == ("18556",)
    assert named["Rügen"][0].ags == "13073"
    assert named["Oder-Spree"][0].ags == "12067"
    assert named["Landkreis Sonneberg"][0].ags == "16072"
    assert "16072018" in {place.ags for place in named["Sonneberg"]}  # the short name stays the town's


def test_a_town_is_one_place_however_many_sources_know_it(named: dict[str, list[Place]]) -> None:
    for name in ("Lauscha", "Sonneberg", "Beeskow", "Stralsund", "Erkner"):
        assert len([place for place in named[name] if not place.key.startswith("plz:")]) == 1, name


def test_keys_are_unique_and_every_place_lies_in_germany(places: list[Place]) -> None:
    assert len({place.key for place in places}) == len(places)
    for place in places:
        assert 47.2 < place.lat < 55.1, place.key
        assert 5.8 < place.lon < 15.1, place.key
        assert place.names[0] == place.name, place.key
        assert place.postal_codes, place.key


def test_building_them_is_quick() -> None:
    begin = process_time()
    build_places()
    assert process_time() - begin < 3  # measured: 0.9 s; the bound leaves room for a busy machine


def test_every_municipality_of_a_pilot_with_regions_belongs_to_one() -> None:
    networks = tomllib.loads((DATA / "networks.toml").read_text(encoding="utf-8"))["network"]
    spaces = {network["ags"][0]: {space["slug"] for space in network.get("space", [])} for network in networks}
    for town in municipalities():
        expected = spaces.get(town.ags[:5], set())
        assert town.social_space in expected if expected else not town.social_space, town.name
    assert len(spaces["13073"]) == 5
    assert len(spaces["12067"]) == 6


def test_the_pilots_are_marked_as_demonstration_and_name_no_person() -> None:
    networks = tomllib.loads((DATA / "networks.toml").read_text(encoding="utf-8"))["network"]
    slugs = [network["slug"] for network in networks]
    assert slugs == ["sonneberg", "vorpommern-ruegen", "oder-spree", "nachbarn", "musterstadt"]
    for network in networks:
        assert network["unverified"]
        assert network["imprint"]["demonstration"] == "yes"
        assert set(network["intro"]) == set(LOCALES)
        invented = network["slug"] == "musterstadt"
        assert all((ags in counties()) != invented for ags in network["ags"])
        assert not any(title in network["contact"]["role"] for title in ("Frau", "Herr", "Dr."))


def test_outlines_are_small_and_around_their_county() -> None:
    outlines = json.loads((DATA / "outlines.json").read_text(encoding="utf-8"))
    assert "GeoBasis-DE / BKG 2021 (Daten verändert)" in outlines["source"]
    for ags, points in outlines["outlines"].items():
        towns = [town for town in municipalities() if town.ags.startswith(ags)]
        assert 20 < len(points) <= 60
        assert min(lat for lat, _ in points) < min(town.lat for town in towns)
        assert max(lon for _, lon in points) > max(town.lon for town in towns)
