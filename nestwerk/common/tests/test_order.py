"""German order: what a reader expects in a list of names."""

from __future__ import annotations

from nestwerk.common.order import german_key, german_letter


def test_umlauts_stand_beside_their_vowels_and_case_does_not_matter():
    names = ["Zebra", "Ärztin", "apfel", "Straße", "Strasse", "Öl", "Ofen"]
    assert sorted(names, key=german_key) == ["apfel", "Ärztin", "Ofen", "Öl", "Strasse", "Straße", "Zebra"]


def test_quotation_marks_in_front_do_not_count():
    assert sorted(["„Mama lernt“", "Alle", "Zwerge"], key=german_key) == ["Alle", "„Mama lernt“", "Zwerge"]
    assert german_letter("„Mama lernt“") == "M"


def test_a_register_has_latin_letters_and_one_sign_for_all_else():
    assert [german_letter(name) for name in ("Ärztin", "ßpaß", "4 Pfoten", "")] == ["A", "S", "#", "#"]
