"""A network's own colour is made readable, and the wish is kept where it can be."""

from __future__ import annotations

import pytest

from nestwerk.common.colour import (
    PAPER_DARK,
    PAPER_LIGHT,
    ColourError,
    accent_for,
    contrast,
    ink_on,
    luminance,
    readable,
)


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")


@pytest.mark.parametrize("wish", ["#ffcc00", "#00a0e3", "#e2001a", "#7ab800", "#ffffff", "#000000", "#808080"])
@pytest.mark.parametrize("ground", [PAPER_LIGHT, PAPER_DARK])
def test_every_wish_becomes_readable_on_light_and_dark_paper(wish, ground):
    assert contrast(readable(wish, ground), ground) >= 7


def test_a_readable_wish_stays_as_it_is():
    assert readable("#0B5559", PAPER_LIGHT) == "#0b5559"
    assert not accent_for("#0b5559").changed
    assert accent_for("#ffcc00").changed


def test_a_wish_is_moved_no_farther_than_needed():
    assert contrast(readable("#00a0e3", PAPER_LIGHT), PAPER_LIGHT) < 7.5


def test_text_on_a_filled_button_reads_well():
    for wish in ("#ffcc00", "#00a0e3", "#e2001a", "#7ab800"):
        accent = accent_for(wish)
        assert contrast(accent.light, accent.light_ink) >= 7
        assert contrast(accent.dark, accent.dark_ink) >= 7
    assert ink_on("#ffffff") == "#10181a"


@pytest.mark.parametrize("wrong", ["teal", "#fff", "#12345g", "", "#1234567"])
def test_what_is_no_colour_is_refused(wrong):
    with pytest.raises(ColourError):
        luminance(wrong)
