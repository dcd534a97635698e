"""What folding may not lose."""

from __future__ import annotations

from nestwerk.matching.text import folded


def test_turkish_died_is_not_became() -> None:
    assert folded("bebeğim öldü") == folded("bebeğim vefat etti")
    assert folded("BEBEĞİM ÖLDÜ")[-2:] == ["vefat", "etti"]
    assert folded("bebeğim oldu") != folded("bebeğim öldü")
    assert "vefat" not in folded("ölmek öldürmek ölçü")


def test_addiction_is_not_said_by_who_seeks() -> None:
    for text in (
        "Sucht",
        "mein Mann hat eine Sucht",
        "sucht und schwangerschaft",
        "mein mann sucht alkohol",
        "MEIN MANN HAT EINE SUCHT",
        "mann hat sucht therapie",
    ):
        assert "suchterkrankung" in folded(text), text
    for text in (
        "mein kind sucht nähe",
        "Familie sucht Wohnung",
        "die sucht hilfe",
        "Mutter sucht Spielgruppe",
        "neu hier und sucht Anschluss",
        "Sucht in Sonneberg Hebamme",
        "schwanger und sucht Arzt",
        "vater sucht hilfe",
        "er sucht sie",
    ):
        assert "suchterkrankung" not in folded(text), text
    assert folded("vater sucht hilfe") == ["vater", "suche", "hilfe"]
