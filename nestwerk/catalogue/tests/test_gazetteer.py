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
