"""The first weeks of the simulated year, so that it still runs when somebody wants its figures."""

from __future__ import annotations

from datetime import date

import pytest

from bench.year.run import Year
from bench.year.world import World

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher", "backup"])


def test_three_weeks_of_the_year_ask_answer_and_keep_the_directory_fresh() -> None:
    figures = Year(World.drawn(1, date(2026, 1, 5)), lambda text: None).run(days=22)
    assert figures.mails > 10, "whoever is due was asked"
    assert figures.answers["confirmed"] > 20, "and answered through the link"
    assert figures.fresh[-1] > 0.9
    assert set(figures.clicks) >= {"looks at the desk"}
