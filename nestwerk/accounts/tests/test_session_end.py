"""R-53 to the second: idle for thirty minutes, at work for twelve hours. No database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from nestwerk.accounts.sessions import has_ended

AT = datetime(2026, 9, 30, 12, tzinfo=UTC)


def ago(**time: int) -> float:
    return (AT - timedelta(**time)).timestamp()


def test_the_last_second_still_counts() -> None:
    assert not has_ended(ago(hours=1), ago(minutes=30), AT)
    assert has_ended(ago(hours=1), ago(minutes=30, seconds=1), AT)
    assert not has_ended(ago(hours=12), ago(seconds=1), AT)
    assert has_ended(ago(hours=12, seconds=1), ago(seconds=1), AT)


def test_one_of_the_two_is_enough_and_both_follow_the_settings(settings: Any) -> None:
    assert has_ended(ago(hours=13), ago(hours=13), AT)
    settings.IDLE_MINUTES, settings.SESSION_HOURS = 5, 1
    assert not has_ended(ago(minutes=59), ago(minutes=5), AT)
    assert has_ended(ago(minutes=59), ago(minutes=6), AT)
    assert has_ended(ago(minutes=61), ago(minutes=1), AT)
