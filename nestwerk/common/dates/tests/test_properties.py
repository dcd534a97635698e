"""What must hold for every series anybody can think of."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings

from nestwerk.common.dates import Series, from_rfc, in_words, next_dates, occurrences, problems, to_rfc
from nestwerk.common.dates.occurrences import BERLIN, HORIZON, anchor, rule_days
from nestwerk.common.dates.tests.builders import DAYS, any_series, rules

few = settings(max_examples=60, deadline=None)


@few
@given(any_series(), DAYS)
def test_dates_stay_inside_the_window_and_in_order(series, start):
    end = start + timedelta(days=200)
    found = occurrences(series, start, end)
    assert all(start <= item.day <= end for item in found)
    assert [item.day for item in found] == sorted(item.day for item in found)
    assert len(found) <= 201 + len(series.changes)


@few
@given(any_series(), DAYS)
def test_no_date_ends_before_it_begins_in_real_time(series, start):
    for item in occurrences(series, start, start + timedelta(days=100)):
        assert item.ends_at.astimezone(UTC) >= item.starts_at.astimezone(UTC)
        assert item.starts_at.tzinfo is BERLIN


@few
@given(any_series(), DAYS)
def test_the_next_dates_are_few_and_not_over(series, day):
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    found = next_dates(series, at)
    assert len(found) <= 5
    assert all(at < item.ends_at and item.day <= day + HORIZON + timedelta(days=1) for item in found)


@few
@given(any_series())
def test_a_series_survives_being_kept_as_a_dict(series):
    assert Series.from_dict(series.to_dict()) == series


@few
@given(rules())
def test_the_text_of_rfc_5545_means_the_same_days(series):
    if anchor(series) is None:
        return
    again = from_rfc(to_rfc(series))
    window = (series.first - timedelta(days=5), series.first + HORIZON - timedelta(days=10))
    assert list(rule_days(again, *window)) == list(rule_days(series, *window))
    assert (again.begins, again.ends) == (series.begins, series.ends)
    assert to_rfc(again) == to_rfc(series)


@few
@given(any_series())
def test_everything_has_words_and_an_honest_check(series):
    for language in ("de", "de-einfach", "en", "uk"):
        words = in_words(series, language)
        assert words
        assert "{" not in words
    assert all(text.endswith(".") for text in problems(series))
