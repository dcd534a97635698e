"""Drafts as values: what is a change, what is a conflict, what a section still wants."""

from __future__ import annotations

from datetime import date

from nestwerk.offers.editing.fields import BY_KEY, SECTIONS, as_json, current, from_json, missing, same
from nestwerk.offers.editing.merge import conflicts, take_up
from nestwerk.offers.models import Offer


def test_every_field_of_a_section_is_a_column_and_stands_in_one_section_only() -> None:
    columns = {field.attname for field in Offer._meta.concrete_fields}
    names = [name for section in SECTIONS for name in section.fields]
    assert set(names) <= columns
    assert len(names) == len(set(names))
    for section in SECTIONS:
        assert {name for wish in section.wanted for name in wish.split("|")} <= set(section.fields)


def test_a_value_that_goes_back_to_the_approved_state_is_no_change_any_more() -> None:
    now = {"phone": "03675 1", "title": "Café"}
    values, base = take_up({}, {}, now, {"phone": "03675 2"})
    assert (values, base) == ({"phone": "03675 2"}, {"phone": "03675 1"})
    assert take_up(values, base, now, {"phone": " 03675 1 "}) == ({}, {})


def test_the_base_is_what_stood_there_when_the_field_was_first_touched() -> None:
    values, base = take_up({}, {}, {"phone": "1"}, {"phone": "2"})
    values, base = take_up(values, base, {"phone": "9"}, {"phone": "3"})
    assert (values, base) == ({"phone": "3"}, {"phone": "1"})
    (found,) = conflicts(values, base, {"phone": "9"})
    assert (found.base, found.now, found.mine) == ("1", "9", "3")


def test_two_people_who_write_the_same_are_in_no_conflict() -> None:
    assert conflicts({"phone": "2"}, {"phone": "1"}, {"phone": "2"}) == []
    assert conflicts({"phone": "2"}, {"phone": "1"}, {"phone": "1"}) == []


def test_order_matters_for_types_but_not_for_needs() -> None:
    assert same("needs", ["a", "b"], ["b", "a"])
    assert not same("offer_types", ["a", "b"], ["b", "a"]), "the first type is the main one"
    assert same("description", "eins\r\nzwei\n", "eins\nzwei")


def test_a_section_wants_what_families_need_and_one_way_of_several_is_enough() -> None:
    values = {"phone": "", "email": "", "sms": "", "messenger": "", "chat": ""}
    assert missing(BY_KEY["kontakt"], values) == ["Telefon oder E-Mail oder SMS oder Messenger oder Chat"]
    assert missing(BY_KEY["kontakt"], values | {"email": "cafe@example.org"}) == []
    assert missing(BY_KEY["wann"], {"opening_hours": "", "dates": []}) == ["Öffnungszeiten oder Termine"]


def test_days_travel_as_text_and_come_back_as_days() -> None:
    offer = Offer(places_until=date(2026, 12, 1))
    assert as_json(offer, "places_until") == "2026-12-01"
    assert from_json("places_until", "2026-12-01") == date(2026, 12, 1)
    assert from_json("places_until", "") is None
    assert current(Offer())["dates"] == []
