"""Opening hours that depend on the school holidays of a Land."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from nestwerk.common import hours

BERLIN = ZoneInfo("Europe/Berlin")
GROUP = "Th 09:30-11:00; SH off"


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def test_closed_in_the_holidays_of_the_own_land_only() -> None:
    autumn = berlin("2026-10-15T10:00")  # a Thursday; holidays in Thüringen, not in Brandenburg
    assert hours.is_open(GROUP, autumn, "TH") is False
    assert hours.is_open(GROUP, autumn, "BB") is True


def test_the_next_opening_is_after_the_holidays() -> None:
    assert hours.next_opening(GROUP, berlin("2026-12-20T10:00"), "TH") == berlin("2027-01-07T09:30")
    days = dict(hours.week(GROUP, berlin("2026-12-21T08:00"), "TH"))
    assert days[date(2026, 12, 24)] == []


def test_open_becomes_unknown_where_no_holidays_are_known() -> None:
    assert hours.is_open(GROUP, berlin("2030-03-07T10:00"), "TH") is None
    assert hours.is_open(GROUP, berlin("2030-03-07T15:00"), "TH") is False
    assert hours.is_open("Th 09:30-11:00", berlin("2030-03-07T10:00"), "TH") is True


def test_longer_hours_in_the_holidays() -> None:
    pool = "Sa 10:00-12:00; SH Mo-Fr 10:00-18:00"
    assert hours.is_open(pool, berlin("2026-10-15T15:00"), "TH") is True
    assert hours.is_open(pool, berlin("2026-11-26T15:00"), "TH") is False


def test_public_and_school_holidays_in_one_rule() -> None:
    both = "Mo-Fr 09:00-12:00; PH,SH off"
    assert hours.is_open(both, berlin("2026-10-15T10:00"), "TH") is False
    assert hours.is_open(both, berlin("2027-05-06T10:00"), "TH") is False  # Christi Himmelfahrt
    assert hours.is_open(both, berlin("2027-05-11T10:00"), "TH") is True


def test_two_times_of_a_day_keep_their_own_remarks() -> None:
    assert hours.describe('Mo 09:00-10:00 "mit Anmeldung", Mo 14:00-15:00, Mo 16:00-17:00') == (
        hours.HoursLine((0,), (("09:00", "10:00"),), comment="mit Anmeldung"),
        hours.HoursLine((0,), (("14:00", "15:00"), ("16:00", "17:00"))),
    )


def test_a_rule_for_some_months_keeps_to_them() -> None:
    summer = "Mo-Fr 09:00-12:00; Jul-Aug SH off"
    assert hours.is_open(summer, berlin("2027-07-14T10:00"), "TH") is False
    assert hours.is_open(summer, berlin("2026-10-15T10:00"), "TH") is True
