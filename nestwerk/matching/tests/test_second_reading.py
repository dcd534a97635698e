"""A second reading knows what no phrase says, doubts what sounds otherwise, and is silent where it should be."""

from __future__ import annotations

from pathlib import Path

import pytest

from nestwerk import matching
from nestwerk.matching.second_reading import NONE, learned, read_again
from nestwerk.matching.text import folded
from nestwerk.matching.types import EMERGENCIES

CODES = frozenset(learned().columns) - {NONE}

# Invented for this test, in no list.
SAID = [
    ("need.sleep", "um drei uhr nachts turnt sie im gitterbett und ich lieg wach"),
    ("need.money", "the rent is due and theres nothing left for nappies"),
    ("need.isolation", "bütün gün evde tek başımayım konuşacak kimse yok"),
    ("need.bereavement", "сердечко остановилось на двадцатой неделе и дома пустая кроватка"),
    ("need.childcare", "з вересня на роботу а місця в садку немає"),
    ("need.breastfeeding", "حلماتي متشققة وما عم يعرف يمسك الصدر"),
]
ELSEWHERE = [
    "wo bekomme ich neue reifen für den kombi",
    "cat had kittens under the sofa",
    "galatasaray maçı saat kaçta başlıyor",
    "курс валют на сегодня",
]


@pytest.mark.parametrize(("code", "text"), SAID)
def test_it_reads_what_no_phrase_said(code, text):
    assert code in read_again({}, folded(text), (), CODES)


@pytest.mark.parametrize("text", ELSEWHERE)
def test_what_families_do_not_ask_here_means_nothing_and_makes_other_readings_doubtful(text):
    said = read_again({"need.sleep": 0.8, "slot.cost.free": 0.9}, folded(text), (), CODES)
    assert said["need.sleep"] < 0.6
    assert said["slot.cost.free"] == 0.9
    assert len(said) == 2


def test_it_agrees_with_a_phrase_and_doubts_what_sounds_otherwise():
    text = folded("sie schläft nachts nie länger als zwei stunden")
    said = read_again({"need.sleep": 0.8, "need.money": 0.8, "offer.cry_clinic": 0.8}, text, (), CODES)
    assert said["need.sleep"] >= 0.8
    assert 0.35 < said["need.money"] < 0.65
    assert said["offer.cry_clinic"] == 0.8  # a kind of help is no other need


def test_what_the_reader_took_away_does_not_come_back():
    text = folded("sie schläft nachts nie länger als zwei stunden")
    assert "need.sleep" in read_again({}, text, (), CODES)
    assert "need.sleep" not in read_again({}, text, {"need.sleep"}, CODES)


def test_it_never_raises_an_emergency_and_knows_only_what_the_lexicon_knows():
    said = read_again({}, folded("mein mann schlägt mich jeden abend"), (), CODES)
    assert not set(said) & set(EMERGENCIES)
    assert read_again({"need.violence": 0.8}, folded(ELSEWHERE[1]), (), CODES) == {"need.violence": 0.8}
    assert read_again({}, folded("sie schläft nie"), (), ()) == {}
    assert read_again({}, ["schlafen"], (), CODES) == {}  # one word is known or is a name


def test_every_meaning_it_learned_is_one_of_the_taxonomy():
    terms = Path(matching.__file__).parents[1] / "taxonomy" / "data" / "terms.tsv"
    codes = {line.split("\t")[0] for line in terms.read_text(encoding="utf-8").splitlines()}
    assert set(learned().columns) - {NONE} <= codes


def test_what_is_delicate_is_spoken_of_only_where_the_words_say_so():
    text = folded("yardım istiyorum hamileyim")
    assert 0 < read_again({}, text, (), CODES)["need.unplanned_pregnancy"] < 0.5
    assert read_again({"need.unplanned_pregnancy": 0.9}, text, (), CODES)["need.unplanned_pregnancy"] >= 0.5
