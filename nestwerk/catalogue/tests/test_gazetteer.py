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
