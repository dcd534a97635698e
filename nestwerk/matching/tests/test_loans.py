"""German words that people say in other languages, written as they sound."""

from __future__ import annotations

import pytest

from nestwerk.matching.loans import Loans
from nestwerk.matching.packing import part
from nestwerk.matching.sounds import frames, heard
from nestwerk.matching.stems import key
from nestwerk.matching.tests.builders import ask, lexicon
from nestwerk.matching.text import fold

SPOKEN = {
    "ru": {"hebamme", "jugendamt", "elterngeld", "kindergeld", "kita", "kreisssaal", "kinderarzt", "kind"},
    "uk": {"unterhaltsvorschuss"},
    "ar": {"tagesmutter"},
}


@pytest.fixture(scope="module")
def loans() -> Loans:
    arrays = {f"loans.{name}": array for name, array in Loans.build(SPOKEN).items()}
    return Loans(SPOKEN, part(arrays, "loans"))


@pytest.mark.parametrize(
    ("typed", "german"),
    [
        ("хебамме", "hebamme"), ("хебаме", "hebamme"), ("гебамме", "hebamme"), ("هيبامه", "hebamme"),
        ("китà", "kita"), ("كيتا", "kita"), ("югендамт", "jugendamt"), ("يوغندامت", "jugendamt"),
        ("елтернгельд", "elterngeld"), ("эльтернгельд", "elterngeld"), ("киндергельд", "kindergeld"),
        ("كيندرجيلد", "kindergeld"), ("крайсзал", "kreisssaal"), ("киндерарцт", "kinderarzt"),
        ("унтергальтсфоршус", "unterhaltsvorschuss"), ("тагесмуттер", "tagesmutter"), ("تاغسموتر", "tagesmutter"),
    ],
)  # fmt: skip
def test_a_german_word_is_known_by_its_sound(loans: Loans, typed: str, german: str) -> None:
    assert loans.meant(fold(typed), slips=True) == german


@pytest.mark.parametrize("typed", ["ребенок", "молоко", "كتاب", "طفل", "врач", "деньги", "مساعدة", "hebamme", "кит"])
def test_other_words_stand_for_no_german_one(loans: Loans, typed: str) -> None:
    assert loans.meant(fold(typed), slips=True) == ""


def test_a_sound_keeps_vowels_and_its_frame_only_consonants() -> None:
    assert heard(fold("Hebamme")) == heard(fold("хебамме")) == ("hepame",)
    assert frames(fold("Güstrow")) == ("kstrf", "kstr")


def test_what_is_said_of_a_language_beside_a_need_is_no_need_of_its_own() -> None:
    found = ask("Hebamme gesucht auf Türkisch")
    assert found.needs[0][0] == "need.find_midwife"
    assert "need.language" not in [code for code, _ in found.needs]
    assert found.languages == ("tr",)


@pytest.mark.parametrize(
    ("one", "other"), [("بيبكي", "كيبكي"), ("بينام", "مبينامش"), ("بيعيط", "هيعيط"), ("نمشي", "بنمشي")]
)
def test_dialects_of_arabic_share_a_stem(one: str, other: str) -> None:
    assert key(fold(one), "ar") == key(fold(other), "ar")


def test_the_small_lexicon_has_loans_as_well() -> None:
    assert lexicon().loans.meant("хебамме") == ""
