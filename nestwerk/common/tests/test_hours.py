"""A wrong "open now" sends a family on a journey for nothing."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nestwerk.common import hours
from nestwerk.common.hours import BERLIN, HoursError, HoursLine

OFFICE = "Mo-Fr 09:00-12:00; PH off"


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def test_open_and_closed_within_an_ordinary_week() -> None:
    assert hours.is_open(OFFICE, berlin("2026-11-25T09:00"), "TH") is True
    assert hours.is_open(OFFICE, berlin("2026-11-25T12:00"), "TH") is False
    assert hours.is_open(OFFICE, berlin("2026-11-28T10:00"), "TH") is False


@pytest.mark.parametrize(
    ("day", "land", "expected"),
    [
        ("2024-09-20", "TH", False),  # Weltkindertag is a holiday in Thüringen only
        ("2024-09-20", "BB", True),
        ("2024-10-31", "MV", False),  # Reformationstag
        ("2024-10-31", "BE", True),
        ("2027-03-08", "BE", False),  # Frauentag: Berlin and Mecklenburg-Vorpommern
        ("2027-03-08", "MV", False),
        ("2027-03-08", "BB", True),
        ("2026-11-18", "SN", False),  # Buß- und Bettag
        ("2026-11-18", "TH", True),
        ("2026-12-25", "", False),
        ("2024-10-31", "", True),  # without a Land only what holds everywhere
    ],
)
def test_public_holidays_are_those_of_the_land(day: str, land: str, expected: bool) -> None:
    assert hours.is_open(OFFICE, berlin(f"{day}T10:00"), land) is expected


def test_new_year_counts_when_looked_at_in_december() -> None:
    assert hours.next_opening(OFFICE, berlin("2026-12-31T13:00"), "TH") == berlin("2027-01-04T09:00")


def test_holiday_hours_of_their_own() -> None:
    assert hours.is_open("Mo-Fr,PH 09:00-12:00", berlin("2026-10-03T10:00"), "TH") is True
    assert hours.is_open("PH,Su 10:00-12:00", berlin("2026-11-23T10:30"), "TH") is False
    assert hours.is_open("Mo-Fr 09:00-12:00; PH -1 day 09:00-10:00", berlin("2026-12-24T11:00"), "TH") is False
    assert hours.is_open("Apr-Sep PH off; Mo-Fr 09:00-12:00", berlin("2026-12-25T10:00"), "TH") is True


def test_any_time_zone_may_ask() -> None:
    assert hours.is_open(OFFICE, datetime(2026, 11, 25, 8, 30, tzinfo=UTC), "TH") is True
    assert hours.is_open(OFFICE, datetime(2026, 7, 15, 7, 30, tzinfo=UTC), "TH") is True
    assert hours.is_open(OFFICE, datetime(2026, 7, 15, 10, 30, tzinfo=ZoneInfo("Europe/Kyiv")), "TH") is True


def test_the_night_the_clocks_change() -> None:
    night = "Sa 22:00-04:00"
    (_, spans), *_rest = hours.week(night, berlin("2026-10-24T12:00"), "TH")
    assert [(stop.astimezone(UTC) - start.astimezone(UTC)) for start, stop in spans] == [timedelta(hours=7)]
    assert hours.next_change(night, berlin("2026-10-25T01:00"), "TH") == berlin("2026-10-25T04:00")


def test_what_nobody_can_say_is_unknown() -> None:
    at = berlin("2026-11-25T10:00")
    for expression in ("", "Mo-Fr", '"nach Vereinbarung"', "SH off", "Mo-Fr 09:00-12:00 unknown", "kaputt"):
        assert hours.is_open(expression, at, "TH") is None, expression
    assert hours.week("kaputt", at, "TH") == []
    assert hours.next_opening('"nach Vereinbarung"', at, "TH") is None


def test_an_open_end_counts_for_two_hours() -> None:
    assert hours.is_open("We 10:30+", berlin("2026-11-25T12:29"), "TH") is True
    assert hours.is_open("We 10:30+", berlin("2026-11-25T12:31"), "TH") is False


def test_the_next_change_and_the_next_opening() -> None:
    at = berlin("2026-11-27T11:00")
    assert hours.next_change(OFFICE, at, "TH") == berlin("2026-11-27T12:00")
    assert hours.next_opening(OFFICE, at, "TH") == berlin("2026-11-30T09:00")
    assert hours.next_opening("Mo[1] 10:00-12:00", at, "TH") == berlin("2026-12-07T10:00")
    assert hours.next_opening("24/7", at, "TH") is None
    assert hours.next_opening("off", at, "TH") is None


def test_a_week_has_seven_days_and_its_holiday_is_empty() -> None:
    days = hours.week(OFFICE, berlin("2026-12-21T08:00"), "TH")
    assert [day for day, _ in days] == [date(2026, 12, 21) + timedelta(days=step) for step in range(7)]
    assert [len(spans) for _, spans in days] == [1, 1, 1, 1, 0, 0, 0]
    assert days[0][1] == [(berlin("2026-12-21T09:00"), berlin("2026-12-21T12:00"))]


def test_around_the_clock_is_a_span_for_each_day() -> None:
    assert [len(spans) for _, spans in hours.week("24/7", berlin("2026-11-25T08:00"), "TH")] == [1] * 7


def test_a_late_evening_stays_on_its_day() -> None:
    days = dict(hours.week("Fr 22:00-02:00", berlin("2026-11-25T08:00"), "TH"))
    assert days[date(2026, 11, 27)] == [(berlin("2026-11-27T22:00"), berlin("2026-11-28T02:00"))]
    assert days[date(2026, 11, 28)] == []


def test_rules_about_school_holidays_are_named() -> None:
    assert hours.is_open("Th 09:30-11:00; SH off", berlin("2026-11-26T10:00"), "TH") is True
    assert hours.depends_on_school_holidays("Th 09:30-11:00; SH off")
    assert not hours.depends_on_school_holidays(OFFICE)


def test_the_table_joins_equal_days_and_applies_later_rules() -> None:
    assert hours.describe("Mo-Fr 09:00-12:00,13:00-16:00; We off; PH off") == (
        HoursLine((0, 1, 3, 4), (("09:00", "12:00"), ("13:00", "16:00"))),
        HoursLine((2,), state="closed"),
        HoursLine(holidays=("PH",), state="closed"),
    )
    assert hours.describe("Mo-Fr 9:00-12:00, We 14:00-16:00") == (
        HoursLine((0, 1, 3, 4), (("09:00", "12:00"),)),
        HoursLine((2,), (("09:00", "12:00"), ("14:00", "16:00"))),
    )


def test_every_night_of_a_week_goes_on_past_midnight() -> None:
    days = hours.week("Mo-Su 22:00-02:00", berlin("2026-11-25T08:00"), "TH")
    assert [[(start.hour, stop.hour) for start, stop in spans] for _, spans in days] == [[(22, 2)]] * 7


def test_the_table_knows_weeks_months_and_open_ends() -> None:
    assert hours.describe("Mo[1,3] 10:00-12:00") == (HoursLine((0,), (("10:00", "12:00"),), nth=(1, 3)),)
    assert hours.describe("We[-1] 10:00-12:00")[0].nth == (-1,)
    assert hours.describe("Oct-Mar We 10:00-12:00")[0].months == (10, 11, 12, 1, 2, 3)
    assert hours.describe("week 2-53/2 Tu 10:00-12:00")[0].weeks == "even"
    assert hours.describe("We 10:30+")[0].spans == (("10:30", ""),)
    assert hours.describe("24/7") == (HoursLine((0, 1, 2, 3, 4, 5, 6), (("00:00", "24:00"),)),)
    assert hours.describe('Mo 09:00-12:00 "mit Anmeldung"')[0].comment == "mit Anmeldung"


def test_what_the_table_cannot_say_keeps_its_text() -> None:
    (line,) = hours.describe("2026 Nov 25-Dec 24 We 10:00-12:00")
    assert not line.complete
    assert line.text == "2026 Nov 25-Dec 24 We 10:00-12:00"
    assert hours.describe("kaputt") == ()


@pytest.mark.parametrize("expression", ["Mo-Fr 9-12", "werktags", "Mo-Fr 09:00-12:00;", "x" * 600, "Mo-Fr 26:00-27:00"])
def test_a_mistake_is_explained_in_german(expression: str) -> None:
    with pytest.raises(HoursError, match="Öffnungszeiten"):
        hours.check(expression)


def test_what_is_right_passes() -> None:
    for expression in ("", OFFICE, "24/7", "We[1,3] 09:00-12:00 open", 'Mo-Fr 10:00-12:00 || "nach Vereinbarung"'):
        hours.check(expression)


TOKENS = [
    "Mo",
    "Fr",
    "-",
    ",",
    " ",
    ";",
    "||",
    "PH",
    "SH",
    "off",
    "09:00",
    "12:00",
    "+",
    "[1]",
    '"',
    "Jan",
    "2026",
    "24/7",
]


@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(TOKENS), max_size=12).map("".join)))
def test_no_text_breaks_a_page(text: str) -> None:
    at = berlin("2026-11-25T10:00")
    assert hours.is_open(text, at, "TH") in (True, False, None)
    hours.next_opening(text, at, "TH")
    hours.week(text, at, "TH")
    hours.describe(text)
    hours.depends_on_school_holidays(text)
    with suppress(HoursError):
        hours.check(text)


def test_asking_again_costs_next_to_nothing() -> None:
    at = berlin("2026-11-25T10:00")
    hours.is_open(OFFICE, at, "TH")
    begin = perf_counter()
    for _ in range(1000):
        hours.is_open(OFFICE, at, "TH")
    assert (perf_counter() - begin) / 1000 < 200e-6  # measured: 5 µs; the bound leaves room for a busy machine
