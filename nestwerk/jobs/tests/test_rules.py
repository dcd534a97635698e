"""When a mail is tried again, without a database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from nestwerk.jobs.rules import next_attempt

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 1), (2, 2), (3, 4), (6, 32), (7, 60), (40, 60), (30_000, 60)])
def test_the_pause_grows_to_an_hour(attempts: int, minutes: int) -> None:
    assert next_attempt(attempts, NOW, at=NOW, luck=0.5) == NOW + timedelta(minutes=minutes)


def test_luck_spreads_a_crowd_by_a_fifth() -> None:
    assert next_attempt(7, NOW, at=NOW, luck=0) == NOW + timedelta(minutes=48)
    assert next_attempt(7, NOW, at=NOW, luck=1) == NOW + timedelta(minutes=72)


def test_the_last_attempt_falls_on_the_end_of_the_third_day() -> None:
    end = NOW + timedelta(days=3)
    assert next_attempt(70, NOW, at=end - timedelta(minutes=1), luck=1) == end
    assert next_attempt(70, NOW, at=end, luck=0) is None
