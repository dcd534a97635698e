"""Facts in the words of Turkish, Russian, Ukrainian and Arabic: plural forms, cases, days, digits."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from nestwerk.common.hours import BERLIN
from nestwerk.finder.texts import texts_for
from nestwerk.finder.wording import ages, dates, facts, hours, rhythm

TR, RU, UK, AR = (texts_for(code) for code in ("tr", "ru", "uk", "ar"))
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=BERLIN)  # a Tuesday


@pytest.mark.parametrize(
    ("texts", "one", "few", "many"),
    [
        (RU, "Подходит 1 предложение", "Подходят 3 предложения", "Подходят 12 предложений"),
        (UK, "1 пропозиція", "3 пропозиції", "12 пропозицій"),
        (AR, "خدمة واحدة", "٣ خدمات", "١٢ خدمة"),
    ],
)
def test_results_are_counted_in_the_forms_of_the_language(texts, one, few, many):
    for n, wanted in ((1, one), (3, few), (12, many)):
        assert wanted.split()[-1] in texts("results.found", n=n)
        assert texts.figures(n) in texts("results.found", n=n) or n == 1


@pytest.mark.parametrize(
    ("texts", "until", "between"),
    [
        (RU, "Для малышей до 5 месяцев", "Для детей от 1 года до 3 лет"),
        (UK, "Для немовлят до 5 місяців", "Для дітей від 1 року до 3 років"),
    ],
)
def test_ages_stand_in_the_right_case(texts, until, between):
    assert ages.age_range(0, 5, texts) == until
    assert ages.age_range(12, 36, texts) == between


def test_ages_days_and_distances_in_arabic_have_its_digits():
    for said in (ages.age_range(12, 36, AR), dates.long_day("2026-11-24", AR), dates.distance(12.4, AR)):
        assert not any(sign in said for sign in "0123456789"), said


@pytest.mark.parametrize(
    ("texts", "times"), [(TR, "9.00"), (RU, "9:00"), (UK, "9:00"), (AR, "٩:٠٠")], ids=["tr", "ru", "uk", "ar"]
)
def test_hours_have_minutes_and_no_word_of_german(texts, times):
    said = [
        hours.opening("Mo-Fr 09:00-16:00", NOW, "TH", texts).text,
        hours.opening("Fr 09:00-16:00", NOW, "TH", texts).text,
        *rhythm.rhythm("We[1] 09:00-11:00; Jun-Jul Mo 09:00-12:00", texts),
        rhythm.span("09:00", "24:00", texts),
        dates.clock(time(12), texts),
    ]
    assert all(said)
    assert times in said[1]
    assert not any("Uhr" in one or " am" in one or " pm" in one for one in said)


@pytest.mark.parametrize(
    ("expression", "russian", "ukrainian"),
    [
        (
            "We[1] 09:00-11:00; We[3] 09:00-11:00",
            "Каждую первую и третью среду месяца: 9:00 – 11:00",
            "Кожну першу і третю середу місяця: 9:00 – 11:00",
        ),
        (
            "Tu,Su[-1] 09:00-11:00",
            "Каждое последнее воскресенье месяца: 9:00 – 11:00",
            "Кожну останню неділю місяця: 9:00 – 11:00",
        ),
    ],
)
def test_a_monthly_weekday_follows_case_and_gender(expression, russian, ukrainian):
    assert rhythm.rhythm(expression, RU)[-1] == russian
    assert rhythm.rhythm(expression, UK)[-1] == ukrainian


def test_a_day_and_its_month_read_alone_and_in_a_sentence():
    assert dates.month_name(date(2026, 4, 1), RU) == "апрель"
    assert dates.day_and_month(date(2026, 4, 1), RU) == "1 апреля"
    assert dates.month_and_year("2026-04", UK) == "квітень 2026"
    assert dates.full_day(date(2026, 11, 24), TR) == "24 Kasım 2026 Salı"
    assert dates.full_day(date(2026, 11, 24), UK) == "Вівторок, 24 листопада 2026 року"


def test_languages_are_named_in_the_readers_own():
    assert facts.languages(("tr", "ar", "dgs"), AR).count("، ") == 2
    assert facts.languages(("de", "en"), RU) == "Немецкий, английский"
    assert facts.languages((), RU) == ""
    assert facts.language("en", TR) == "İngilizce"
