"""What of a calendar becomes dates, and what stays where it is."""

from __future__ import annotations

from datetime import date, time

import pytest

from nestwerk.common.dates import Change, Series, in_words, occurrences, problems
from nestwerk.common.fetch import Result, Trouble
from nestwerk.offers.calendars import taking
from nestwerk.offers.calendars.answers import EMPTY, asked_for, read_answer
from nestwerk.offers.calendars.events import Event, NoCalendar, read_events
from nestwerk.offers.calendars.merging import merge
from nestwerk.offers.calendars.rules import moments
from nestwerk.offers.calendars.taking import NO_RULE, Taking, take

from .ics import at, calendar, event

TODAY = date(2026, 11, 22)
NINE, ELEVEN = time(9, 30), time(11)


def taken(*events: str, word: str = "", places: bool = True, today: date = TODAY) -> Taking:
    return take(read_events(calendar(*events)), word=word, today=today, places=places)


def test_a_weekly_event_becomes_a_series_with_its_exceptions() -> None:
    found = taken(
        event(*at("20261103"), "RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20270330T220000Z",
              "EXDATE;TZID=Europe/Berlin:20261222T093000,20261229T093000", "LOCATION:Saal 2", uid="cafe"),
        event(*at("20261202", "1400", "1530"), "RECURRENCE-ID;TZID=Europe/Berlin:20261201T093000", uid="cafe"),
        event(*at("20261208"), "RECURRENCE-ID;TZID=Europe/Berlin:20261208T093000", "STATUS:CANCELLED", uid="cafe"),
    )  # fmt: skip
    (one,) = found.taken
    assert one.series == Series(
        "weekly", date(2026, 11, 3), NINE, ELEVEN, weekdays=(1,), until=date(2027, 3, 31), place="Saal 2",
        changes=(
            Change("moved", date(2026, 12, 1), to=date(2026, 12, 2), begins=time(14), ends=time(15, 30)),
            Change("cancelled", date(2026, 12, 8)),
            Change("skipped", date(2026, 12, 22)),
            Change("skipped", date(2026, 12, 29)),
        ),
    )  # fmt: skip
    assert problems(one.series) == ()
    assert found.told == ()


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=WEEKLY;INTERVAL=2", "Alle 2 Wochen am Dienstag"),
        ("FREQ=DAILY;COUNT=3", "Jeden Tag"),
        ("FREQ=DAILY;INTERVAL=14", "Alle 2 Wochen am Dienstag"),
        ("FREQ=MONTHLY;BYDAY=1TU", "Jeden 1. Dienstag im Monat"),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1", "Jeden 1. Dienstag im Monat"),
        ("FREQ=MONTHLY", "Am 1. jedes Monats"),
    ],
)
def test_rules_of_other_programmes_are_said_our_way(rule: str, words: str) -> None:
    (one,) = taken(event(*at("20261201"), f"RRULE:{rule}")).taken
    said = in_words(one.series)
    assert one.series.kind != "list", said
    assert words.split()[0].lower()[:3] in said.lower(), said
    until = {"FREQ=DAILY;COUNT=3": date(2026, 12, 3)}.get(rule)
    assert one.series.until == until


def test_what_a_series_cannot_say_becomes_single_days_and_is_told() -> None:
    found = taken(event(*at("20261201"), "RRULE:FREQ=MONTHLY;BYDAY=TU,WE;BYSETPOS=1"))
    (one,) = found.taken
    assert one.series.kind == "list"
    assert one.series.days[:3] == (date(2026, 12, 1), date(2027, 1, 5), date(2027, 2, 2))
    assert len(one.series.days) == 12
    assert found.told == ("Regeln, die hier als einzelne Tage stehen (die nächsten 12 Monate): 1.",)


def test_a_rule_in_another_zone_keeps_its_real_moments() -> None:
    found = taken(event("DTSTART:20261006T073000Z", "DTEND:20261006T083000Z", "RRULE:FREQ=WEEKLY;COUNT=9"))
    days = sorted(
        (day.day, day.begins) for one in found.taken for day in occurrences(one.series, TODAY, date(2027, 1, 1))
    )
    assert days == [(date(2026, 11, 24), time(8, 30)), (date(2026, 12, 1), time(8, 30))]


def test_single_events_at_the_same_time_become_one_list_and_those_over_stay_out() -> None:
    found = taken(
        event(*at("20261101")), event(*at("20261210")), event(*at("20261203")), event(*at("20261217", "1500", "1600"))
    )
    assert [(one.series.kind, one.series.days or one.series.first) for one in found.taken] == [
        ("list", (date(2026, 12, 3), date(2026, 12, 10))),
        ("once", date(2026, 12, 17)),
    ]


def test_only_events_with_the_word_are_taken() -> None:
    found = taken(
        event(*at("20261201"), title="Elterncafé am Markt"),
        event(*at("20261202"), title="Chorprobe"),
        word="elternCAFÉ",
    )
    assert [one.titles for one in found.taken] == [("Elterncafé am Markt",)]
    assert (found.total, found.matching) == (2, 1)


def test_names_and_addresses_of_people_stay_in_the_calendar() -> None:
    found = taken(
        event(*at("20261201"), "DESCRIPTION:Mit Hebamme Ada Beispiel\\, 0170 1234567",
              "ORGANIZER;CN=Ada Beispiel:mailto:ada@example.org", "ATTENDEE:mailto:bea@example.org",
              "LOCATION:Saal 2\\, https://zoom.example.org/j/1?pwd=geheim ada@example.org", uid="ada@example.org"),
    )  # fmt: skip
    (one,) = found.taken
    assert one.series.place == "Saal 2"
    assert not any(word in f"{one.key} {one.series.to_dict()}" for word in ("Ada", "ada", "geheim", "0170", "example"))


def test_a_secret_address_takes_no_place() -> None:
    (one,) = taken(event(*at("20261201"), "LOCATION:Frauenhaus"), places=False).taken
    assert one.series.place == ""


def test_whole_days_and_nights_are_told() -> None:
    found = taken(
        event("DTSTART;VALUE=DATE:20261204", "DTEND;VALUE=DATE:20261207"),
        event("DTSTART;TZID=Europe/Berlin:20261211T200000", "DTEND;TZID=Europe/Berlin:20261212T010000"),
        event("DTSTART;VALUE=DATE:20261204", "DTEND;VALUE=DATE:20270207"),
    )
    assert [(one.series.begins, one.series.days or one.series.first) for one in found.taken] == [
        (None, (date(2026, 12, 4), date(2026, 12, 5), date(2026, 12, 6))),
        (time(20), date(2026, 12, 11)),
    ]
    assert found.told == (
        "Länger als 31 Tage am Stück (sie fehlen): 1.",
        "Über Mitternacht, deshalb mit offenem Ende: 1.",
    )


def test_a_cancelled_event_is_shown_as_cancelled() -> None:
    (one,) = taken(event(*at("20261201"), "STATUS:CANCELLED")).taken
    assert [(day.day, day.cancelled) for day in occurrences(one.series, TODAY, date(2027, 1, 1))] == [
        (date(2026, 12, 1), True)
    ]


@pytest.mark.parametrize(
    "rule",
    ["FREQ=SECONDLY", "FREQ=MINUTELY;COUNT=999999999", "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2,3", "FREQ=NEVER",
     "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;COUNT=999999999999", "FREQ=DAILY;INTERVAL=0"],
)  # fmt: skip
def test_a_rule_that_would_never_end_does_no_harm(rule: str) -> None:
    found = taken(*(event(*at("20010101"), f"RRULE:{rule}") for _ in range(5)))
    assert len(found.taken) <= 5


def test_many_rules_without_a_day_do_not_stop_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[Event] = []
    monkeypatch.setattr(taking, "moments", lambda event, until: tried.append(event) or moments(event, until))
    never = [event(*at("20010101"), f"RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY={day}") for day in (30, 31, 30, 31)]
    weekly = event(*at("20261103"), "RRULE:FREQ=WEEKLY;BYDAY=TU", uid="cafe")
    found = taken(*never, weekly, event(*at("20261201"), uid="single"))
    assert f"{NO_RULE}: 4." in found.told
    assert (len(tried), len(found.taken)) == (3, 2)  # two of them, and the ordinary one in any case


def test_more_than_we_take_is_cut_and_told() -> None:
    days = [f"2027{month:02}{day:02}" for month in range(1, 11) for day in range(1, 27)]
    found = taken(*(event(*at(day)) for day in days))
    assert len(found.taken[0].series.days) == 200
    assert found.told == ("Mehr als 200 Termine: zu viel waren (die späteren fehlen): 60.",)
    assert found.taken[0].series.days[-1] == date(2027, 8, 18)


@pytest.mark.parametrize(
    ("result", "sentence"),
    [
        (Result("x", trouble=Trouble.INSIDE), "Die Adresse führt in ein inneres Netz."),
        (Result("x", trouble=Trouble.SLOW), "Der Kalender braucht zu lange, bis er antwortet."),
        (Result("x", 200, trouble=Trouble.TOO_BIG), "Der Kalender ist zu groß: höchstens 2 MB."),
        (Result("x", 403), "Der Kalender ist nicht öffentlich. Bitte geben Sie ihn zum Lesen frei."),
        (Result("x", 500), "Die Seite meldet einen Fehler (500)."),
        (Result("x", 200, body=calendar()), EMPTY),
        (Result("x", 200, body=b"<!doctype html><p>Hallo"), "Unter dieser Adresse liegt kein Kalender"),
    ],
)  # fmt: skip
def test_every_trouble_has_a_sentence(result: Result, sentence: str) -> None:
    with pytest.raises(NoCalendar, match="^" + sentence.replace("(", r"\(").replace(")", r"\)").replace("?", r"\?")):
        read_answer(result)


def test_webcal_is_only_another_word() -> None:
    assert asked_for(" webcal://haus.example.org/a.ics") == "https://haus.example.org/a.ics"
    assert asked_for("https://haus.example.org/a.ics") == "https://haus.example.org/a.ics"


A = Series("weekly", date(2026, 11, 3), NINE, weekdays=(1,)).to_dict()
B = Series("weekly", date(2026, 11, 4), NINE, weekdays=(2,)).to_dict()
HAND = Series("once", date(2026, 12, 24), NINE).to_dict()


def test_what_is_written_by_hand_stays_whatever_the_calendar_says() -> None:
    first = merge([HAND], {}, {"a": A}, today=TODAY)
    assert first.dates == [HAND, A]
    changed = merge(first.dates, {"a": [A]}, {"a": B}, today=TODAY)
    assert changed.dates == [HAND, B]
    assert merge(changed.dates, {"a": [B]}, {}, today=TODAY).dates == [HAND]
    mine = A | {"place": "im Garten"}
    edited = merge([HAND, mine], {"a": [A]}, {"a": B}, today=TODAY)
    assert (edited.dates, edited.by_hand) == ([HAND, mine], ("a",))
    removed = merge([HAND], {"a": [A]}, {"a": A}, today=TODAY)
    assert (removed.dates, removed.by_hand) == ([HAND], ("a",))
    assert merge([A], {}, {"a": A}, today=TODAY).dates == [A]  # written by hand before: not twice, and not ours
    assert merge([A], {}, {"a": A}, today=TODAY).ours == {}


def test_days_that_are_over_change_nothing() -> None:
    before = Series(
        "list", date(2026, 11, 3), NINE, days=(date(2026, 11, 3), date(2026, 12, 1), date(2026, 12, 8))
    ).to_dict()
    now = Series("list", date(2026, 12, 1), NINE, days=(date(2026, 12, 1), date(2026, 12, 8))).to_dict()
    assert merge([before], {"a": [before]}, {"a": now}, today=TODAY).dates == [before]
    last = Series("once", date(2026, 12, 8), NINE).to_dict()
    assert merge([before], {"a": [before]}, {"a": last}, today=date(2026, 12, 7)).dates == [before]
    assert merge([before], {"a": [before]}, {"a": last}, today=TODAY).dates == [last]
