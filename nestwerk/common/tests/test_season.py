from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nestwerk.common.season import Season, SeasonError, in_words, is_visible, next_change, problems


def of_months(first: int, last: int) -> Season:
    """Every year from the first day of a month (1 to 12) to the last day of another."""
    after = date(2024, last, 28) + timedelta(days=4)
    return Season(date(2024, first, 1), after - timedelta(days=after.day))


SUMMER = of_months(4, 10)
WINTER = of_months(11, 3)
ONCE = Season(date(2027, 6, 1), date(2027, 8, 31), every_year=False)


def test_every_year_from_april_to_october():
    assert [is_visible(SUMMER, date(2026, month, 15)) for month in (3, 4, 10, 11)] == [False, True, True, False]
    assert is_visible(SUMMER, date(2031, 10, 31))
    assert not is_visible(SUMMER, date(2031, 11, 1))


def test_over_the_turn_of_the_year():
    assert [is_visible(WINTER, date(2026, month, 15)) for month in (10, 11, 1, 3, 4)] == [
        False,
        True,
        True,
        True,
        False,
    ]


def test_once():
    assert is_visible(ONCE, date(2027, 8, 31))
    assert not is_visible(ONCE, date(2028, 7, 1))
    assert next_change(ONCE, date(2027, 7, 1)) == date(2027, 9, 1)
    assert next_change(ONCE, date(2027, 9, 1)) is None


def test_no_season_is_always():
    assert is_visible(None, date(2026, 1, 1))
    assert next_change(None, date(2026, 1, 1)) is None


@given(
    st.builds(
        Season,
        st.dates(date(2020, 1, 1), date(2030, 1, 1)),
        st.dates(date(2020, 1, 1), date(2030, 1, 1)),
        st.booleans(),
    ),
    st.dates(date(2019, 1, 1), date(2031, 1, 1)),
)
def test_the_next_change_is_the_first_day_on_which_something_changes(season, day):
    now = is_visible(season, day)
    later = (day + timedelta(days=step) for step in range(1, 800 if season.every_year else 4400))
    assert next_change(season, day) == next((other for other in later if is_visible(season, other) is not now), None)


@pytest.mark.parametrize(
    ("season", "words"),
    [
        (SUMMER, "April bis Oktober"),
        (WINTER, "November bis März"),
        (of_months(2, 2), "Februar"),
        (Season(date(2024, 3, 15), date(2024, 6, 30)), "15. März bis 30. Juni"),
        (ONCE, "1. Juni 2027 bis 31. August 2027"),
    ],
)
def test_in_words(season, words):
    assert in_words(season) == words


def test_kept_and_read_again():
    assert Season.from_dict(ONCE.to_dict()) == ONCE
    assert Season.from_dict(WINTER.to_dict()) == WINTER
    for kept in ({}, {"begins": "morgen", "ends": "2026-01-01"}, {"begins": 1, "ends": None}):
        with pytest.raises(SeasonError):
            Season.from_dict(kept)


def test_what_cannot_be_meant():
    assert problems(SUMMER) == problems(WINTER) == problems(ONCE) == ()
    assert problems(of_months(1, 12)) == ("Das ist das ganze Jahr. Dann braucht es keinen Zeitraum.",)
    assert problems(Season(date(2027, 6, 2), date(2027, 6, 1), every_year=False))


@pytest.mark.parametrize("season", [SUMMER, WINTER, ONCE, Season(date(2024, 2, 29), date(2024, 4, 30))])
def test_a_short_text_says_the_same(season):
    assert Season.from_text(season.to_text()) == season
    assert len(season.to_text()) <= 40


def test_no_text_is_no_season_and_nonsense_is_refused():
    assert SUMMER.to_text() == "--04-01/--10-31"
    assert Season.from_text("") is None
    with pytest.raises(SeasonError):
        Season.from_text("--13-01/--10-31")
