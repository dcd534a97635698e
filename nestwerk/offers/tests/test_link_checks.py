"""Whose turn it is, what a look at an address says, how slowly one host is visited. No database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nestwerk.common.fetch import Result, Trouble
from nestwerk.common.tests.foreign import foreign, saying
from nestwerk.offers.link_checks import addresses, broken, changed, moved, noted, turn
from nestwerk.offers.looking import Pace, look, paced

DAY = date(2026, 11, 22)
HOME = "https://haus.example.org/"
GONE = Result(HOME, 404)
THERE = Result(HOME, 200)
UNSURE = Result(HOME, None, trouble=Trouble.SLOW, cause="zu langsam")


def test_only_what_is_an_address_is_opened() -> None:
    values = {"website": "haus.example.org", "chat": "", "video": None, "messenger": "Signal 0170 1234567"}
    assert addresses(values) == {"website": "haus.example.org"}
    assert addresses({"messenger": "https://signal.me/x"}) == {"messenger": "https://signal.me/x"}


def test_only_two_failed_looks_on_different_days_make_it_broken() -> None:
    first = noted(None, HOME, GONE, on=DAY)
    assert (first["broken"], first["since"], first["sentence"]) == (
        False,
        "2026-11-22",
        "Diese Seite gibt es nicht mehr.",
    )
    same_day = noted(first, HOME, GONE, on=DAY)
    assert same_day["broken"] is False
    second = noted(same_day, HOME, GONE, on=DAY + timedelta(1))
    assert (second["broken"], second["since"]) == (True, "2026-11-22")
    assert broken({"website": second}, {"website": HOME}) == {"website": "Diese Seite gibt es nicht mehr."}
    assert broken({"website": second}, {"website": "https://neu.example.org/"}) == {}


def test_an_answer_that_says_neither_changes_nothing_and_a_good_one_everything() -> None:
    first = noted(None, HOME, GONE, on=DAY)
    unsure = noted(first, HOME, UNSURE, on=DAY + timedelta(1))
    assert (unsure["broken"], unsure["since"], unsure["sentence"]) == (False, "2026-11-22", "zu langsam")
    gone = noted(unsure, HOME, GONE, on=DAY + timedelta(2))
    assert gone["broken"]
    assert noted(gone, HOME, UNSURE, on=DAY + timedelta(3))["sentence"] == "Diese Seite gibt es nicht mehr."
    well = noted(gone, HOME, THERE, on=DAY + timedelta(4))
    assert (well["broken"], well["since"], well["sentence"]) == (False, "", "")


def test_another_address_begins_anew() -> None:
    old = noted(noted(None, HOME, GONE, on=DAY), HOME, GONE, on=DAY + timedelta(1))
    new = noted(old, "https://neu.example.org/", Result("https://neu.example.org/", 404), on=DAY + timedelta(2))
    assert (new["broken"], new["since"]) == (False, "2026-11-24")
    assert changed([("https://neu.example.org/", old), (HOME, old), ("https://nie.example.org/", None)]) == [
        "https://neu.example.org/"
    ]


def test_where_a_page_has_moved_for_good_its_new_address_is_kept() -> None:
    note = noted(None, HOME, Result("https://neu.example.org/", 200, moved=True), on=DAY)
    assert moved({"website": note}, {"website": HOME}) == {"website": "https://neu.example.org/"}


def test_everything_has_its_turn_within_a_week_and_each_address_once() -> None:
    notes = {f"https://{n}.example.org/": None for n in range(300)}
    kept: dict[str, dict[str, object] | None] = dict(notes)
    seen: list[str] = []
    for night in range(7):
        now = turn([(one, note) for one, note in kept.items() for _ in range(2)], today=DAY + timedelta(night))
        assert len(now) <= 50
        for one in now:
            kept[one] = noted(None, one, Result(one, 200), on=DAY + timedelta(night))
        seen += now
    assert sorted(seen) == sorted(notes)
    assert len(turn(list(kept.items()), today=DAY + timedelta(7))) == 50


def test_what_failed_once_is_looked_at_the_next_day_and_then_once_a_week() -> None:
    first = noted(None, HOME, GONE, on=DAY)
    assert turn([(HOME, first)], today=DAY) == []
    assert turn([(HOME, first)], today=DAY + timedelta(1)) == [HOME]
    second = noted(first, HOME, GONE, on=DAY + timedelta(1))
    assert turn([(HOME, second)], today=DAY + timedelta(2)) == []
    assert turn([(HOME, second)], today=DAY + timedelta(8)) == [HOME]


class Clock:
    def __init__(self) -> None:
        self.now, self.waits = 100.0, list[float]()

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


def test_one_host_is_visited_slowly_and_others_meanwhile() -> None:
    clock = Clock()
    pace = Pace(lambda host, seconds: ["192.0.2.1"], 2.0, clock, clock.wait)
    for host in ("eins.example", "zwei.example", "eins.example"):
        pace(host, 5)
    clock.now += 1.5
    pace("zwei.example", 5)
    assert clock.waits == pytest.approx([2.0])


def test_the_real_client_is_slow_with_a_host_and_keeps_to_its_time() -> None:
    with foreign(saying("200 OK")) as server:
        pages = [f"http://haus.example:{server.port}/{n}" for n in range(3)]
        client = paced(server.client(), 0.2)
        start = client.clock()
        found = look(pages, client, until=start + 60)
        assert [one.works for one in found.values()] == [True, True, True]
        assert client.clock() - start >= 0.4
        assert look(pages, client, until=client.clock() - 1) == {}
