"""The labelled pairs: which rows of which lists are one and the same, judged by eye. The lists stay where they are."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from nestwerk.offers.duplicates.record import Record

from .sources import records

FILE = Path(__file__).with_name("labels.tsv")
HALVES = ("tune", "held")


@dataclass(frozen=True)
class Pair:
    """Two rows, whether they are the same, in which half they stand and why."""

    one: Record
    other: Record
    same: bool
    half: str
    reason: str


def pairs() -> list[Pair]:
    """All labelled pairs with their rows. Raises KeyError where a list has no such row."""
    with FILE.open(encoding="utf-8", newline="") as stream:
        return [
            Pair(records(row["file_a"])[row["key_a"]], records(row["file_b"])[row["key_b"]],
                 row["label"] == "same", row["half"], row["reason"])
            for row in csv.DictReader(stream, delimiter="\t")
        ]  # fmt: skip
