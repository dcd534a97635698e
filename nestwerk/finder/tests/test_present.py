"""What the pages are made of: contact links, the map, the style sheet, the emergency strip."""

from __future__ import annotations

import re

import pytest
from markupsafe import Markup

from nestwerk.finder.icons import _ICONS
from nestwerk.finder.present.cards import Card
from nestwerk.finder.present.contact import dial, position, ways
from nestwerk.finder.present.maps import draw
from nestwerk.finder.present.qr import qr_code
from nestwerk.finder.stylesheet import PARTS, squeeze, stylesheet, stylesheet_version
from nestwerk.finder.texts import texts_for
from nestwerk.finder.wording.hours import UNKNOWN
from nestwerk.matching.types import Place

from .builders import make_network, make_offer

DE = texts_for("de")


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("03675 / 87-12 34", "tel:0367587 1234".replace(" ", "")),
        ("+49 (0) 3675 8712", "tel:+4936758712"),
        ("116 117", "tel:116117"),
        ("nach Vereinbarung", ""),
    ],
)
def test_a_number_as_written_becomes_one_a_phone_can_dial(written, dialled):
    assert dial(written) == dialled


def test_ways_without_the_voice_stand_beside_phone_and_mail():
    offer = make_offer(
        phone="030 23125 101",
        email="a@example.org",
        sms="0171 3920001",
        chat="https://example.org/chat",
        website="example.org",
    )
    found = ways(offer, DE)
    assert [(way.kind, way.href, way.voice) for way in found] == [
        ("phone", "tel:03023125101", True),
        ("email", "mailto:a@example.org", False),
        ("sms", "sms:01713920001", False),
        ("chat", "https://example.org/chat", False),
        ("website", "https://example.org", False),
    ]


def test_a_position_opens_in_the_readers_own_map():
    assert position(50.35, 11.17) == "geo:50.35000,11.17000"
    assert position(None, None) == ""


def _card(number, lat, lon):
    return Card(number, f"o{number}", f"Angebot {number}", "", "/", (), "", UNKNOWN, None, lat, lon, Markup(""))


def test_pins_carry_the_numbers_of_the_list_and_share_one_where_they_would_touch():
    drawn = draw(make_network(), [_card(1, 50.3, 11.1), _card(2, 50.3001, 11.1), _card(3, 50.5, 11.3)], None)
    assert drawn is not None
    assert [(pin.text, pin.target) for pin in drawn.pins] == [("1, 2", "#angebot-1"), ("3", "#angebot-3")]
    assert drawn.pins[0].names == "1: Angebot 1; 2: Angebot 2"


def test_a_map_shows_only_what_is_near_and_nothing_without_a_place():
    here = Place("x", "Musterstadt", (), (), 50.4, 11.2)
    drawn = draw(make_network(), [_card(1, 50.4, 11.3), _card(2, 54.3, 13.1)], here)
    assert drawn is not None
    assert [pin.text for pin in drawn.pins] == ["1"]
    assert draw(make_network(), [_card(1, None, None)], here) is None
    assert draw(make_network(), [_card(1, 54.3, 13.1)], here) is None


def test_everything_drawn_lies_on_the_map():
    drawn = draw(make_network(), [_card(n, 50.2 + n / 30, 11.0 + n / 40) for n in range(1, 11)], None)
    assert drawn is not None
    points = [(pin.x, pin.y) for pin in drawn.pins] + [(name.x, name.y) for name in drawn.names]
    assert all(0 < x < drawn.width and 0 < y < drawn.height for x, y in points)


def test_the_style_sheet_is_whole_small_and_without_foreign_addresses():
    css = stylesheet()
    assert css.count("{") == css.count("}")
    assert all(f"@layer {name}" in css for name in ("tokens", "base", "frame", "parts", "pages", "paper"))
    assert "http" not in css
    assert "/*" not in css
    assert len(css) < 40_000
    assert re.fullmatch(r"[0-9a-f]{12}", stylesheet_version())
    assert len(set(PARTS)) == len(PARTS)


def test_right_to_left_is_prepared_no_left_or_right_in_the_style_sheet():
    assert (
        re.findall(
            r"(?:margin|padding|border|inset)-(?:left|right)|[{;](?:left|right|float):|text-align:(?:left|right)",
            stylesheet(),
        )
        == []
    )


def test_squeezing_keeps_what_matters():
    assert squeeze("a {\n  color: red; /* no */\n}\n@media (min-width: 4em) { b > i { top: calc(1px + 2px) } }") == (
        "a{color:red}@media (min-width:4em){b>i{top:calc(1px + 2px)}}"
    )


def test_every_icon_has_the_same_stroke_and_says_nothing_to_screen_readers():
    for name, markup in _ICONS.items():
        assert 'aria-hidden="true"' in markup, name
        assert "stroke-width" not in markup, name


def test_a_qr_code_is_a_drawing_without_a_fixed_size():
    code = qr_code("https://example.org/musterland/")
    assert code.startswith("<svg")
    assert " width=" not in code
    assert "example.org" not in code
