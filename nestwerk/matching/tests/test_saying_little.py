"""Questions that say little: an age, a language, a place taken away again. They are no worry and hide no offer."""

from __future__ import annotations

import pytest

from nestwerk.matching.saying_little import says_more
from nestwerk.matching.tests.builders import ask, needs, types
from nestwerk.matching.text import folded
from nestwerk.matching.told_apart import refused


@pytest.mark.parametrize(
    "text",
    [
        "7 Monate", "baby 7 monate", "mein sohn ist 7 monate alt", "3 wochen alt", "my son is 7 months", "7 aylık",
        "7 месяцев", "neugeboren", "عمره 7 شهور", "ich bin mutter", "kleinkind und neugeborenes",
    ],
)  # fmt: skip
def test_an_age_alone_says_no_more_than_that(text):
    assert not says_more(folded(text))
    assert needs(text) == types(text) == []


@pytest.mark.parametrize("text", ["15 monate und läuft nicht", "kita ab 1 jahr", "3 wochen schreit"])
def test_an_age_beside_a_worry_says_more(text):
    assert says_more(folded(text))


@pytest.mark.parametrize("text", ["Wochenbettdepression", "Säuglingspflege", "Neugeborenenscreening", "116117"])
def test_a_word_that_only_begins_like_an_age_says_more(text):
    assert says_more(folded(text))


def test_who_asks_raises_no_suspicion():
    assert ask("kleinkind und neugeborenes").perhaps == ""


def test_a_language_alone_is_a_wish_for_all_offers():
    found = ask("auf türkisch")
    assert (found.languages, found.needs, found.offer_types, found.target_groups) == (("tr",), (), (), ())
    assert "midwife_care" in types("hebamme türkisch")


def test_a_place_taken_away_is_no_word_of_the_question():
    found = ask("suhl", without=frozenset({"place"}))
    assert (found.place, found.unknown, found.words, found.needs) == (None, (), (), ())


def test_where_every_meaning_was_taken_away_nothing_is_asked():
    found = ask("baby schreit nur noch", without=frozenset({"need.crying", "offer.cry_clinic"}))
    assert (found.needs, found.words, found.target_groups) == ((), (), ())


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("ich will nicht zum Jugendamt", "jugendamt"),
        ("hilfe ohne jugendamt", "jugendamt"),
        ("angst vor dem Jugendamt", "jugendamt"),
        ("kein Amt", "amt"),
    ],
)
def test_an_office_that_is_not_wanted_is_not_asked_for(text, office):
    assert refused(folded(text)) == (office,)
    assert office not in dict(ask(text).words)


@pytest.mark.parametrize("text", ["jugendamt sonneberg", "ohne termin zum jugendamt", "nicht alleine sein"])
def test_an_office_that_is_wanted_is(text):
    assert refused(folded(text)) == ()


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("er schreit mich an", "partner_conflict"),
        ("brüll mein Kind an", "exhaustion"),
        ("кричу на ребенка", "exhaustion"),
    ],
)
def test_a_grown_up_who_shouts_is_no_baby_that_cries(text, need):
    assert need in needs(text)
    assert "crying" not in needs(text)


@pytest.mark.parametrize("text", ["Papa geworden", "Tagesmutter werden", "Sport nach der Geburt"])
def test_who_does_not_expect_is_given_no_age_before_birth(text):
    assert ask(text).age_months is None


def test_weeks_beside_a_sign_of_pregnancy_are_weeks_of_it():
    assert ask("Fruchtwasser geht ab, 32 Wochen").age_months == -1
