"""The red block above the results: whom to call first, 112 always, ways without the voice last; with the real lines."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

import pytest
from django.test import RequestFactory

from nestwerk.catalogue.records import HelplineRecord
from nestwerk.common.hours import BERLIN
from nestwerk.finder.languages import ENGLISH, GERMAN, LANGUAGES
from nestwerk.finder.page import Page
from nestwerk.finder.present.alarms import FIRST, raised
from nestwerk.finder.present.emergency_page import emergency_page
from nestwerk.finder.texts import texts_for
from nestwerk.matching.emergency import SIGNS
from nestwerk.matching.types import EMERGENCIES, Place, Understood
from nestwerk.networks.helplines import load_helplines

from .builders import make_network
from .test_decisions import Catalogue

NIGHT = datetime(2026, 11, 22, 3, 0, tzinfo=BERLIN)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=BERLIN)
LINES = tuple(HelplineRecord(**asdict(line)) for line in load_helplines())
MUNICH = Place("gn:2", "München", (), ("80331",), 48.1, 11.6, 0, "09162000")
REGION = make_network(kind="region", ags=("09473", "16069"), land="TH")


def _page(network=None, *, at=NOON, language=GERMAN, helplines=LINES):
    snap = Catalogue(terms={}, networks={}, helplines=helplines, offers=lambda slug: (), version="1")
    return Page(RequestFactory().get("/"), language, snap, at, network)


def _alarm(code, *, network=None, at=NOON, place=None, by_hand=False):
    found = raised(_page(network or make_network(), at=at), Understood("", emergency=(code,), place=place),
                   place_by_hand=by_hand)  # fmt: skip
    return found.alarms[0]


def _numbers(alarm):
    return [call.way.shown for call in alarm.calls]


@pytest.mark.parametrize(
    ("code", "at", "numbers"),
    [
        ("need.poisoning", NOON, ["0361 730730", "112"]),
        ("need.acute_danger", NOON, ["112", "110"]),
        ("need.violence", NOON, ["116 016", "110", "112"]),
        ("need.suicidality", NOON, ["112", "0800 1110111"]),
        ("need.losing_control", NOON, ["0800 1110550", "0800 1110111", "112"]),
        ("need.losing_control", NIGHT, ["0800 1110111", "112"]),
    ],
)
def test_each_emergency_names_the_right_number_first(code, at, numbers):
    assert _numbers(_alarm(code, at=at)) == numbers


@pytest.mark.parametrize("code", EMERGENCIES)
def test_every_emergency_has_an_order_a_rescue_number_and_no_line_for_professionals(code):
    assert "112" in FIRST[code]
    for network in (None, make_network(), REGION):
        found = raised(_page(network), Understood("", emergency=(code,)), place_by_hand=False)
        lines = [call.line for call in found.alarms[0].calls] + [*found.alarms[0].lines, *found.silent]
        assert "kinderschutzhotline" not in {line.key for line in lines}
        assert "112" in _numbers(found.alarms[0])


@pytest.mark.parametrize("code", EMERGENCIES)
def test_the_ways_without_the_voice_stand_apart_at_the_end(code):
    found = raised(_page(make_network()), Understood("", emergency=(code,)), place_by_hand=False)
    assert found.silent
    assert all(not way.voice for line in found.silent for way in line.silent)
    assert all(line.call for line in found.alarms[0].lines)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_every_number_to_press_says_what_it_is_for(language):
    for code in EMERGENCIES:
        found = raised(_page(make_network(), language=language), Understood("", emergency=(code,)), place_by_hand=False)
        assert all(call.purpose for call in found.alarms[0].calls)
    own_key = texts_for(language.code).has("call.violence.110")
    assert own_key


@pytest.mark.parametrize("code", sorted(SIGNS))
def test_a_medical_sign_names_its_number_and_112_is_always_there(code):
    found = raised(_page(make_network()), Understood("", signs=(code,)), place_by_hand=False)
    first = (*found.signs, *found.later_signs)[0].way
    assert first.href == f"tel:{SIGNS[code].call}"
    assert first.href == "tel:112" or found.rescue.href == "tel:112"


def test_a_sign_that_asks_for_112_stands_before_any_other_emergency_and_a_milder_one_after():
    understood = Understood("", emergency=("need.poisoning",), signs=("sign.infant_fever", "sign.breathing"))
    found = raised(_page(make_network()), understood, place_by_hand=False)
    assert [sign.way.shown for sign in found.signs] == ["112"]
    assert [sign.way.shown for sign in found.later_signs] == ["116 117"]


def test_acute_danger_comes_before_everything_else_and_no_line_twice():
    understood = Understood("", emergency=("need.suicidality", "need.violence", "need.acute_danger"))
    found = raised(_page(make_network()), understood, place_by_hand=False)
    assert [alarm.key for alarm in found.alarms] == ["acute_danger", "suicidality", "violence"]
    keys = [line.key for alarm in found.alarms for line in alarm.lines]
    assert len(keys) == len(set(keys))


def test_the_place_in_its_field_decides_which_poison_centre():
    assert _numbers(_alarm("need.poisoning", place=MUNICH, by_hand=True))[0] == "089 19240"
    # a place in the words may be a slip ("Essen"), so a network of one Land keeps its own centre
    assert _numbers(_alarm("need.poisoning", place=MUNICH))[0] == "0361 730730"
    assert _numbers(_alarm("need.poisoning", place=MUNICH, network=REGION))[0] == "089 19240"


def test_where_the_land_is_not_known_112_comes_first_and_the_centres_by_land():
    region = _alarm("need.poisoning", network=REGION)
    assert _numbers(region) == ["112", "116 117"]
    assert [(lands, line.call.shown) for lands, line in region.centres] == [
        ("Bayern", "089 19240"),
        ("Thüringen", "0361 730730"),
    ]
    everywhere = raised(_page(None), Understood("", emergency=("need.poisoning",)), place_by_hand=False).alarms[0]
    assert _numbers(everywhere) == ["112", "116 117"]
    assert sum(len(lands.split(", ")) for lands, _ in everywhere.centres) == 16


def test_the_line_for_men_stands_below_the_one_most_need():
    found = _alarm("need.violence")
    assert "gewalt_maenner" not in {call.line.key for call in found.calls}
    assert found.lines[-1].key == "gewalt_maenner"


def test_112_is_there_even_if_the_catalogue_lost_its_lines():
    found = raised(
        _page(make_network(), helplines=()), Understood("", emergency=("need.poisoning",)), place_by_hand=False
    )
    assert _numbers(found.alarms[0]) == ["112"]


def test_nothing_urgent_raises_nothing():
    assert not raised(_page(make_network()), Understood("hebamme"), place_by_hand=False).alarms


def test_signs_speak_the_readers_language():
    understood = Understood("", signs=("sign.infant_fever",))
    assert "Baby" in raised(_page(), understood, place_by_hand=False).later_signs[0].text
    assert "months" in raised(_page(language=ENGLISH), understood, place_by_hand=False).later_signs[0].text


def test_the_emergency_page_shows_each_line_once_and_its_own_poison_centre():
    here = emergency_page(_page(make_network()))
    assert [line.key for line in here.poison] == ["gift_erfurt"]
    assert not here.centres
    spoken = [line.key for line in (*here.poison, *here.talk, *here.violence, *here.others)]
    assert len(spoken) == len(set(spoken))
    assert here.talk[0].key == "elterntelefon"
    assert here.violence[0].key == "gewalt_frauen"
    assert "kinderschutzhotline" not in spoken
    assert emergency_page(_page(make_network(), at=NIGHT)).talk[0].key == "telefonseelsorge"
    assert len(emergency_page(_page(None)).centres) == 7
