"""The corpus of real and broken calendars beside the checkout, read in place: each file with its recorded verdict."""

from __future__ import annotations

import csv
import warnings
from datetime import date, timedelta
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events

from nestwerk.common.dates import MOST_SERIES, Series, occurrences
from nestwerk.offers.calendars.events import NoCalendar, local, read_events
from nestwerk.offers.calendars.taking import take
from tests.environment import ROOT

CORPUS = Path(ROOT).parent / "shared" / "data" / "ical" / "icalendar_testkorpus"
REAL = CORPUS.parent
absent = pytest.mark.skipif(not CORPUS.is_dir(), reason="der Korpus der Kalender liegt nicht neben dem Projekt")
# What we read otherwise than the measuring stick: several whole days, periods, a zone of their own, series that change
# from a day on. And what it cannot reckon at all.
OTHERWISE = {
    "docs/example.ics",
    "calendars/issue_1633_rdate_with_dates_and_tzid.ics",
    "events/issue_53_description_parsed_properly.ics",
    "calendars/issue_156_RDATE_with_PERIOD_TZID_khal.ics",
    "calendars/issue_156_RDATE_with_PERIOD_TZID_khal_2.ics",
}


def verdicts() -> list[dict[str, str]]:
    with (CORPUS / "erwartung.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@absent
def test_every_file_gets_its_recorded_verdict_and_nothing_crashes() -> None:
    rows = verdicts()
    assert len(rows) == 164
    wrong = []
    for row in rows:
        try:
            read = read_events((CORPUS / row["datei"]).read_bytes())
        except NoCalendar:
            found = ("Fehler: ValueError", 0)
        else:
            found = ("ok", len(read.events) + read.unreadable)
            days = [local(event.starts)[0] for event in read.events]
            for today in {*days[:3], date(2026, 11, 22)}:
                taking = take(read, today=today)
                assert len(taking.taken) <= MOST_SERIES
                assert all(Series.from_dict(one.series.to_dict()) == one.series for one in taking.taken)
        if found != (row["icalendar_7_3"], int(row["n_vevent"])):
            wrong.append((row["datei"], found))
    assert wrong == []


@absent
def test_recurrences_fall_on_the_days_another_reader_reckons() -> None:
    compared = 0
    for row in verdicts():
        if row["icalendar_7_3"] != "ok" or row["datei"] in OTHERWISE:
            continue
        raw = (CORPUS / row["datei"]).read_bytes()
        read = read_events(raw)
        if not read.events:
            continue
        today = min(local(event.starts)[0] for event in read.events)
        theirs = _reckoned(raw, today, today + timedelta(days=370))
        if theirs is None:
            continue
        series = [one.series for one in take(read, today=today).taken]
        ours = {
            one.day for each in series for one in occurrences(each, today, today + timedelta(370)) if not one.cancelled
        }
        assert ours == theirs, row["datei"]
        compared += 1
    assert compared > 60


@absent
@pytest.mark.parametrize("name", ["leipzig_veranstaltungen.ics", "berlin_lichtenberg_veranstaltungen_2014.ics"])
def test_real_programmes_of_a_town_are_read_whole(name: str) -> None:
    read = read_events((REAL / name).read_bytes())
    assert len(read.events) in (333, 47)
    assert read.unreadable == 0
    taking = take(read, today=date(2013, 1, 1))
    assert taking.taken
    assert not any("@" in one.series.place or "://" in one.series.place for one in taking.taken)


def _reckoned(raw: bytes, start: date, end: date) -> set[date] | None:
    """The days as the package recurring-ical-events knows them; None where it gives up."""
    found: set[date] = set()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            for calendar in icalendar.Calendar.from_ical(raw, multiple=True):
                for event in recurring_ical_events.of(calendar, components=["VEVENT"]).between(
                    start, end + timedelta(days=1)
                ):
                    if str(event.get("STATUS")) != "CANCELLED":
                        found.add(local(event["DTSTART"].dt)[0])
        except (AttributeError, KeyError, TypeError, ValueError):
            return None
    return found
