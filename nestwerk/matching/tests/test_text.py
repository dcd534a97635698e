"""What folding may not lose."""

from __future__ import annotations

from nestwerk.matching.text import folded


def test_turkish_died_is_not_became() -> None:
    assert folded("bebeğim öldü") == folded("bebeğim vefat etti")
    assert folded("BEBEĞİM ÖLDÜ")[-2:] == ["vefat", "etti"]
    assert folded("bebeğim oldu") != folded("bebeğim öldü")
    assert "vefat" not in folded("ölmek öldürmek ölçü")
