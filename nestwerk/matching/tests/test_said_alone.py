"""One word, which says little among others, is a whole question where it stands alone."""

from __future__ import annotations

import csv
from importlib import resources
from pathlib import Path

import pytest

from nestwerk.matching.rank import rank
from nestwerk.matching.said_alone import FILE, alone
from nestwerk.matching.tests.builders import TODAY, ask, needs, offer, segment, types
from nestwerk.matching.text import folded

TAXONOMY = Path(__file__).resolve().parents[2] / "taxonomy" / "data" / "terms.tsv"


def test_every_code_is_one_of_the_taxonomy() -> None:
    with TAXONOMY.open(encoding="utf-8", newline="") as file:
        known = {row["code"] for row in csv.DictReader(file, delimiter="\t")}
    assert {code for codes in alone().values() for code in codes} <= known


def test_no_word_asks_for_two_things() -> None:
    lines = resources.files("nestwerk.matching").joinpath("data", FILE).read_text(encoding="utf-8").splitlines()
    said = [{" ".join(folded(words)) for words in line.partition("\t")[2].split("|")} for line in lines if "\t" in line]
    assert "" not in set().union(*said)
    assert sum(len(words) for words in said) == len(set().union(*said))


@pytest.mark.parametrize("text", ["schwanger", "ich bin schwanger", "Schwangerschaft", "I am pregnant", "я беременна"])
def test_who_only_says_that_she_expects_is_not_told_of_a_decision(text: str) -> None:
    assert types(text)[0] == "midwife_care"
    assert "unplanned_pregnancy" not in needs(text)


@pytest.mark.parametrize("text", ["Kinderwagen", "stroller", "коляска", "عربة أطفال"])
def test_a_thing_families_need_is_a_question_of_money(text: str) -> None:
    found = ask(text)
    assert needs(text)[0] == "money"
    assert found.unknown == ()


def test_a_place_beside_it_stays_a_place() -> None:
    found = ask("spielplatz in Sonneberg")
    assert found.place is not None
    assert found.place.name == "Sonneberg"
    assert "meet_parents" in [code.removeprefix("need.") for code, _ in found.needs]


def test_among_other_words_it_says_what_it_said() -> None:
    assert needs("mein Mann trinkt, ich bin schwanger")[0] == "addiction"


def test_what_was_taken_away_does_not_come_back() -> None:
    found = ask("kinderwagen", without=frozenset({"need.money"}))
    assert "need.money" not in dict(found.needs)


def test_an_offer_that_has_the_word_in_its_title_stands_before_what_is_only_thought_of() -> None:
    group, park = offer("group", "Krabbelgruppe", "parent_child_group"), offer("park", "Spielplatz am Park", "daycare")
    known = segment(group, park)
    ranking = rank(ask("spielplatz"), [known], today=TODAY)
    assert [hit.id for hit in ranking.hits] == ["park", "group"]
