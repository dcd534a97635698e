from datetime import date, time

import pytest

from nestwerk.common.dates import Change, DateError, Series, from_rfc, problems, to_rfc
from nestwerk.common.dates.tests.builders import make_series


def test_the_text_of_rfc_5545_as_a_calendar_reads_it():
    series = make_series(
        first=date(2026, 12, 4),
        every=2,
        until=date(2027, 6, 30),
        changes=(Change("skipped", date(2026, 12, 22)), Change("extra", date(2026, 12, 23))),
    )
    assert to_rfc(series).splitlines() == [
        "DTSTART;TZID=Europe/Berlin:20261208T093000",
        "DTEND;TZID=Europe/Berlin:20261208T110000",
        "RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20270630T215959Z;BYDAY=TU;WKST=MO",
        "EXDATE;TZID=Europe/Berlin:20261222T093000",
        "RDATE;TZID=Europe/Berlin:20261223T093000",
    ]


def test_rule_times_and_exceptions_survive_the_text():
    series = make_series(
        "monthly_weekday",
        nth=(1, -1),
        weekdays=(1, 3),
        until=date(2027, 6, 30),
        changes=(Change("skipped", date(2027, 1, 5)),),
    )
    assert from_rfc(to_rfc(series)) == series
    assert from_rfc(to_rfc(make_series("once", weekdays=()))) == make_series("once", weekdays=())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "kaputt",
        "DTSTART:2026",
        "DTSTART:20261201T093000\nRRULE:FREQ=HOURLY",
        "DTSTART:20261201T093000\nRRULE:FREQ=YEARLY;BYEASTER=1",
        "DTSTART:20261201T093000\nRRULE:FREQ=MONTHLY;BYDAY=1TU,2WE",
        "DTSTART:20261201T200000\nDTEND:20261203T020000",
        "DTSTART:20261201T093000\nRRULE:FREQ=WEEKLY;INTERVAL=0",
        "DTSTART:20261201T093000\nRRULE:" + "X" * 30_000,
    ],
)
def test_text_that_we_cannot_hold_is_refused_in_german(text):
    with pytest.raises(DateError, match=r"[.:]"):
        from_rfc(text)


@pytest.mark.parametrize(
    "kept",
    [
        {},
        {"kind": "weekly"},
        {"kind": "daily", "first": "2026-12-01"},
        {"kind": "weekly", "first": "morgen"},
        {"kind": "weekly", "first": "2026-12-01", "weekdays": "0"},
        {"kind": "weekly", "first": "2026-12-01", "every": 10**9},
        {"kind": "weekly", "first": "2026-12-01", "changes": [{"kind": "skipped"}]},
        {"kind": "weekly", "first": "2026-12-01", "changes": ["x"]},
        {"kind": "weekly", "first": "2026-12-01", "changes": [{"kind": "lost", "day": "2026-12-01"}]},
        {"kind": "list", "first": "2026-12-01", "days": ["2026-12-01"] * 1000},
    ],
)
def test_a_dict_that_is_no_series_is_refused(kept):
    with pytest.raises(DateError):
        Series.from_dict(kept)


@pytest.mark.parametrize(
    ("series", "sentence"),
    [
        (make_series(ends=time(9)), "Das Ende (09:00 Uhr) liegt nicht nach dem Beginn (09:30 Uhr)."),
        (make_series(begins=None), "Bitte geben Sie auch an, wann es beginnt."),
        (make_series(weekdays=()), "Bitte wählen Sie mindestens einen Wochentag."),
        (make_series(until=date(2026, 11, 1)), "Der letzte Tag liegt vor dem ersten Tag."),
        (make_series(first=date(1, 1, 1)), "Der erste Tag liegt vor dem Jahr 2000."),
        (
            make_series(until=date(2026, 12, 1), changes=(Change("skipped", date(2026, 12, 1)),)),
            "keinen einzigen Termin",
        ),
        (make_series("monthly_weekday"), "der wievielte Wochentag"),
        (make_series("monthly_day"), "Ein Monat hat die Tage 1 bis 31."),
        (make_series("monthly_day", first=date(2027, 2, 1), month_day=30, until=date(2027, 2, 28)), "keinen einzigen"),
        (make_series("list"), "Bitte nennen Sie mindestens einen Tag."),
        (make_series(changes=(Change("cancelled", date(2026, 12, 9)),)), "Am 9.12.2026 findet nach der Regel gar kein"),
        (make_series(changes=(Change("cancelled", date(2026, 12, 8)),) * 2), "Für den 8.12.2026 gibt es zwei"),
        (make_series(link="javascript:alert(1)"), "beginnt mit https://"),
    ],
)
def test_what_cannot_be_meant_is_said(series, sentence):
    assert any(sentence in text for text in problems(series))


def test_a_good_series_has_no_problems():
    assert problems(make_series(link="https://treff.example/raum")) == ()
