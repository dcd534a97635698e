"""What the tests of opening hours did not notice when it was broken on purpose (bench/mutation.py)."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from nestwerk.common import hours
from nestwerk.common.hours import BERLIN, LONGEST, HoursError

WEEKDAYS = "Mo-Fr 09:00-12:00; PH off"
CHILDRENS_DAY = date(2024, 9, 20)  # a Friday, a holiday in Thüringen only


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def test_the_next_change_the_next_opening_and_the_week_are_those_of_the_land() -> None:
    evening = berlin("2024-09-19T20:00")
    assert hours.next_change(WEEKDAYS, evening, "TH") == berlin("2024-09-23T09:00")
    assert hours.next_change(WEEKDAYS, evening, "BB") == berlin("2024-09-20T09:00")
    assert hours.next_opening(WEEKDAYS, evening, "TH") == berlin("2024-09-23T09:00")
    assert hours.next_opening(WEEKDAYS, evening, "BB") == berlin("2024-09-20T09:00")
    assert dict(hours.week(WEEKDAYS, evening, "TH"))[CHILDRENS_DAY] == []
    assert dict(hours.week(WEEKDAYS, evening, "BB"))[CHILDRENS_DAY] == [
        (berlin("2024-09-20T09:00"), berlin("2024-09-20T12:00"))
    ]


@pytest.mark.parametrize(("span", "weeks"), [("01-53/2", "odd"), ("02-52/2", "even")])
def test_every_other_week_is_told_apart(span: str, weeks: str) -> None:
    (line,) = hours.describe(f"week {span} Tu 10:00-12:00")
    assert (line.weeks, line.weekdays, line.spans, line.complete) == (weeks, (1,), (("10:00", "12:00"),), True)


def test_times_by_the_sun_are_shown_as_they_were_written() -> None:
    (line,) = hours.describe("Mo sunrise-sunset")
    assert not line.complete
    assert line.text == "Mo sunrise-sunset"


def test_two_spans_of_one_day_stand_on_one_line_in_order() -> None:
    (line,) = hours.describe("Mo 14:00-16:00, Mo 09:00-11:00")
    assert (line.weekdays, line.spans) == ((0,), (("09:00", "11:00"), ("14:00", "16:00")))


def test_a_night_stays_whole_until_eight_and_is_cut_at_midnight_beyond() -> None:
    sunday = berlin("2026-11-22T12:00")

    def spans(rule: str) -> list[tuple[datetime, datetime]]:
        return [span for _, some in hours.week(rule, sunday, "TH") for span in some]

    assert spans("Mo 20:00-32:00") == [(berlin("2026-11-23T20:00"), berlin("2026-11-24T08:00"))]
    assert spans("Mo 20:00-32:30") == [
        (berlin("2026-11-23T20:00"), berlin("2026-11-24T00:00")),
        (berlin("2026-11-24T00:00"), berlin("2026-11-24T08:30")),
    ]


def test_five_hundred_signs_are_enough_and_one_more_is_too_long() -> None:
    rule = 'Mo 09:00-12:00 "{}"'
    hours.check(rule.format("x" * (LONGEST - len(rule) + 2)))
    with pytest.raises(HoursError) as problem:
        hours.check(rule.format("x" * (LONGEST - len(rule) + 3)))
    assert str(problem.value) == "Diese Öffnungszeiten sind zu lang: höchstens 500 Zeichen."


def test_the_sentence_says_from_where_on_it_is_not_understood() -> None:
    example = "Ein Beispiel: Mo-Fr 08:00-12:00; We 14:00-16:00; PH off"
    with pytest.raises(HoursError) as problem:
        hours.check("Mo 09:00-12:00 und nach Vereinbarung mit uns")
    words = f"Diese Öffnungszeiten verstehen wir ab „und nach Vereinbarun“ nicht. {example}"
    assert str(problem.value) == words, "twenty signs show where"


def test_days_across_the_week_numbered_weekdays_and_shifted_days() -> None:
    (line,) = hours.describe("Sa-Mo 10:00-12:00")
    assert line.weekdays == (0, 5, 6)
    (line,) = hours.describe("Mo[1-3] 10:00-12:00")
    assert (line.weekdays, line.nth, line.complete) == ((0,), (1, 2, 3), True)
    (line,) = hours.describe("Mo[1] +1 day 10:00-12:00")
    assert not line.complete
    assert line.text == "Mo[1] +1 day 10:00-12:00"


@pytest.mark.parametrize("fallback", ['"nach Vereinbarung"', "24/7 unknown", 'unknown "bitte anrufen"'])
def test_a_fallback_for_all_times_leaves_the_hours_as_they_are(fallback: str) -> None:
    syntax = f"Mo-Fr 09:00-17:00 || {fallback}"
    assert hours.is_open(syntax, berlin("2026-11-24 10:00"), "TH") is True
    assert hours.is_open(syntax, berlin("2026-11-24 18:00"), "TH") is not True
    assert hours.next_opening(syntax, berlin("2026-11-24 18:00"), "TH") == berlin("2026-11-25 09:00")
    assert [bool(spans) for _, spans in hours.week(syntax, berlin("2026-11-23 08:00"), "TH")] == [True] * 5 + [
        False
    ] * 2


def test_hours_past_midnight_are_those_of_the_next_morning() -> None:
    assert [line.spans for line in hours.describe("Fr[1] 20:00-26:00")] == [(("20:00", "02:00"),)]
    assert [line.spans for line in hours.describe("Mo 20:00-24:30")] == [(("20:00", "00:30"),)]
    assert [line.spans for line in hours.describe("Mo 20:00-24:00")] == [(("20:00", "24:00"),)]


@pytest.mark.parametrize("times", ["10:00-12:00/01:00", "sunrise-12:00"])
def test_times_that_are_more_than_spans_are_shown_as_written(times: str) -> None:
    assert [(line.spans, line.complete, line.text) for line in hours.describe(f"Mo {times}")] == [
        ((), False, f"Mo {times}")
    ]


@pytest.mark.parametrize("syntax", ["PH off", "off", "Dec 24-Jan 01 off"])
def test_who_only_says_when_it_is_closed_has_not_said_when_it_is_open(syntax: str) -> None:
    assert hours.is_open(syntax, berlin("2026-11-24 10:00"), "TH") is None
    assert hours.week(syntax, berlin("2026-11-24 10:00"), "TH") == []


def test_an_end_that_may_be_later_counts_as_that_end() -> None:
    hours.check("Mo-Fr 09:00-12:00+")
    assert hours.is_open("Mo-Fr 09:00-12:00+", berlin("2026-11-24 11:59"), "TH") is True
    assert hours.is_open("Mo-Fr 09:00-12:00+", berlin("2026-11-24 12:01"), "TH") is False
