from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nestwerk.common import hours
from nestwerk.common.hours_table import HoursTable, TableLine, clean_clock, from_syntax, problems, to_syntax
from nestwerk.common.hours_words import in_words

MORNING = TableLine((0, 1, 2, 3, 4), "09:00", "12:00")


def test_a_table_becomes_the_syntax() -> None:
    table = HoursTable((MORNING, TableLine((1,), "14:00", "16:00"), TableLine()), closed_on_public_holidays=True)
    assert to_syntax(table) == "Mo,We-Fr 09:00-12:00; Tu 09:00-12:00,14:00-16:00; PH off"
    hours.check(to_syntax(table))


def test_notes_open_ends_and_appointments() -> None:
    lines = (
        TableLine((0,), "9", "10", "mit Anmeldung"),
        TableLine((0,), "14.30", ""),
        TableLine((5, 6), "20:00", "0:00"),
    )
    table = HoursTable(lines, not_in_school_holidays=True, by_appointment=True)
    text = 'Mo 09:00-10:00 "mit Anmeldung", Mo 14:30+; Sa,Su 20:00-24:00; SH off || "nach Vereinbarung"'
    assert to_syntax(table) == text
    assert to_syntax(from_syntax(text) or HoursTable()) == text
    assert to_syntax(HoursTable(by_appointment=True)) == '"nach Vereinbarung"'
    assert to_syntax(HoursTable()) == ""


@pytest.mark.parametrize(
    ("syntax", "lines"),
    [
        ("", ()),
        ("24/7", (TableLine((0, 1, 2, 3, 4, 5, 6), "00:00", "24:00"),)),
        ("Mo-Fr 09:00-12:00; We off", (TableLine((0, 1, 3, 4), "09:00", "12:00"),)),
        ("Mo-Fr 09:00-12:00, We 14:00-16:00", (MORNING, TableLine((2,), "14:00", "16:00"))),
        ("Mo-Tu 09:00-12:00; Tu 14:00-16:00", (TableLine((0,), "09:00", "12:00"), TableLine((1,), "14:00", "16:00"))),
    ],
)
def test_the_syntax_becomes_a_table(syntax, lines) -> None:
    assert from_syntax(syntax) == HoursTable(lines)


@pytest.mark.parametrize(
    "syntax",
    [
        "kaputt", "We[1] 18:00-19:30", "Jun-Aug Mo 09:00-12:00", "Mo 22:00-02:00", "PH 10:00-12:00",
        "week 1-53/2 Mo 09:00+",
        "Mo sunrise-sunset", "Mo-Fr", "Mo-Fr 09:00-12:00 unknown", '"nach Vereinbarung", Mo 09:00-10:00', "PH off",
        "Mo 09:00-10:00; PH +1 day off", "PH off; Mo 09:00-10:00", "Mo 09:00-10:00/30", 'Mo 09:00-10:00 || "Telefon"',
        "Dec 24 off", "Mo 09:00-10:00; PH off, SH off",
    ],
)  # fmt: skip
def test_what_the_table_cannot_hold_stays_text(syntax) -> None:
    assert from_syntax(syntax) is None


def test_errors_stand_at_their_line() -> None:
    table = HoursTable((
        MORNING, TableLine((), "9", "10"), TableLine((1,), "", "10"), TableLine((1,), "10", "9"),
        TableLine((1,), "neun"), TableLine((1,), "14", "15", 'ein "Wort"'), TableLine(),
    ))  # fmt: skip
    found = problems(table)
    assert sorted(found) == [1, 2, 3, 4, 5]
    assert found[1] == ("Bitte wählen Sie mindestens einen Wochentag.",)
    assert found[3] == ("Das Ende (9 Uhr) liegt nicht nach dem Beginn (10 Uhr).",)


def test_lines_that_overlap_and_holidays_without_hours() -> None:
    assert problems(HoursTable((MORNING, TableLine((1,), "11:00", "13:00")))) == {
        1: ("Diese Zeile überschneidet sich mit Zeile 1. Bitte fassen Sie beide zusammen.",)
    }
    assert problems(HoursTable((MORNING, TableLine((1,), "12:00", "13:00")))) == {}
    assert list(problems(HoursTable(closed_on_public_holidays=True))) == [-1]
    assert problems(HoursTable()) == {}


@pytest.mark.parametrize(
    ("typed", "kept"), [("9", "09:00"), ("9.30", "09:30"), (" 14:05 Uhr", "14:05"), ("24", "24:00")]
)
def test_times_as_people_type_them(typed, kept) -> None:
    assert clean_clock(typed) == kept


@pytest.mark.parametrize("typed", ["25", "9:75", "24:30", "9-10", "früh"])
def test_what_is_no_time(typed) -> None:
    with pytest.raises(ValueError):
        clean_clock(typed)


CLOCKS = st.integers(0, 95).map(lambda quarter: f"{quarter // 4:02}:{quarter % 4 * 15:02}")
LINES = st.builds(
    TableLine,
    st.sets(st.integers(0, 6), max_size=7).map(lambda days: tuple(sorted(days))),
    CLOCKS | st.just(""),
    CLOCKS | st.just("24:00") | st.just(""),
    st.sampled_from(["", "mit Anmeldung"]),
)
TABLES = st.builds(HoursTable, st.lists(LINES, max_size=4).map(tuple), st.booleans(), st.booleans(), st.booleans())


@settings(max_examples=200, deadline=None)
@given(TABLES)
def test_a_good_table_survives_the_way_there_and_back(table) -> None:
    if problems(table):
        return
    text = to_syntax(table)
    hours.check(text)
    again = from_syntax(text)
    assert again is not None, text
    assert to_syntax(again) == text
    week = {
        (day, line.begins, "24:00" if line.ends == "00:00" else line.ends, line.note)
        for line in table.lines for day in line.weekdays
    }  # fmt: skip
    assert {(day, line.begins, line.ends, line.note) for line in again.lines for day in line.weekdays} == week


@settings(max_examples=40, deadline=None)
@given(TABLES)
def test_what_the_table_says_is_open_when_it_says_so(table) -> None:
    if problems(table) or table.by_appointment:
        return
    text = to_syntax(table)
    monday = datetime(2027, 1, 11, tzinfo=ZoneInfo("Europe/Berlin"))  # a week without holidays in Thüringen
    for line in table.lines:
        for day in line.weekdays:
            hour, minute = map(int, line.begins.split(":"))
            at = monday + timedelta(days=day, hours=hour, minutes=minute)
            assert hours.is_open(text, at, "TH") is True, (text, at)


@pytest.mark.parametrize(
    ("syntax", "words"),
    [
        ("Mo-Fr 09:00-12:00; Tu 14:30-16:00; PH off", (
            "Montag und Mittwoch bis Freitag von 9 bis 12 Uhr",
            "Dienstag von 14:30 bis 16 Uhr",
            "An Feiertagen geschlossen",
        )),
        ("We[1,3] 18:00-19:30", ("Jeden 1. und 3. Mittwoch im Monat von 18 bis 19:30 Uhr",)),
        ('Mo 10:00+ "mit Anmeldung" || "nach Vereinbarung"', ("Montag ab 10 Uhr (mit Anmeldung)", "Nach Vereinbarung")),
        ("24/7", ("Jeden Tag rund um die Uhr",)),
        ("Mo sunrise-sunset", ("Mo sunrise-sunset",)),
        ("kaputt", ()),
    ],
)  # fmt: skip
def test_hours_in_words(syntax, words) -> None:
    assert in_words(syntax) == words
