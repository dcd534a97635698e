"""An offer becomes a service: field by field, nothing guessed, nothing empty."""

from __future__ import annotations

import json
from datetime import date
from uuid import UUID, uuid5

import pytest

from nestwerk.catalogue.public import Change
from nestwerk.finder.tests.builders import make_network, make_offer, make_term
from nestwerk.publishing.hsds import ids, mapping, shape
from nestwerk.publishing.hsds.clean import mail, web
from nestwerk.publishing.hsds.schedules import ODD, schedules, slots
from nestwerk.publishing.hsds.terms import vocabulary

TODAY = date(2026, 11, 22)
CHANGE = Change("x", 1_800_000_000_123)
TERMS = {
    term.code: term
    for term in (
        make_term("offer.parent_cafe", "Elterncafé"),
        make_term("need.isolation", "Allein sein", plain="Ich bin oft allein"),
        make_term("tg.infant", "Babys"),
        make_term("pt.family_centre", "Familienzentrum"),
    )
}
OWN = "3b0a2f0e-8a53-5d2a-9a63-0c6f3f0d4a11"
PARTNER = "4c1b3f1f-9b64-5e3b-8b74-1d7f4f1e5b22"


def make(**rest):
    offer = make_offer(id=OWN, organisation="Familienhaus", organisation_id=PARTNER, **rest)
    found = mapping.full(offer, make_network(unverified=False), vocabulary(TERMS), CHANGE, TODAY)
    shape.Service.model_validate_json(json.dumps(found))
    return found


def test_an_offer_that_says_nothing_has_no_empty_field():
    found = make()
    assert set(found) == {
        "id", "organization_id", "program_id", "name", "url", "status", "alert", "last_modified", "organization",
        "program", "attributes",
    }  # fmt: skip
    assert found["alert"] == "Noch nicht bestätigt."
    assert found["last_modified"] == "2027-01-15T08:00:00.123Z"
    assert found["url"].endswith(f"/musterland/angebote/{OWN}")


@pytest.mark.parametrize(
    ("months", "years"),
    [
        ((0, 12), (0, 1)), ((5, 30), (0.42, 2.5)), ((-9, 36), (0, 3)), ((-9, -1), (None, None)),
        ((3, None), (0.25, None)), ((None, 0), (None, 0)), ((None, None), (None, None)),
    ],
)  # fmt: skip
def test_months_become_years_and_stay_months_in_an_attribute(months, years):
    found = make(age_from_months=months[0], age_to_months=months[1])
    assert (found.get("minimum_age"), found.get("maximum_age")) == years
    said = {one["taxonomy_term"]["code"]: one.get("value") for one in found["attributes"]}
    for code, value in zip(("fact.age_from_months", "fact.age_to_months"), months, strict=True):
        assert said.get(code) == (None if value is None else str(value))


def test_what_is_known_stands_in_the_fields_of_the_standard():
    found = make(
        summary="Kurz.", description="Lang.", offer_types=("offer.parent_cafe",), needs=("need.isolation",),
        target_groups=("tg.infant",), organisation_type="pt.family_centre", age_from_months=0, age_to_months=12,
        languages=("de", "dgs"), interpreter="on_request", access=("drop_in",), cost_kind="free", anonymous=True,
        funders=("Bundesstiftung",), phone="03675 87", sms="0171 39", email="a@example.org", wheelchair="yes",
        website="https://example.org/café", last_verified="2026-11-01", street="Weg 1", postal_code="96515",
        city="Sonneberg", lat=50.35, lon=11.17, certificate=True, chat="https://example.org/chat",
    )  # fmt: skip
    assert found["description"] == "Kurz.\n\nLang."
    assert found["eligibility_description"] == "Für Babys bis zum ersten Geburtstag. Für: Babys."
    assert found["application_process"] == "Einfach vorbeikommen, ohne Termin. Ihren Namen müssen Sie nicht nennen."
    assert found["fees_description"] == found["fees"] == "Kostenlos."
    assert found["cost_options"][0] | {"id": ""} == {
        "id": "", "service_id": OWN, "option": "Kostenlos", "amount": 0, "currency": "EUR",
    }  # fmt: skip
    assert [(one["code"], one["name"]) for one in found["languages"]] == [
        ("de", "Deutsch"), ("gsg", "Deutsche Gebärdensprache"),
    ]  # fmt: skip
    assert [(one["type"], one["number"]) for one in found["phones"]] == [("voice", "03675 87"), ("text", "0171 39")]
    assert {"name"} & set(found["contacts"][0]) == set()
    assert found["contacts"][0]["department"] == "Familienhaus"
    assert found["organization"]["description"] == "Familienzentrum im Netzwerk „Frühe Hilfen Musterland“"
    assert (found["assured_date"], found["status"], "alert" in found) == ("2026-11-01", "active", False)
    assert found["url"] == "https://example.org/caf%C3%A9"
    assert found["funding"][0]["source"] == "Bundesstiftung"
    place = found["service_at_locations"][0]["location"]
    assert place["addresses"][0]["state_province"] == "Thüringen"
    assert (place["latitude"], place["accessibility"][0]["description"][:12]) == (50.35, "Ohne Stufen,")
    carried = {one["taxonomy_term"]["code"] for one in found["attributes"]}
    assert carried >= {"offer.parent_cafe", "need.isolation", "tg.infant", "access.drop_in", "cost.free", "fact.chat"}


def test_an_address_without_all_its_parts_is_none_but_the_place_stays():
    found = make(lat=50.35, lon=11.17)
    place = found["service_at_locations"][0]["location"]
    assert "addresses" not in place
    assert place["description"].startswith("Die Lage ist ungefähr")


def test_what_is_overdue_or_for_demonstration_says_so():
    found = make(last_verified="2025-01-15", clock="2026-01-15", phone="1234")
    assert found["alert"].startswith("Nicht bestätigt seit 15. Januar 2025.")
    offer = make_offer(id=OWN, organisation_id=PARTNER, unverified=True)
    plain = mapping.plain(offer, make_network(), vocabulary(TERMS), CHANGE, TODAY)
    assert "Nur zur Vorführung." in plain["alert"]


def rules(expression, dates=()):
    keys = ("freq", "byday", "opens_at", "closes_at", "byweekno", "interval", "bymonthday", "count")
    return [{key: one[key] for key in keys if key in one} for one in schedules(expression, dates, UUID(OWN))]


def test_opening_hours_become_weekly_and_monthly_rules_and_stay_whole_beside_them():
    assert rules("Mo-We 09:00-12:00,13:00-15:00; PH off") == [
        {"freq": "WEEKLY", "byday": "MO,TU,WE", "opens_at": "09:00", "closes_at": "12:00"},
        {"freq": "WEEKLY", "byday": "MO,TU,WE", "opens_at": "13:00", "closes_at": "15:00"},
    ]
    assert rules("We[1,3] 10:00-11:00") == [
        {"freq": "MONTHLY", "byday": "1WE,3WE", "opens_at": "10:00", "closes_at": "11:00"}
    ]
    assert rules("week 01-53/2 Fr 09:00-10:00")[0]["byweekno"] == ODD
    assert rules("Mo 20:00-24:00")[0]["closes_at"] == "00:00"
    assert rules("Tu 10:30+") == [{"freq": "WEEKLY", "byday": "TU", "opens_at": "10:30"}]
    assert rules("") == []
    for odd in ("Jun-Aug Mo 09:00-10:00", '"nach Vereinbarung"', "PH 10:00-12:00"):
        (only,) = schedules(odd, (), UUID(OWN))
        assert "freq" not in only
        assert only["notes"] == f"OpenStreetMap opening_hours: {odd}"


def test_dates_keep_their_rule_in_the_words_of_rfc_5545():
    base = {"first": "2026-11-02", "begins": "09:30", "ends": "11:00"}
    weekly = {**base, "kind": "weekly", "weekdays": [0, 2], "every": 2, "until": "2026-12-31"}
    (one,) = schedules("", [weekly], UUID(OWN))
    assert (one["freq"], one["interval"], one["byday"], one["until"]) == ("WEEKLY", 2, "MO,WE", "2026-12-31")
    assert "RRULE:FREQ=WEEKLY;INTERVAL=2" in one["notes"]
    assert one["timezone"] == 1
    assert rules("", [{**base, "kind": "monthly_weekday", "weekdays": [1], "nth": [-1]}])[0]["byday"] == "-1TU"
    assert rules("", [{**base, "kind": "monthly_day", "month_day": 15}])[0]["bymonthday"] == "15"
    assert rules("", [{**base, "kind": "once"}])[0]["count"] == 1
    listed = {**base, "kind": "list", "days": ["2026-11-02", "2026-11-20"]}
    assert "freq" not in rules("", [listed])[0]
    assert rules("", [{"kind": "unlesbar"}]) == []


def test_the_filters_look_at_what_is_given_out():
    found = schedules("Mo 20:00-24:00; Tu 10:30+", (), UUID(OWN))
    assert [tuple(slot) for slot in slots(found)] == [((0,), 1200, 1440), ((1,), 630, None)]


@pytest.mark.parametrize(
    ("written", "given"),
    [
        ("example.org", "https://example.org"), ("https://bücher.example/ä b", ""), ("javascript:alert(1)", ""),
        ("https://bücher.example/ä?q=ö#ü", "https://xn--bcher-kva.example/%C3%A4?q=%C3%B6#%C3%BC"),
        ("ftp://example.org", ""), ("https://example.org/100%", "https://example.org/100%25"), ("nach Absprache", ""),
        ("https://a:b@example.org", ""), ("", ""), ("https://example.org:99999/", ""),
    ],
)  # fmt: skip
def test_an_address_is_one_for_machines_or_left_out(written, given):
    assert web(written) == given


def test_a_mail_address_is_one_or_left_out():
    assert [mail(text) for text in ("a@example.org", "a@b", "a b@example.org", "")] == ["a@example.org", "", "", ""]


def test_ids_stay_what_they_are():
    """Whoever copied the data knows things by these: a change here breaks every copy."""
    assert ids.shared("term", "need.isolation") == "e19d236f-f2f8-54b7-b2a5-982a56313696"
    assert ids.part(UUID(OWN), "location") == "b46a0d7d-2dd9-591c-a0d6-1f0dbbbc9b66"
    assert make()["id"] == OWN
    assert ids.part(UUID(OWN), "ä/1") == str(uuid5(UUID(OWN), "ä/1"))
