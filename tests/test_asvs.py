"""R-88: every ASVS item of levels 1 and 2 has a state, a met one names what shows it."""

from __future__ import annotations

import importlib
import re
from collections import Counter
from types import ModuleType

import pytest

from tests.environment import ROOT
from tests.report import note

# How many requirements of levels 1 and 2 each chapter of ASVS 5.0.0 has.
ITEMS = dict(zip(range(1, 18), (27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7), strict=True))


@pytest.fixture
def asvs(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / ".ci"))
    return importlib.import_module("asvs")


def test_all_items_are_there_once_and_in_order(asvs: ModuleType) -> None:
    items = [row["item"] for row in asvs.rows()]
    numbers = [tuple(map(int, re.fullmatch(r"V(\d+)\.(\d+)\.(\d+)", item).groups())) for item in items]  # type: ignore[union-attr]
    assert numbers == sorted(set(numbers))
    assert Counter(number[0] for number in numbers) == ITEMS
    assert Counter(row["level"] for row in asvs.rows()) == {"1": 70, "2": 183}


def test_whatever_is_said_to_be_met_is_shown_by_something_that_exists(asvs: ModuleType) -> None:
    for row in asvs.rows():
        assert row["status"] in asvs.STATES, row["item"]
        paths = row["shown"].split()
        assert [path for path in paths if not (ROOT / path).is_file()] == [], row["item"]
        assert bool(paths) == (row["status"] in ("erfüllt", "teilweise")), row["item"]
        assert row["note"] or row["status"] == "erfüllt", f"{row['item']}: what is missing, or why not?"


def test_the_page_is_what_the_table_says_with_open_items_on_top(asvs: ModuleType) -> None:
    page = (ROOT / "docs" / "sicherheit" / "asvs.md").read_text(encoding="utf-8")
    assert page == asvs.page(asvs.rows()), "old: run `python .ci/asvs.py`"
    count = Counter(row["status"] for row in asvs.rows())
    assert page.index(f"## Offen: {count['offen']}\n") < page.index("## Teilweise: ") < page.index("## V1 ")
    note("ASVS 5, Stufen 1 und 2: " + ", ".join(f"{count[state]} {state}" for state in asvs.STATES))
