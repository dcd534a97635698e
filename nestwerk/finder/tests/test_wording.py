"""What facts sound like: the sentences parents read."""

from __future__ import annotations

from datetime import datetime

import pytest

from nestwerk.common.hours import BERLIN
from nestwerk.finder.texts import texts_for
from nestwerk.finder.wording import ages, dates, facts, hours
from nestwerk.finder.wording.labels import explained, label
from nestwerk.finder.wording.reasons import reason, reasons
from nestwerk.finder.wording.rhythm import rhythm
from nestwerk.matching.types import Reason

from .builders import make_term

DE, PLAIN, EN = texts_for("de"), texts_for("de-einfach"), texts_for("en")
TERMS = {
    "need.crying": make_term(
        "need.crying", "Exzessives Schreien", plain="Mein Baby schreit viel", en="Excessive crying"
    ),
    "need.addiction": make_term("need.addiction", "Suchtproblem"),
    "need.secret": make_term("need.secret", "Geheim", shown=False),
    "offer.spz": make_term(
        "offer.spz", "Sozialpädiatrisches Zentrum (SPZ)", plain="Fachärzte für Entwicklung", en="SPZ"
    ),
}


@pytest.mark.parametrize(
    ("first", "last", "german", "english"),
    [
        (None, None, "", ""),
        (0, 12, "Für Babys bis zum ersten Geburtstag", "For babies until the first birthday"),
        (0, 11, "Für Babys bis zum ersten Geburtstag", "For babies until the first birthday"),
        (0, 36, "Für Kinder bis zum dritten Geburtstag", "For children until the third birthday"),
        (None, 3, "Für Babys bis 3 Monate", "For babies up to 3 months"),
        (-9, -1, "In der Schwangerschaft", "During pregnancy"),
        (-9, 0, "In der Schwangerschaft und rund um die Geburt", "During pregnancy and around birth"),
        (-9, 36, "Ab der Schwangerschaft bis zum dritten Geburtstag", "From pregnancy until the third birthday"),
        (-9, None, "Ab der Schwangerschaft", "From pregnancy on"),
        (6, None, "Für Kinder ab 6 Monaten", "For children from 6 months"),
        (12, None, "Für Kinder ab 1 Jahr", "For children from 1 year"),
        (0, None, "Ab der Geburt", "From birth on"),
        (3, 18, "Für Kinder von 3 Monaten bis 18 Monaten", "For children from 3 months to 18 months"),
        (6, 35, "Für Kinder von 6 Monaten bis 3 Jahren", "For children from 6 months to 3 years"),
        (0, 324, "Für Kinder bis 27 Jahre", "For children up to 27 years"),
    ],
)
def test_ages_are_said_as_parents_say_them(first, last, german, english):
    assert ages.age_range(first, last, DE) == german
    assert ages.age_range(first, last, EN) == english


@pytest.mark.parametrize(
    ("months", "exact", "text"),
    [
        (-1, False, "Schwanger"),
        (0, True, "Neugeboren"),
        (1, True, "1 Monat"),
        (7, True, "7 Monate"),
        (7, False, "etwa 7 Monate"),
        (12, True, "1 Jahr"),
        (18, True, "18 Monate"),
        (30, True, "30 Monate"),
        (40, True, "3 Jahre"),
    ],
)
def test_the_age_of_a_child_is_a_short_chip(months, exact, text):
    assert ages.child_age(months, exact, DE) == text


def test_the_last_confirmation_is_a_day_in_words():
    assert dates.confirmed("2026-09-30", DE) == "Zuletzt bestätigt am 30. September 2026"
    assert dates.confirmed("2026-09-30", EN) == "Last confirmed on 30 September 2026"
    assert dates.confirmed("", DE) == "Noch nicht bestätigt. Bitte fragen Sie vorher nach."


@pytest.mark.parametrize(
    ("km", "german"),
    [(0.4, "ganz in der Nähe"), (3.4, "3,5 km"), (3.1, "3 km"), (12.4, "12 km"), (99.6, "100 km")],
)
def test_distances_are_rounded_as_people_would(km, german):
    assert dates.distance(km, DE) == german
    assert dates.distance(3.4, EN) == "3.5 km"


def test_costs_unknown_are_never_called_free():
    assert facts.cost("", DE) == "Ob es etwas kostet, erfahren Sie, wenn Sie sich dort melden."
    assert facts.cost("", DE, short=True) == ""
    assert facts.cost("free", DE) == "Kostenlos"


def test_access_is_said_in_sentences_and_unknown_codes_are_left_out():
    assert facts.access(["drop_in", "teleport"], DE) == ("Einfach vorbeikommen, ohne Termin",)


def test_languages_have_their_name_in_the_readers_language():
    assert facts.languages(["tr", "dgs"], DE) == "Türkisch, Deutsche Gebärdensprache"
    assert facts.languages(["tr", "dgs"], EN) == "Turkish, German Sign Language"


MONDAY_MORNING = datetime(2026, 11, 23, 10, 0, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("expression", "at", "german", "english"),
    [
        ("Mo-Fr 08:00-16:00", MONDAY_MORNING, "Heute bis 16 Uhr erreichbar", "Reachable today until 4 pm"),
        ("Mo-Fr 08:00-16:30", MONDAY_MORNING, "Heute bis 16:30 Uhr erreichbar", "Reachable today until 4:30 pm"),
        ("24/7", MONDAY_MORNING, "Tag und Nacht erreichbar", "Reachable day and night"),
        ("Mo 14:00-16:00", MONDAY_MORNING, "Wieder erreichbar: heute ab 14 Uhr", "Reachable again: today from 2 pm"),
        ("Tu 09:00-12:00", MONDAY_MORNING, "Wieder erreichbar: morgen ab 9 Uhr", "Reachable again: tomorrow from 9 am"),
        ("Fr 09:00-12:00", MONDAY_MORNING, "Wieder erreichbar: Freitag ab 9 Uhr", "Reachable again: Friday from 9 am"),
        ("", MONDAY_MORNING, "", ""),
        ("nach Vereinbarung", MONDAY_MORNING, "", ""),
    ],
)
def test_opening_hours_say_when_somebody_is_there(expression, at, german, english):
    assert hours.opening(expression, at, "TH", DE).text == german
    assert hours.opening(expression, at, "TH", EN).text == english


def test_a_page_knows_when_its_opening_sentence_stops_being_true():
    state = hours.opening("Mo-Fr 08:00-16:00", MONDAY_MORNING, "TH", DE)
    assert state.changes == datetime(2026, 11, 23, 16, 0, tzinfo=BERLIN)
    tomorrow = hours.opening("Tu 09:00-12:00", MONDAY_MORNING, "TH", DE)
    assert tomorrow.changes == datetime(2026, 11, 24, 0, 0, tzinfo=BERLIN)


def test_a_public_holiday_of_the_land_is_closed():
    childrens_day = datetime(2026, 9, 20, 10, 0, tzinfo=BERLIN)  # Sunday, Weltkindertag, a holiday in Thuringia
    assert hours.opening("Mo-Su 08:00-16:00; PH off", childrens_day, "TH", DE).open is False
    assert hours.opening("Mo-Su 08:00-16:00; PH off", childrens_day, "SN", DE).open is True


@pytest.mark.parametrize(
    ("given", "german", "plain", "english"),
    [
        (
            Reason("need", {"term": "need.crying"}),
            "Passt zu: Mein Baby schreit viel",
            "Hilft bei: Mein Baby schreit viel",
            "Fits: excessive crying",
        ),
        (
            Reason("type", {"term": "offer.spz"}),
            "Sozialpädiatrisches Zentrum (SPZ)",
            "Fachärzte für Entwicklung",
            "SPZ",
        ),
        (
            Reason("place", {"name": "Lauscha", "km": 7.6}),
            "7,5 km von Lauscha",
            "7,5 Kilometer weg von Lauscha",
            "7.5 km from Lauscha",
        ),
        (Reason("place", {"name": "Lauscha", "km": 0.2}), "In Lauscha", "In Lauscha", "In Lauscha"),
        (Reason("serves", {"name": "Lauscha"}), "Ist für Lauscha da", "Hilft auch in Lauscha", "Is there for Lauscha"),
        (Reason("language", {"code": "ar"}), "Spricht Arabisch", "Spricht Arabisch", "Speaks Arabic"),
        (
            Reason("age", {"from": 0, "to": 12}),
            "Für Babys bis zum ersten Geburtstag",
            "Für Babys bis zum 1. Geburtstag",
            "For babies until the first birthday",
        ),
        (Reason("unheard-of"), "", "", ""),
    ],
)
def test_reasons_are_worded_in_the_readers_language(given, german, plain, english):
    assert [reason(given, TERMS, texts) for texts in (DE, PLAIN, EN)] == [german, plain, english]


@pytest.mark.parametrize("code", ["need.addiction", "need.secret", "need.unknown"])
def test_a_sensitive_or_hidden_term_never_becomes_a_reason(code):
    given = (Reason("need", {"term": code}), Reason("anonymous"))
    assert reasons(given, TERMS, DE) == ("Ihren Namen müssen Sie nicht nennen",)


def test_needs_speak_in_parents_words_and_types_explain_themselves():
    assert label(TERMS["need.crying"], DE) == "Mein Baby schreit viel"
    assert label(TERMS["need.crying"], EN) == "Excessive crying"
    assert explained(TERMS["offer.spz"], DE) == "Fachärzte für Entwicklung"
    assert explained(TERMS["offer.spz"], PLAIN) == ""


@pytest.mark.parametrize(
    ("expression", "german", "english"),
    [
        ("Mo-Fr 08:00-16:00; PH off", ["An Feiertagen geschlossen"], ["Closed on public holidays"]),
        ("Mo-Fr 08:00-16:00", [], []),
        (
            "Mo[1] 14:30-16:30; Mo[3] 14:30-16:30",
            ["Jeden ersten und dritten Montag im Monat: 14:30 bis 16:30 Uhr"],
            ["Every first and third Monday of the month: 2:30 pm to 4:30 pm"],
        ),
        (
            "Sa[-1] 10:00-12:00",
            ["Jeden letzten Samstag im Monat: 10 bis 12 Uhr"],
            ["Every last Saturday of the month: 10 am to 12 noon"],
        ),
        (
            "Jun Su[2] 10:00-17:00",
            ["Jeden zweiten Sonntag im Monat: 10 bis 17 Uhr (nur im Juni)"],
            ["Every second Sunday of the month: 10 am to 5 pm (only in June)"],
        ),
        ("Th 09:30-11:00; SH off", ["In den Schulferien geschlossen"], ["Closed in the school holidays"]),
        ("", [], []),
    ],
)
def test_a_monthly_group_says_its_rhythm(expression, german, english):
    assert list(rhythm(expression, DE)) == german
    assert list(rhythm(expression, EN)) == english


def test_a_result_always_says_why_even_where_the_matter_must_not_be_named():
    assert reasons((Reason("need", {"term": "need.addiction"}),), TERMS, DE) == ("Passt zu Ihrer Suche",)
    assert reasons((), TERMS, DE) == ("Passt zu Ihrer Suche",)
