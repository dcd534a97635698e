"""Places as people begin to type them."""

from __future__ import annotations

from nestwerk.catalogue.gazetteer import Gazetteer
from nestwerk.matching.types import Place


def place(name: str, code: str, population: int) -> Place:
    return Place(name, name, (name,), (code,), 50.5, 10.9, population)


def test_what_begins_as_typed_is_offered_the_largest_first() -> None:
    places = [place("Sonneberg", "96515", 23_000), place("Suhl", "98527", 36_000), place("Lauscha", "98724", 3)]
    known = Gazetteer(Gazetteer.build(places), places)
    assert [found.name for found in known.suggest("s", 2)] == ["Suhl", "Sonneberg"]
    assert [found.name for found in known.suggest("987")] == ["Lauscha"]
    assert known.suggest("") == []


BERGEN = [
    Place("Bergen", "Bergen", ("Bergen",), ("29303",), 52.8, 9.96, 13_000),
    Place("Bergen auf Rügen", "Bergen auf Rügen", ("Bergen auf Rügen",), ("18528",), 54.42, 13.43, 13_300),
    Place("Hollenbach", "Hollenbach", ("Hollenbach",), ("86568",), 48.48, 11.08, 2_400),
]
ISLAND, SONNEBERG = (54.3, 13.1), (50.36, 11.17)


def test_the_first_word_of_a_place_next_to_home_means_that_place() -> None:
    known = Gazetteer(Gazetteer.build(BERGEN), BERGEN)

    def name(text: str, home: tuple[float, float] | None = None) -> str:
        found = known.find(text, home)
        return found.name if found else ""

    assert name("Bergen", ISLAND) == "Bergen auf Rügen"
    assert name("Bergen", SONNEBERG) == name("Bergen") == "Bergen"
    assert name("Hauptstraße 5, Bergen", ISLAND) == "Bergen auf Rügen"
    assert name("D-18528") == "Bergen auf Rügen"
    assert [one.name for one in known.longer("Bergen")] == ["Bergen auf Rügen"]
    assert name("Ollenbach", SONNEBERG) == ""  # nor is one that differs by a letter
    assert name("Hönbach", SONNEBERG) == ""  # a village nobody here knows is no other one 200 km away
    assert name("Hollenbahc", SONNEBERG) == name("Hönbach") == "Hollenbach"


def test_a_postal_code_is_a_quarter_of_a_city_and_in_the_country_its_town() -> None:
    west = Place("plz:04177", "Leipzig", ("Leipzig",), ("04177",), 51.34, 12.33, 0)
    city = Place("gn:1", "Leipzig", ("Leipzig",), ("04103", "04177"), 51.34, 12.37, 600_000)
    wood = Place("plz:18528", "Bergen auf Rügen", ("Bergen auf Rügen",), ("18528",), 54.5, 13.6, 0)
    places = [west, city, wood, BERGEN[1]]
    known = Gazetteer(Gazetteer.build(places), places)
    found = [known.find(code) for code in ("04177", "18528")]
    assert [(one.lat, one.lon) for one in found if one] == [(51.34, 12.33), (54.42, 13.43)]
    assert [one.key for one in found if one] == ["plz:04177", "plz:18528"]
