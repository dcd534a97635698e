"""A lexicon read from saved arrays answers exactly like the one that was built."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from bench.eval_local import read_places, read_terms
from nestwerk.matching.lexicon import Lexicon
from nestwerk.matching.packing import Lookup, Places, ends, packed, unpacked
from nestwerk.matching.tests.builders import PLACES
from nestwerk.matching.types import Context
from nestwerk.matching.understand import understand

ROOT = Path(__file__).resolve().parents[3]
TAXONOMY = ROOT / "nestwerk" / "taxonomy" / "data" / "terms.tsv"
QUESTIONS = [*sorted((ROOT / "bench" / "queries").glob("*.tsv")), ROOT.parent / "shared" / "eval" / "queries-dev.tsv"]


@cache
def lexicons() -> tuple[Lexicon, Lexicon]:
    terms, slots = read_terms()
    built = Lexicon.build(terms, slots, read_places(), centres=[(50.36, 11.17)])
    arrays = {name: np.frombuffer(array.tobytes(), array.dtype) for name, array in built.arrays().items()}
    return built, Lexicon.load(arrays, built.meta())


def asked() -> list[str]:
    found = []
    for path in QUESTIONS:
        if path.exists():
            with path.open(encoding="utf-8", newline="") as file:
                found += [row["query"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    return found


def mistyped(text: str, turn: int) -> str:
    """Every word with a letter swapped or left out, at a place that changes from question to question."""
    words = []
    for word in text.split():
        at = 1 + turn % max(1, len(word) - 2)
        words.append(word[:at] + (word[at + 1] + word[at] + word[at + 2 :] if turn % 2 else word[at + 1 :])
                     if len(word) >= 5 else word)  # fmt: skip
    return " ".join(words)


def test_the_real_lexicon_means_the_same_built_and_loaded() -> None:
    built, loaded = lexicons()
    assert len(built.phrases) > 20_000
    questions = asked()
    assert len(questions) > 800
    for turn, text in enumerate(questions):
        place = ("", " in lauscha", " in sonnebrg")[turn % 3]
        for words in (f"{text}{place}", mistyped(text, turn)):
            context = Context(language=("de", "en")[turn % 2])
            assert understand(words, loaded, context) == understand(words, built, context), words


def test_every_word_of_the_taxonomy_finds_something() -> None:
    """A word that begins like an age ("Wochenbett") or names a way of help ("Videoberatung") is asked for as well."""
    wishes = {"Hausbesuche"}  # how help should come, which any offer may do
    _, loaded = lexicons()
    with TAXONOMY.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["code"].startswith(("need.", "offer."))]
    assert len(rows) > 80
    unheard = set()
    for row in rows:
        for word in (row["de"], row["de_plain"], row["en"], *row["synonyms"].split("|")):
            found = understand(word, loaded, Context())
            if not (found.needs or found.offer_types or found.target_groups or found.emergency):
                unheard.add(word)
    assert unheard == wishes


def test_every_phrase_and_every_place_is_kept() -> None:
    built, loaded = lexicons()
    assert loaded.phrases.phrases == built.phrases.phrases
    assert loaded.words == built.words
    assert loaded.spoken == built.spoken
    assert list(loaded.place_table.places) == list(built.place_table.places)
    for text in ("Baby schreit nur noch und lässt sich nicht beruhigen", "Kita", "Geld vom Amt"):
        names = {f"d:{word}" for word in text.lower().split()} | {"d:schrei", "d:geld"}
        assert loaded.phrases.spoken_of(names) == built.phrases.spoken_of(names)


def test_an_empty_lexicon_can_be_kept_too() -> None:
    empty = Lexicon.build([], {}, [])
    assert understand("baby schreit in suhl", Lexicon.load(empty.arrays(), empty.meta()), Context()).needs == ()


def test_words_that_share_a_checksum_are_all_found() -> None:
    words = ["plumless", "buckeroo", "anders"]  # the first two have the same CRC-32
    lookup = Lookup(Lookup.build(words, [0, 1, 2]))
    assert sorted(lookup.rows(["plumless"])) == [0, 1]
    assert lookup.rows(["anders", "fehlt"]) == [2]
    assert lookup.rows([]) == []


def test_words_and_places_come_back_as_they_were() -> None:
    assert unpacked(packed(["Зуль", "ä", "x"])) == ["Зуль", "ä", "x"]
    assert unpacked(packed([])) == []
    assert ends([2, 0, 3]).tolist() == [0, 2, 2, 5]
    places = Places(Places.build(PLACES))
    assert list(places) == list(PLACES)
    assert places[2:4] == list(PLACES[2:4])
    with pytest.raises(IndexError):
        places[len(PLACES)]


@pytest.mark.parametrize(
    "question",
    ["mein baby ist gestorben", "unsere tochter ist gestorben", "mein sohn ist verstorben", "mein baby lebt nicht mehr",
     "unser kind wurde still geboren"],
)  # fmt: skip
def test_who_lost_a_child_is_heard_and_not_spoken_to_as_the_parent_of_an_infant(question: str) -> None:
    meant = understand(question, lexicons()[0], Context())
    assert meant.needs[0][0] == "need.bereavement", question
    assert meant.offer_types[0][0] == "offer.bereavement", question
    assert not {code for code, _ in (*meant.needs, *meant.target_groups)} & {"need.breastfeeding", "tg.infant"}, (
        question
    )
