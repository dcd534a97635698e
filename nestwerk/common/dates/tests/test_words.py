from datetime import date, time

import pytest

from nestwerk.common.dates import Change, Occurrence, date_in_words, in_words, notes_in_words
from nestwerk.common.dates.tests.builders import make_series
from nestwerk.common.dates.texts import LOCALES, texts_for


def test_every_language_has_the_same_texts():
    for code in LOCALES:
        assert texts_for(code).entries.keys() == texts_for("de").entries.keys(), code


@pytest.mark.parametrize(
    ("series", "german", "plain", "english"),
    [
        (
            make_series(not_in_school_holidays=True),
            "Jeden Dienstag von 9:30 bis 11 Uhr, nicht in den Schulferien",
            "Jeden Dienstag. Von 9:30 Uhr bis 11 Uhr. Nicht in den Schulferien.",
            "Every Tuesday from 9:30 am to 11 am, not in the school holidays",
        ),
        (
            make_series("monthly_weekday", nth=(3, 1), ends=None),
            "Jeden 1. und 3. Dienstag im Monat ab 9:30 Uhr",
            "Jeden Monat. Immer am 1. und 3. Dienstag. Ab 9:30 Uhr.",
            "Every 1st and 3rd Tuesday of the month from 9:30 am",
        ),
        (
            make_series(every=2, weekdays=(0, 3), until=date(2027, 6, 30), ends=time(12)),
            "Alle 2 Wochen am Montag und Donnerstag von 9:30 bis 12 Uhr, bis 30. Juni 2027",
            "Alle 2 Wochen. Immer am Montag und Donnerstag. Von 9:30 Uhr bis 12 Uhr. Der letzte Tag: 30. Juni 2027.",
            "Every 2 weeks on Monday and Thursday from 9:30 am to noon, until 30 June 2027",
        ),
        (
            make_series("once"),
            "Am Dienstag, 1. Dezember 2026, von 9:30 bis 11 Uhr",
            "Am Dienstag, 1. Dezember 2026. Von 9:30 Uhr bis 11 Uhr.",
            "On Tuesday, 1 December 2026, from 9:30 am to 11 am",
        ),
        (
            make_series(weekdays=(0, 1, 2, 3, 4), not_on_public_holidays=True, not_in_school_holidays=True),
            "Montag bis Freitag von 9:30 bis 11 Uhr, nicht an Feiertagen und nicht in den Schulferien",
            "Von Montag bis Freitag. Von 9:30 Uhr bis 11 Uhr. Nicht an Feiertagen. Nicht in den Schulferien.",
            "Monday to Friday from 9:30 am to 11 am, not on public holidays and not in the school holidays",
        ),
        (
            make_series("monthly_day", month_day=-1, begins=None, ends=None),
            "Am letzten Tag jedes Monats",
            "Jeden Monat. Immer am letzten Tag.",
            "On the last day of each month",
        ),
    ],
)
def test_rules_in_three_languages(series, german, plain, english):
    assert [in_words(series, code) for code in ("de", "de-einfach", "en")] == [german, plain, english]


def test_a_series_that_still_begins_says_when():
    series = make_series(first=date(2026, 12, 4), every=2)
    assert in_words(series, today=date(2026, 12, 1)).endswith(", ab 8. Dezember 2026")
    assert in_words(series, today=date(2026, 12, 8)) == "Alle 2 Wochen am Dienstag von 9:30 bis 11 Uhr"


def test_single_dates_say_what_is_special():
    day = Occurrence(date(2026, 12, 8), time(9, 30), time(11), uncertain=True)
    assert date_in_words(day) == "Dienstag, 8. Dezember 2026, 9:30 bis 11 Uhr – in den Schulferien bitte nachfragen"
    off = Occurrence(date(2026, 12, 8), time(9, 30), None, cancelled=True, reason="Team krank")
    assert date_in_words(off) == "Dienstag, 8. Dezember 2026, ab 9:30 Uhr – fällt aus: Team krank"


def test_notes_name_what_is_still_to_come():
    series = make_series(
        place="Familienzentrum",
        registration="bis Montag",
        changes=(
            Change("cancelled", date(2026, 12, 8), "Team krank"),
            Change("moved", date(2026, 12, 15), to=date(2026, 12, 16), begins=time(15)),
        ),
    )
    assert notes_in_words(series, today=date(2026, 12, 9)) == (
        "Der Termin vom 15. Dezember 2026 ist verlegt: Mittwoch, 16. Dezember 2026, 15 bis 16:30 Uhr.",
        "Ort: Familienzentrum.",
        "Anmeldung: bis Montag",
    )


@pytest.mark.parametrize(
    ("series", "russian", "ukrainian"),
    [
        (
            make_series("monthly_weekday", nth=(-1, 1), weekdays=(2,)),
            "Каждую первую и последнюю среду месяца с 9:30 до 11:00",
            "Кожну першу і останню середу місяця з 9:30 до 11:00",
        ),
        (
            make_series("monthly_weekday", nth=(2,), weekdays=(6, 3), ends=None),
            "Каждый второй четверг и каждое второе воскресенье месяца с 9:30",
            "Кожен другий четвер і кожну другу неділю місяця з 9:30",
        ),
        (
            make_series(weekdays=(0, 2, 4), ends=None),
            "Каждый понедельник, каждую среду и каждую пятницу с 9:30",
            "Кожен понеділок, кожну середу і кожну пʼятницю з 9:30",
        ),
        (
            make_series("monthly_weekday", nth=(1,), weekdays=(2,), every=2, ends=None),
            "Раз в 2 месяца: среда (1-й такой день в месяце) с 9:30",
            "Кожен 2-й місяць: середа, 1-й такий день місяця з 9:30",
        ),
    ],
)
def test_weekdays_follow_case_and_gender(series, russian, ukrainian):
    assert [in_words(series, code) for code in ("ru", "uk")] == [russian, ukrainian]
