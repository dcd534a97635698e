import csv
from datetime import date, timedelta
from importlib import resources
from itertools import pairwise

import holidays
import pytest

from nestwerk.common.dates.school import in_school_holidays, known_until, school_holidays
from nestwerk.common.lands import LANDS

ROWS = list(
    csv.DictReader(
        resources.files("nestwerk.common").joinpath("data", "school_holidays.tsv").read_text("utf-8").splitlines(),
        delimiter="\t",
    )
)

DISPUTED = {("MV", date(2027, 12, 22))}  # two sources, two first days


@pytest.mark.parametrize("land", LANDS)
def test_each_land_is_known_for_both_school_years_with_summer_and_christmas(land):
    for year in ("2026/27", "2027/28"):
        names = [row["name"] for row in ROWS if (row["land"], row["school_year"]) == (land, year)]
        assert {"Sommerferien", "Weihnachtsferien", "Herbstferien", "Osterferien"} <= {
            name.replace("Frühjahrsferien", "Osterferien") for name in names
        }, (land, year)
    assert known_until(land) == date(2028, 7, 31)


@pytest.mark.parametrize("land", LANDS)
def test_the_breaks_of_a_land_are_in_order_and_apart(land):
    breaks = school_holidays(land, date(2025, 8, 1), date(2028, 7, 31))
    assert all(item.first <= item.last and item.last - item.first < timedelta(days=50) for item in breaks)
    assert all(before.last < after.first for before, after in pairwise(breaks))


@pytest.mark.parametrize("land", LANDS)
def test_the_days_are_those_of_the_second_keeper(land):
    """The package ``holidays`` keeps the same calendar; whoever corrects one is told of the other."""
    theirs = holidays.country_holidays("DE", subdiv=land, years=range(2026, 2028), categories=("school",))
    day, last = date(2026, 8, 1), date(2027, 12, 31)
    while day <= last:
        expected = None if (land, day) in DISPUTED else day in theirs
        assert in_school_holidays(land, day) is expected, (land, day)
        day += timedelta(days=1)


def test_every_row_names_its_source_and_the_day_somebody_looked():
    assert all(row["source"] and date.fromisoformat(row["checked_on"]) for row in ROWS)


def test_days_about_which_the_sources_disagree_are_unknown():
    answers = [in_school_holidays("MV", date(2028, 4, day)) for day in (9, 10, 11, 12, 19, 20, 21, 22)]
    assert answers == [False, None, None, True, True, None, None, False]


def test_what_is_not_known_is_not_guessed():
    assert in_school_holidays("TH", date(2026, 12, 24)) is True
    assert in_school_holidays("TH", date(2026, 12, 1)) is False
    assert in_school_holidays("TH", date(2028, 8, 15)) is True  # the summer that began in a known year
    assert in_school_holidays("TH", date(2028, 10, 24)) is None
    assert in_school_holidays("", date(2026, 12, 24)) is None
    assert in_school_holidays("XX", date(2026, 12, 24)) is None
    assert school_holidays("XX", date(2026, 1, 1), date(2026, 12, 31)) == ()
    assert known_until("XX") is None
