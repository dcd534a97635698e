"""The labelled pairs: nothing of the lists in them, both halves alike, and the measured quality does not fall back."""

import csv

import pytest

from bench.duplicates.__main__ import figures, value
from bench.duplicates.labels import FILE, HALVES, pairs
from bench.duplicates.made import make
from bench.duplicates.sources import READERS, everything, there
from nestwerk.offers.duplicates import LIKELY, POSSIBLE, find
from nestwerk.offers.duplicates.card import card
from nestwerk.offers.duplicates.common import common


def rows() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def test_labels_are_keys_with_a_judgement_and_hold_nothing_of_the_lists() -> None:
    found = rows()
    assert len(found) >= 300
    assert {row["file_a"] for row in found} | {row["file_b"] for row in found} <= set(READERS)
    assert all(row["key_a"].isdigit() and row["key_b"].isdigit() for row in found)
    assert {(row["label"], row["half"]) for row in found} == {
        (label, half) for label in ("same", "different") for half in HALVES
    }


def test_no_row_stands_in_both_halves() -> None:
    held = {(row[f"file_{side}"], row[f"key_{side}"]) for row in rows() if row["half"] == "held" for side in "ab"}
    tune = {(row[f"file_{side}"], row[f"key_{side}"]) for row in rows() if row["half"] == "tune" for side in "ab"}
    assert held & tune == set()


@pytest.mark.skipif(not there(), reason="the real lists do not lie beside the project")
def test_the_held_out_half_is_judged_no_worse_than_measured() -> None:
    shared = common([card(record) for record in everything()])
    held = [pair for pair in pairs() if pair.half == "held"]
    precision, recall, _ = figures(held, lambda pair: value(pair, shared) >= LIKELY)
    assert precision >= 0.94
    assert recall >= 0.84
    assert figures(held, lambda pair: value(pair, shared) >= POSSIBLE)[1] >= 0.96


def test_invented_offers_entered_twice_are_found() -> None:
    records, twins = make(2200)
    found = {frozenset((match.one, match.other)): match.level for match in find(records)}
    assert len(twins) == 200
    assert len(twins & found.keys()) >= 0.98 * len(twins)
    assert sum(level == "likely" and pair not in twins for pair, level in found.items()) <= 2
