"""Two versions side by side, and the side proposed when two records become one."""

from __future__ import annotations

from typing import Any

import pytest

from nestwerk.offers.compare import Names, differences, rows
from nestwerk.offers.compare.choosing import fields, propose
from nestwerk.offers.compare.values import in_words
from nestwerk.offers.editing.merge import conflicts

NAMES = Names(terms={"need.sleep": "Schlaf"}, spaces={7: "Mitte"})


def marked(before: str, after: str) -> tuple[str, str]:
    sides = differences(before, after)
    return tuple("".join(f"[{p.text}]" if p.kind else p.text for p in side) for side in sides)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("before", "after", "left", "right"),
    [
        ("Kaffee für alle.", "Tee für alle.", "[Kaffee] für alle.", "[Tee] für alle."),
        ("Kaffee für alle.", "Kaffee und Kuchen für alle.", "Kaffee für alle.", "Kaffee [und Kuchen ]für alle."),
        ("", "Neu.", "", "[Neu.]"),
        ("Alt.", "", "[Alt.]", ""),
        ("gleich", "gleich", "gleich", "gleich"),
    ],
)
def test_the_words_that_differ_are_marked(before: str, after: str, left: str, right: str) -> None:
    assert marked(before, after) == (left, right)


def test_both_sides_keep_their_whole_text_however_long() -> None:
    before = " ".join(f"Wort{n}" for n in range(4000))
    after = " ".join(f"Wort{n}" if n % 3 else f"Neu{n}" for n in range(4000))
    left, right = differences(before, after)
    assert ("".join(p.text for p in left), "".join(p.text for p in right)) == (before, after)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("needs", ["need.sleep", "need.gone"], ["Schlaf", "need.gone"]),
        ("access", ["drop_in"], ["ohne Termin"]),
        ("languages", ["de", "tr"], ["Deutsch", "Türkisch"]),
        ("age_to_months", 36, ["3 Jahre"]),
        ("age_from_months", -9, ["ab der Schwangerschaft"]),
        ("cost_kind", "free", ["kostenlos"]),
        ("anonymous", False, ["nein"]),
        ("opening_hours", "Mo-Fr 09:00-12:00", ["Montag bis Freitag von 9 bis 12 Uhr"]),
        ("opening_hours", "nach Absprache!", ["nach Absprache!"]),
        ("season", "--04-01/--10-31", ["April bis Oktober"]),
        ("dates", [{"kind": "kaputt"}], ["Termine, die wir nicht lesen können"]),
        ("places_until", "2026-12-01", ["1. Dezember 2026"]),
        ("places_free", 0, ["0"]),
        ("waiting_weeks", 1, ["1 Woche"]),
        ("social_space_id", 7, ["Mitte"]),
        ("texts", {"tr": {"title": "Kahve", "of": "x"}}, ["Titel (Türkisch): Kahve"]),
        ("phone", "", []),
    ],
)
def test_values_stand_in_words(name: str, value: Any, words: list[str]) -> None:
    assert in_words(name, value, NAMES) == words


def test_a_row_tells_what_stood_there_when_the_edit_began() -> None:
    now, after, base = {"phone": "9", "needs": []}, {"phone": "2", "needs": ["need.sleep"]}, {"phone": "1", "needs": []}
    found = rows(now, after, NAMES, fields=now, conflicts=conflicts(after, base, now))
    assert [(row.name, row.conflict) for row in found] == [("phone", ["1"]), ("needs", None)]


@pytest.mark.parametrize(
    ("name", "first", "second", "side"),
    [
        ("phone", "", "1", "second"),
        ("phone", "1", "2", "newer"),
        ("summary", "lang und gut", "kurz", "first"),
        ("needs", ["a"], ["b", "c"], "second"),
        ("needs", ["a"], ["b"], "newer"),
        ("anonymous", None, False, "second"),
    ],
)
def test_the_fuller_or_else_the_newer_is_proposed(name: str, first: Any, second: Any, side: str) -> None:
    assert propose(name, first, second, "newer") == side


def test_from_birth_on_says_more_than_nothing() -> None:
    first, second = {"age_from_months": 0, "age_to_months": 12}, {"age_from_months": None, "age_to_months": 12}
    (field,) = fields(first, second, NAMES, of=first, newer="second")
    assert (field.name, field.side) == ("age_from_months", "first")
