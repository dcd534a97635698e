"""Spelling, stems, compounds: what people type must meet what the lexicon says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nestwerk.matching import german
from nestwerk.matching.tests.builders import ask, lexicon, needs, types
from nestwerk.matching.text import fold, folded


@pytest.mark.parametrize(
    ("one", "other"), [("säuft", "saeuft"), ("säuft", "sauft"), ("Straße", "strasse"), ("fünf", "fuenf")]
)
def test_umlauts_meet_their_substitutes(one, other):
    assert fold(one) == fold(other)


def test_a_vowel_before_e_that_is_no_umlaut_stays():
    assert fold("neue") == "neue"
    assert fold("quer") == "quer"


@pytest.mark.parametrize(
    ("one", "other"), [("İyi", "iyi"), ("çocuğum", "cocugum"), ("ışık", "isik"), ("أخاف", "اخاف"), ("ещё", "еще")]
)
def test_letters_of_other_scripts_meet_their_plain_forms(one, other):
    assert fold(one) == fold(other)


def test_russian_and_ukrainian_letters_with_marks_stay_letters():
    assert fold("й") == "й"
    assert fold("ї") == "ї"


def test_a_paragraph_is_one_word():
    assert folded("nach § 8b SGB VIII") == ["nach", "paragraf8b", "sgb", "viii"]


@pytest.mark.parametrize(
    "words",
    [
        "schreit schreien geschrien schrie",
        "trinkt getrunken trank",
        "Wohnung wohnen",
        "hilft Hilfe geholfen",
        "Übersetzerin Übersetzer Übersetzung",
        "nimmt nehmen genommen",
        "verliert verloren",
        "Windel Windeln",
    ],
)
def test_forms_of_a_word_have_one_stem(words):
    assert len({german.stem(word) for word in folded(words)}) == 1


@pytest.mark.parametrize("words", ["weint weit", "Kind Kinn", "Mutter Mut", "Brust Brot"])
def test_different_words_keep_different_stems(words):
    assert len({german.stem(word) for word in folded(words)}) == 2


@pytest.mark.parametrize("typed", ["still probleme", "stillprobleme", "Still-Probleme", "STILLPROBLEME"])
def test_compounds_are_understood_joined_and_split(typed):
    assert "breastfeeding" in needs(typed)


def test_an_unknown_compound_is_taken_apart():
    assert types("nachsorgehebamme")[0] == "midwife_care"


@pytest.mark.parametrize(
    ("typed", "taken_as"), [("spielgrupe", "spielgruppe"), ("krabelgruppe", "krabbelgruppe"), ("hebame", "hebamme")]
)
def test_typing_errors_are_put_right_and_named(typed, taken_as):
    understood = ask(typed)
    assert [(one.typed, one.taken_as) for one in understood.corrections] == [(typed, taken_as)]
    assert understood.offer_types


@pytest.mark.parametrize("word", ["meer", "halle", "couch", "§ 19", "tennis"])
def test_words_of_another_world_are_not_bent_into_known_ones(word):
    assert ask(word).corrections == ()


@pytest.mark.parametrize(
    "words", ["Schwester Schwein", "Freund freuen", "Trauer trauen", "leicht Leiche", "Hund Hunger"]
)
def test_words_that_only_begin_alike_are_kept_apart(words):
    assert len({german.stem(word) for word in folded(words)}) == 2


@pytest.mark.parametrize("typed", ["stillproblehme", "hebemme", "kripenplaz", "trotzfase"])
def test_a_slip_of_one_key_or_sound_is_put_right(typed):
    assert ask(typed).corrections or ask(typed).needs


@pytest.mark.parametrize("typed", ["anhebung", "spielgruft", "trotzpfeife", "kratz", "cancel"])
def test_a_letter_far_from_the_one_meant_is_another_word(typed):
    assert ask(typed).corrections == ()


@pytest.mark.parametrize("typed", ["sürekli ağlıyor", "surekli agliyor"])
def test_turkish_words_without_their_dots_are_turkish(typed):
    assert ask("bebeğim " + typed).needs


def test_a_german_word_is_no_turkish_one_because_it_begins_alike():
    assert lexicon().not_turkish("schreibtisch", "t:schre")
    assert ask("schreibtisch").needs == ()


@given(st.text(max_size=300))
def test_folding_twice_changes_nothing(text):
    for word in folded(text):
        assert fold(word) == word


def test_the_lexicon_is_not_changed_by_asking():
    before = len(lexicon().words)
    ask("ganz neue wörter quabbelwurz")
    assert len(lexicon().words) == before


@pytest.mark.parametrize("text", ["Grippe", "Mütze", "sehe Sterne", "biliyorum", "хочется плакать", "widow", "später"])
def test_a_real_word_is_never_corrected_into_another(text):
    assert ask(text).corrections == ()
