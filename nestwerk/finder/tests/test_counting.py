"""Daily numbers: an offer, a day, how often. Kept for a while when nobody takes them, and never more than a bound."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import OperationalError

from nestwerk.common.refusals import Refused
from nestwerk.finder import counting
from nestwerk.finder.counting import MOST_TOUCHED, DailyCounts, by_a_person, offer_of

PHONE = {"HTTP_USER_AGENT": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130 Mobile Safari/537.36"}
KEY = ("musterstadt", "eins")


class Kept:
    """Where numbers go, and a clock to set."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 12, tzinfo=UTC).timestamp()
        self.got: list[tuple[str, dict[str, tuple[int, int]], date]] = []
        self.problem: Exception | None = None
        self.counts = DailyCounts(clock=lambda: self.now, send=self.send)
        self.counts.flushing = False

    def send(self, network: str, counts: Any, day: date) -> None:
        if self.problem:
            raise self.problem
        self.got.append((network, dict(counts), day))


def test_openings_and_touches_add_up_by_offer_and_day() -> None:
    kept = Kept()
    for _ in range(3):
        kept.counts.seen(KEY, PHONE)
    kept.counts.touched(KEY, PHONE)
    kept.counts.seen(("musterstadt", "zwei"), PHONE)
    kept.now += 12 * 3600  # one in the night in Germany
    kept.counts.seen(KEY, PHONE)
    assert kept.counts.flush() == 3
    assert kept.got == [
        ("musterstadt", {"eins": (3, 1), "zwei": (1, 0)}, date(2026, 11, 22)),
        ("musterstadt", {"eins": (1, 0)}, date(2026, 11, 23)),
    ]
    assert kept.counts.flush() == 0


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"HTTP_USER_AGENT": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"HTTP_USER_AGENT": "curl/8.5.0"},
        {"HTTP_USER_AGENT": "python-requests/2"},
        {"HTTP_USER_AGENT": "x" * 5000},
        {**PHONE, "HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {**PHONE, "HTTP_PURPOSE": "prefetch"},
    ],
)
def test_machines_are_left_out(environ: dict[str, str]) -> None:
    assert not by_a_person(environ)
    assert by_a_person(PHONE)


def test_numbers_wait_while_the_database_is_away_and_are_dropped_where_nobody_takes_them() -> None:
    kept = Kept()
    kept.counts.seen(KEY, PHONE)
    kept.problem = OperationalError("away")
    assert kept.counts.flush() == 0
    kept.counts.seen(KEY, PHONE)
    kept.problem = None
    assert kept.counts.flush() == 1
    assert kept.got == [("musterstadt", {"eins": (2, 0)}, date(2026, 11, 22))]
    kept.problem = Refused("Dieses Netzwerk gibt es nicht mehr.")
    kept.counts.seen(KEY, PHONE)
    kept.counts.flush()
    kept.problem = None
    assert kept.counts.flush() == 0


def test_memory_is_bounded_and_one_alone_cannot_drive_a_number_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_KEPT", 10)
    kept = Kept()
    kept.problem = OperationalError("away")
    for round_ in range(4):
        for number in range(30):
            kept.counts.seen(("musterstadt", f"{round_}-{number}"), PHONE)
        kept.counts.flush()
    kept.problem = None
    assert kept.counts.flush() == 10
    for _ in range(1000):
        kept.counts.touched(KEY, PHONE)
    kept.counts.flush()
    assert kept.got[-1][1] == {"eins": (0, MOST_TOUCHED)}


def test_only_pages_of_offers_count() -> None:
    assert (
        offer_of("/musterstadt/angebote/0b1c") == offer_of("/en/musterstadt/angebote/0b1c") == ("musterstadt", "0b1c")
    )
    for path in ("/musterstadt/angebote", "/musterstadt/angebote/0b1c/hinweis", "/musterstadt/"):
        assert offer_of(path) is None, path
