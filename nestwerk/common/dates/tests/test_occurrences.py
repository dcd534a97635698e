from datetime import UTC, date, datetime, time, timedelta

from nestwerk.common.dates import Change, next_dates, occurrences
from nestwerk.common.dates.tests.builders import make_series


def days(series, start, end, land=""):
    return [item.day for item in occurrences(series, start, end, land=land)]


def test_every_tuesday_but_not_in_the_school_holidays_of_thueringen():
    series = make_series(not_in_school_holidays=True)
    found = days(series, date(2026, 12, 15), date(2027, 1, 12), "TH")
    assert found == [date(2026, 12, 15), date(2026, 12, 22), date(2027, 1, 5), date(2027, 1, 12)]


def test_every_second_week_counts_from_the_first_date_not_from_the_first_day():
    series = make_series(first=date(2026, 12, 4), every=2)  # a Friday; the next Tuesday is the first date
    assert days(series, date(2026, 12, 1), date(2027, 1, 6)) == [
        date(2026, 12, 8),
        date(2026, 12, 22),
        date(2027, 1, 5),
    ]


def test_the_first_and_third_tuesday_and_a_fifth_that_is_often_missing():
    series = make_series("monthly_weekday", nth=(1, 3))
    assert days(series, date(2026, 12, 1), date(2026, 12, 31)) == [date(2026, 12, 1), date(2026, 12, 15)]
    fifth = make_series("monthly_weekday", nth=(5,))
    assert days(fifth, date(2026, 12, 1), date(2027, 6, 30)) == [
        date(2026, 12, 29),
        date(2027, 3, 30),
        date(2027, 6, 29),
    ]


def test_the_29_february_comes_in_leap_years_only():
    series = make_series("monthly_day", first=date(2028, 2, 29), month_day=29, every=12)
    assert days(series, date(2028, 1, 1), date(2032, 12, 31)) == [date(2028, 2, 29), date(2032, 2, 29)]


def test_the_last_day_of_each_month():
    series = make_series("monthly_day", month_day=-1)
    assert days(series, date(2028, 1, 1), date(2028, 3, 31)) == [
        date(2028, 1, 31),
        date(2028, 2, 29),
        date(2028, 3, 31),
    ]


def test_wall_time_stays_when_the_clocks_change():
    series = make_series(first=date(2026, 10, 20))
    before, after = occurrences(series, date(2026, 10, 20), date(2026, 10, 27))
    assert before.starts_at.astimezone(UTC).hour == 7
    assert after.starts_at.astimezone(UTC).hour == 8
    assert (before.begins, after.begins) == (time(9, 30), time(9, 30))


def test_a_time_that_does_not_exist_moves_forward():
    series = make_series("once", first=date(2027, 3, 28), begins=time(2, 30), ends=time(3, 15))
    (item,) = occurrences(series, date(2027, 3, 28), date(2027, 3, 28))
    assert item.starts_at.strftime("%H:%M") == "03:30"
    assert item.ends_at >= item.starts_at


def test_changes_of_single_days():
    series = make_series(
        changes=(
            Change("skipped", date(2026, 12, 8)),
            Change("cancelled", date(2026, 12, 15), "Team krank"),
            Change("moved", date(2026, 12, 22), to=date(2026, 12, 23), begins=time(15), place="Rathaus"),
            Change("extra", date(2026, 12, 30), begins=time(10)),
        )
    )
    first, cancelled, moved, last, extra = occurrences(series, date(2026, 12, 1), date(2026, 12, 31))
    assert (first.day, last.day) == (date(2026, 12, 1), date(2026, 12, 29))
    assert (cancelled.day, cancelled.cancelled, cancelled.reason) == (date(2026, 12, 15), True, "Team krank")
    assert (moved.day, moved.moved_from, moved.place) == (date(2026, 12, 23), date(2026, 12, 22), "Rathaus")
    assert (moved.begins, moved.ends) == (time(15), time(16, 30))
    assert (extra.day, extra.begins, extra.ends) == (date(2026, 12, 30), time(10), time(11, 30))


def test_an_extra_day_takes_place_although_it_is_a_holiday():
    series = make_series(not_in_school_holidays=True, changes=(Change("extra", date(2026, 12, 29)),))
    assert date(2026, 12, 29) in days(series, date(2026, 12, 24), date(2026, 12, 31), "TH")


def test_public_holidays_are_those_of_the_land():
    series = make_series(first=date(2026, 9, 1), weekdays=(6,), not_on_public_holidays=True)
    assert date(2026, 9, 20) not in days(series, date(2026, 9, 14), date(2026, 9, 21), "TH")  # Weltkindertag
    assert date(2026, 9, 20) in days(series, date(2026, 9, 14), date(2026, 9, 21), "BY")


def test_where_no_holidays_are_known_a_date_is_uncertain():
    series = make_series(not_in_school_holidays=True)
    (late,) = occurrences(series, date(2030, 3, 5), date(2030, 3, 5), land="TH")
    (nowhere,) = occurrences(series, date(2026, 12, 8), date(2026, 12, 8))
    assert late.uncertain
    assert nowhere.uncertain
    assert not occurrences(series, date(2026, 12, 8), date(2026, 12, 8), land="TH")[0].uncertain


def test_the_land_of_the_series_wins():
    series = make_series(land="BY", not_in_school_holidays=True)
    assert date(2026, 11, 3) not in days(make_series(land="BY", first=date(2026, 11, 3), not_in_school_holidays=True),
                                         date(2026, 11, 1), date(2026, 11, 8), "TH")  # fmt: skip
    assert days(series, date(2026, 12, 8), date(2026, 12, 8), "TH") == [date(2026, 12, 8)]


def test_the_next_dates_begin_with_the_one_that_is_running():
    series = make_series()
    running = datetime(2026, 12, 8, 9, 30, tzinfo=UTC)  # 10:30 in Berlin
    assert [item.day.day for item in next_dates(series, running, 2)] == [8, 15]
    assert [item.day.day for item in next_dates(series, running + timedelta(minutes=30), 2)] == [15, 22]


def test_a_series_that_is_over_has_no_next_dates():
    series = make_series(until=date(2026, 12, 31))
    assert next_dates(series, datetime(2027, 1, 1, tzinfo=UTC)) == ()
