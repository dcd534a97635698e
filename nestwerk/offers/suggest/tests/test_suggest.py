"""Suggestions name their reason, rank the title above all, and stay silent where nothing is said."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from nestwerk.offers.suggest import shipped, suggester_for
from nestwerk.taxonomy.terms import read_lexicon, read_terms


def test_the_title_names_the_type_and_the_reason_quotes_its_word() -> None:
    found = shipped().suggest(title="Krabbelgruppe am Kirchplatz")
    best = found.offer_types[0]
    assert (best.code, best.rank) == ("offer.parent_child_group", 1)
    assert best.reason == "wegen „Krabbelgruppe“ im Titel"


def test_needs_are_heard_in_the_description_too() -> None:
    found = shipped().suggest(
        title="Beratung am Markt", description="Wir hören zu. Wenn Ihr Baby stundenlang schreit, kommen Sie zu uns."
    )
    crying = next(each for each in found.needs if each.code == "need.crying")
    assert "schreit" in crying.reason
    assert crying.reason.endswith("in der Beschreibung")


def test_a_type_suggests_what_it_usually_helps_with() -> None:
    found = shipped().suggest(title="Vätergruppe")
    assert "need.father_role" in [each.code for each in found.needs]
    assert any(each.code == "tg.fathers" for each in found.target_groups)


def test_the_provider_helps_where_the_title_says_little() -> None:
    title = {"title": "Außenstelle Nord"}
    assert shipped().suggest(**title).offer_types == ()
    found = shipped().suggest(**title, provider="Schuldnerberatung Beispielstadt")
    assert found.offer_types[0].code == "offer.debt_counselling"
    assert found.offer_types[0].reason.endswith("im Namen des Anbieters")


@pytest.mark.parametrize("text", ["", "   ", "Nordbau 3", "§§§", "12345", "🙂", "ромашка"])
def test_texts_that_say_nothing_suggest_nothing(text: str) -> None:
    found = shipped().suggest(title=text)
    assert (found.offer_types, found.needs, found.target_groups) == ((), (), ())


def test_ranks_count_from_one_and_certainty_falls() -> None:
    found = shipped().suggest(
        title="Elterncafé und Stillberatung", description="Frühstück, Hebamme, Schlaf, Erziehung, Anträge, Schulden."
    )
    for kind in (found.offer_types, found.needs, found.target_groups):
        assert [each.rank for each in kind] == list(range(1, len(kind) + 1))
        assert [each.sure for each in kind] == sorted((each.sure for each in kind), reverse=True)


def test_an_emergency_in_passing_is_not_the_first_need() -> None:
    found = shipped().suggest(title="Notfallkurs: erste Hilfe am Kind")
    assert found.needs[0].code == "need.home_safety"


def test_terms_of_the_installation_are_suggested_like_those_that_are_shipped() -> None:
    own = replace(read_terms()[10], code="offer.forest", kind="offer_type", de="Waldgruppe", synonyms=("Wichtelwald",))
    suggester = suggester_for([*read_terms(), own], read_lexicon())
    assert suggester.suggest(title="Wichtelwald für Kleine").offer_types[0].code == "offer.forest"


def test_single_words_of_a_list_get_proposals_too() -> None:
    assert shipped().codes("offer_types", "Spielkreise")[0] == "offer.parent_child_group"
    assert shipped().codes("ages", "Krippe") == ()


def test_a_long_text_takes_no_long_time() -> None:
    suggester = shipped()
    text = "Wir treffen uns zum Frühstück und sprechen über Schlaf, Ernährung und Erziehung. " * 200
    suggester.suggest(title="Elterncafé", description=text)
    begun = time.process_time()
    suggester.suggest(title="Elterncafé", description=text)
    assert time.process_time() - begun < 0.1
