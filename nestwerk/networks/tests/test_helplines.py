"""The emergency block must be right: a wrong number is worse than none."""

from datetime import date

import phonenumbers
import pytest

from nestwerk.common import hours
from nestwerk.matching.types import EMERGENCIES
from nestwerk.networks.helplines import AUDIENCES, LANDS, LANGUAGES, Helpline, load_helplines

SHORT_CODES = {"110", "112", "116016", "116111", "116117", "116123"}
KINDS = {*EMERGENCIES, "need.worry_other_child", "medical", "comfort", "pregnancy", "young_people", "professionals"}


def helplines_for(audience: str, land: str = "") -> tuple[Helpline, ...]:
    """The lines for ``parents`` or ``professionals`` in a Land (two letters); without a Land those of all Länder."""
    return tuple(
        line
        for line in load_helplines()
        if line.audience == audience and (not land or not line.lands or land in line.lands)
    )


def test_a_line_for_professionals_never_stands_in_the_parents_set() -> None:
    for land in ("", *LANDS):
        parents = helplines_for("parents", land)
        assert not [line.key for line in parents if "professionals" in line.kinds or "1921000" in line.phone]
    assert [line.key for line in helplines_for("professionals")] == ["kinderschutzhotline"]
    assert "Fachkräfte" in helplines_for("professionals")[0].names["de"]


@pytest.mark.parametrize("land", LANDS)
def test_every_land_has_exactly_one_poison_line(land: str) -> None:
    poison = [line for line in helplines_for("parents", land) if line.key.startswith("gift_")]
    assert len(poison) == 1
    assert poison[0].opening_hours == "24/7"


@pytest.mark.parametrize(("land", "number"), [("TH", "0361 730730"), ("MV", "0361 730730"), ("BB", "030 19240")])
def test_the_pilots_get_their_poison_number(land: str, number: str) -> None:
    assert [line.phone for line in helplines_for("parents", land) if line.key.startswith("gift_")] == [number]


def test_numbers_can_be_dialled() -> None:
    for line in load_helplines():
        for number in filter(None, (line.phone, line.sms, line.fax)):
            if number in SHORT_CODES:
                continue
            assert phonenumbers.is_possible_number(phonenumbers.parse(number, "DE")), line.key
            # the poison centres' 19240 is a shared short subscriber number the library does not list
            assert number.endswith("19240") or phonenumbers.is_valid_number(phonenumbers.parse(number, "DE")), line.key


def test_every_emergency_has_a_line_day_and_night_and_one_without_voice() -> None:
    for need in EMERGENCIES:
        for land in LANDS:
            lines = [line for line in helplines_for("parents", land) if need in line.kinds]
            assert any(line.opening_hours == "24/7" and line.phone for line in lines), (need, land)
            assert any(line.without_voice for line in lines), (need, land)


def test_a_father_at_three_in_the_morning_finds_a_voice() -> None:
    assert any(line.phone and line.opening_hours == "24/7" for line in load_helplines() if "comfort" in line.kinds)


def test_every_entry_is_complete_and_dated() -> None:
    keys = [line.key for line in load_helplines()]
    assert len(keys) == len(set(keys))
    for line in load_helplines():
        assert line.audience in AUDIENCES
        assert line.kinds
        assert set(line.kinds) <= KINDS, line.key
        assert set(line.lands) <= set(LANDS)
        assert all(line.names[code].strip() and line.notes[code].strip() for code in LANGUAGES), line.key
        assert line.phone or line.sms or line.chat or line.fax, line.key
        assert not line.without_voice or line.sms or line.chat or line.fax, line.key
        assert line.source
        assert date.fromisoformat(line.checked_on)
        if line.opening_hours:
            hours.check(line.opening_hours)
        assert all(url.startswith("https://") for url in (line.chat, line.website) if url), line.key
