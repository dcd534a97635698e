"""Days of the Elternbegleitbuch: counted as the law and the directive count them."""

from __future__ import annotations

from datetime import date

import pytest

from nestwerk.publishing.handbook.rules import Rule, every_fact, every_loss, every_rule, in_force, losses_on, rules_on
from nestwerk.publishing.handbook.windows import add_months, as_steps, dates, window

TODAY = date(2026, 11, 22)


def rule(key: str) -> Rule:
    return next(one for one in rules_on(TODAY) if one.key == key)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 5, 15), 3, date(2026, 8, 15)),
        (date(2027, 1, 31), 1, date(2027, 3, 1)),  # no 31st of February: the month of life ends on the 28th
        (date(2028, 1, 31), 1, date(2028, 3, 1)),
        (date(2028, 2, 29), 12, date(2029, 3, 1)),  # born on the 29th: the first year ends on the 28th
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 10, 31), 1, date(2026, 12, 1)),
        (date(2026, 12, 31), 2, date(2027, 3, 1)),
        (date(2026, 5, 31), -3, date(2026, 3, 1)),
    ],
)
def test_a_month_that_lacks_the_day_ends_with_its_last_one(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@pytest.mark.parametrize(
    ("key", "first", "last", "earliest", "latest"),
    [
        ("u1", "2026-03-10", "2026-03-10", "2026-03-10", "2026-03-10"),
        ("u2", "2026-03-12", "2026-03-19", "2026-03-12", "2026-03-23"),
        ("u3", "2026-03-31", "2026-04-13", "2026-03-24", "2026-05-04"),
        ("u4", "2026-05-10", "2026-07-09", "2026-04-10", "2026-07-23"),
        ("u5", "2026-08-10", "2026-10-09", "2026-07-10", "2026-11-09"),
        ("u6", "2026-12-10", "2027-03-09", "2026-11-10", "2027-05-09"),
        ("u7", "2027-11-10", "2028-03-09", "2027-10-10", "2028-06-09"),
        ("u7a", "2028-12-10", "2029-03-09", "2028-11-10", "2029-05-09"),
        ("u8", "2029-12-10", "2030-03-09", "2029-09-10", "2030-05-09"),
        ("u9", "2031-02-10", "2031-07-09", "2030-12-10", "2031-09-09"),
    ],
)
def test_a_child_born_on_10_march_2026_has_these_windows(
    key: str, first: str, last: str, earliest: str, latest: str
) -> None:
    found = dates(rule(key), date(2026, 3, 10))
    assert [found.first, found.last, found.earliest, found.latest] == [
        date.fromisoformat(day) for day in (first, last, earliest, latest)
    ]


def test_protection_covers_99_days_with_the_birth_and_127_where_it_is_longer() -> None:
    due = date(2027, 2, 1)
    before, after = dates(rule("protection_before"), due), dates(rule("protection_after"), due)
    assert (before.last - before.first).days + 1 == 42
    assert (after.last - after.first).days + 1 == 56
    assert (after.first - before.last).days == 2  # between them lies the day of birth
    longer = dates(rule("protection_after"), due, longer=True)
    assert (longer.last - longer.first).days + 1 == 84


def test_leave_is_registered_seven_whole_weeks_before_it_begins() -> None:
    assert dates(rule("leave_from_birth"), date(2026, 12, 15)).last == date(2026, 10, 26)
    # Protection until 22 November, leave from the 23rd: 4 October at the latest.
    assert dates(rule("leave_after_protection"), date(2026, 9, 27)).last == date(2026, 10, 4)


def test_what_is_paid_back_in_time_ends_with_the_month_of_life() -> None:
    assert dates(rule("parental_allowance"), date(2027, 7, 9)).last == date(2027, 10, 8)
    assert dates(rule("child_benefit"), date(2027, 8, 31)).last == date(2028, 2, 29)
    assert dates(rule("birth_register"), date(2027, 7, 9)).last == date(2027, 7, 16)


def test_the_right_to_day_care_begins_on_the_first_birthday() -> None:
    assert dates(rule("daycare_claim"), date(2027, 7, 9)).first == date(2028, 7, 9)
    assert dates(rule("daycare_claim"), date(2028, 2, 29)).first == date(2029, 3, 1)


def test_weeks_of_pregnancy_are_counted_back_from_the_due_date() -> None:
    found = dates(rule("ultrasound_1"), date(2027, 2, 1))
    begin = date(2026, 4, 27)  # 280 days before
    assert ((found.first - begin).days // 7 + 1, (found.last - begin).days // 7 + 1) == (9, 12)
    assert (date(2027, 2, 1) - dates(rule("maternity_pay"), date(2027, 2, 1)).first).days == 49


@pytest.mark.parametrize("one", [*every_rule(), *every_loss(), *every_fact()], ids=lambda one: one.key)
def test_each_rule_has_a_source_a_first_day_and_a_day_on_which_it_was_checked(one: Rule) -> None:
    assert one.source
    assert one.valid_from <= one.checked_on
    assert one.address.startswith("https://") or getattr(one, "basis", "") == "advice"


def test_no_window_ends_before_it_begins_and_the_tolerance_lies_around_it() -> None:
    for one in every_rule():
        found = dates(one, date(2028, 2, 29))
        assert found.earliest <= found.first <= found.last <= found.latest, one.key


def test_the_script_gets_the_same_steps() -> None:
    assert as_steps(rule("u4")) == {
        "anchor": "birth",
        "first": {"months": 2, "days": 0},
        "last": {"months": 4, "days": -1},
        "earliest": {"months": 1, "days": 0},
        "latest": {"months": 4, "days": 13},
    }
    assert window(rule("protection_after")).longer is not None


def test_a_rule_that_changes_holds_from_its_day_on() -> None:
    assert [(one.from_week, one.weeks) for one in losses_on(date(2025, 5, 31))] == [(1, 0)]
    assert [(one.from_week, one.weeks) for one in losses_on(date(2025, 6, 1))] == [(1, 0), (13, 2), (17, 6), (20, 8)]
    old = rule("u2")
    new = Rule(**{**{name: getattr(old, name) for name in Rule.__slots__}, "last": 12, "valid_from": date(2027, 1, 1)})
    assert in_force((new, old), date(2026, 12, 31)) == (old,)
    assert in_force((old, new), date(2027, 1, 1)) == (new,)
