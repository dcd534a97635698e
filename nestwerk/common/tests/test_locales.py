"""Digits, days, clocks and directions of the languages."""

from datetime import date, time

import pytest

from nestwerk.common import locales

DAY = date(2026, 9, 3)


@pytest.mark.parametrize(
    ("locale", "long", "short", "clock", "number", "end"),
    [
        ("de", "3. September 2026", "3. September", "9", "3,5", "24"),
        ("en_GB", "3 September 2026", "3 September", "9 am", "3.5", "24"),
        ("tr", "3 Eylül 2026", "3 Eylül", "9.00", "3,5", "24.00"),
        ("ru", "3 сентября 2026 года", "3 сентября", "9:00", "3,5", "24:00"),
        ("uk", "3 вересня 2026 року", "3 вересня", "9:00", "3,5", "24:00"),
        ("ar", "٣ سبتمبر ٢٠٢٦", "٣ سبتمبر", "٩:٠٠", "٣٫٥", "٢٤:٠٠"),
    ],
)
def test_days_times_and_numbers_as_the_language_writes_them(locale, long, short, clock, number, end):
    assert (locales.day(DAY, locale), locales.day(DAY, locale, "month")) == (long, short)
    assert (locales.clock(time(9), locale), locales.decimal(3.5, locale)) == (clock, number)
    assert locales.midnight(locale) == end


def test_only_arabic_has_digits_of_its_own():
    assert [locales.figures(2026, one) for one in ("de", "tr", "ru", "uk", "ar")] == ["2026"] * 4 + ["٢٠٢٦"]


@pytest.mark.parametrize(
    "number", ["116 117", "116\u00a0117", "0800 111 0 550", "+49 (0)3675 871-0", "(03675) 871-0", "0361/730 730"]
)
def test_a_number_to_dial_keeps_its_order_from_right_to_left(number):
    assert locales.numbers_kept(f"اتصلوا {number} الآن", "ar") == f"اتصلوا \u2066{number}\u2069 الآن"
    assert locales.numbers_kept(f"Rufen Sie {number} an", "de") == f"Rufen Sie {number} an"


def test_a_number_is_kept_once_and_a_plain_one_needs_nothing():
    once = locales.numbers_kept("اتصلوا 116 117 أو 112", "ar")
    assert locales.numbers_kept(once, "ar") == once
    for plain in ("اتصلوا 112", "BKG 2021 (Daten verändert)", "HSDS 3.0 (Open Referral)", "فاكس 112 (الشرطة)"):
        assert locales.numbers_kept(plain, "ar") == plain


def test_a_bracket_around_or_behind_a_number_stays_in_the_sentence():
    for before, after in (("الطبيب (", ")"), ("(الرقم ", ")"), ("الرقم ", " (مجانًا)"), ("الرقم ", " (2 من الخطوط)")):
        said = locales.numbers_kept(f"{before}116 117{after}", "ar")
        assert said == f"{before}\u2066116 117\u2069{after}"


def test_a_german_name_is_set_apart_in_an_arabic_sentence_only():
    assert locales.inserted("Haus 3, Sonneberg", "ar") == "\u2068Haus 3, Sonneberg\u2069"
    assert locales.inserted("من ٩:٠٠", "ar") == "من ٩:٠٠"
    assert locales.inserted("Sonneberg", "uk") == "Sonneberg"


def test_turkish_has_two_letters_i():
    assert (locales.capital("ilk", "tr"), locales.capital("ilk", "ru")) == ("İlk", "Ilk")
    assert (locales.small("İlk", "tr"), locales.small("Ilık", "tr"), locales.small("Parents", "en")) == (
        "ilk",
        "ılık",
        "parents",
    )
