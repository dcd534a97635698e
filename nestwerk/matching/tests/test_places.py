"""Places in a sentence, told apart from words and from namesakes."""

from __future__ import annotations

import pytest

from nestwerk.matching.tests.builders import PLACES, SONNEBERG, ask


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("hebamme in suhl", "Suhl"),
        ("krabbelgruppe Sonneberg", "Sonneberg"),
        ("kita 98527", "Suhl"),
        ("ohne anmeldung baby wiegen neuhaus am rennweg", "Neuhaus am Rennweg"),
        ("krabbelgruppe in storkow", "Storkow (Mark)"),
        ("hebamme in Essen", "Essen"),
        ("hebamme essen", "Essen"),
        ("kita in sonnebreg", "Sonneberg"),
        ("врач в Зоннеберге", "Sonneberg"),
        ("قابلة في سونيبرغ", "Sonneberg"),
        ("Sonneberg'de ebe", "Sonneberg"),
        ("Sonneberger krabbelgruppe", "Sonneberg"),
        ("kita in neuhausamrennweg", "Neuhaus am Rennweg"),
        ("hebamme sonnneberg", "Sonneberg"),
        ("sonneburg krabbelgruppe", "Sonneberg"),
    ],
)
def test_places_are_found_in_any_script_and_form(text, name):
    found = ask(text)
    assert found.place is not None
    assert found.place.name == name
    assert found.place_from_words


@pytest.mark.parametrize(
    "text",
    [
        "was darf ein baby essen",
        "fühle mich leer",
        "alles leer seit dem wochenbett",
        "beim Essen",
        "schläft nicht",
        "",
        "kita essen",
        "hebamme essen und trinken",
        "в августе",
        "от шести до пяти",
        "من مصر",
        "в мене ніжки як камінь",
    ],
)
def test_ordinary_words_are_no_places(text):
    assert ask(text).place is None


def test_a_misspelt_place_without_in_stands_at_an_end_of_the_question_and_is_no_other_word():
    assert ask("hebamme sonnneberg").unknown == ()
    assert ask("die frau sonnneberg hat angerufen").place is None
    assert ask("hebamme sonnenburg").place is None  # two slips
    assert ask("hebamme leehr").place is None  # too short


@pytest.mark.parametrize("text", ["kinderarzt bei storkwo", "kinderarzt storkwo"])
def test_a_misspelt_small_place_is_only_meant_near_home(text):
    assert ask(text, home=(52.3, 13.9)).place.name == "Storkow (Mark)"
    assert ask(text, home=(48.3, 8.0)).place is None


def test_of_two_places_of_one_name_the_one_near_home_is_meant():
    assert ask("hebamme steinach", home=SONNEBERG).place.postal_codes == ("96523",)
    assert ask("hebamme steinach", home=(48.3, 8.0)).place.postal_codes == ("77790",)


def test_a_place_chosen_by_hand_wins_over_words():
    found = ask("hebamme in suhl", near=PLACES[0])
    assert found.place.name == "Sonneberg"
    assert not found.place_from_words


def test_a_place_taken_away_is_gone():
    assert ask("hebamme in suhl", without=frozenset({"place"})).place is None
