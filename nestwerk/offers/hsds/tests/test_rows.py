"""What becomes of a service: fields, notes beside them, and sentences about what did not fit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from nestwerk.offers.hsds.rows import TOLD, Around, sheet_of
from nestwerk.offers.hsds.schedules import opening_hours
from nestwerk.offers.imports.rows import Known

TODAY = date(2026, 11, 22)
HERE = Around(
    Known(frozenset({"offer.family_cafe"}), frozenset({"need.sleep"}), *(frozenset[str](),) * 3),
    TODAY,
    lambda code: code == "96515",
)


def row(**service: Any) -> dict[str, str]:
    """The cells of a service."""
    sheet, _ = sheet_of([{"id": "1", "name": "Café", **service}], source="s", name="x", around=HERE)
    return sheet.cells(0)


def at(**address: Any) -> dict[str, Any]:
    """A service at one place."""
    place = {name: address.pop(name) for name in ("latitude", "longitude") if name in address}
    return {"service_at_locations": [{"location": {"id": "l", "addresses": [address], **place}}]}


@pytest.mark.parametrize(
    ("schedules", "text", "words"),
    [
        ([{"freq": "WEEKLY", "byday": "TH,FR", "opens_at": "10:00:00", "closes_at": "18:00"}], "Th,Fr 10:00-18:00", 0),
        ([{"byday": "MO", "opens_at": "9:30", "closes_at": "5:00 PM"}], "Mo 09:30-17:00", 0),
        ([{"freq": "MONTHLY", "byday": "1TU", "opens_at": "10:00", "closes_at": "12:00"}], "Tu[1] 10:00-12:00", 0),
        ([{"byday": "MO", "opens_at": "08:00", "closes_at": "12:00"},
          {"byday": "MO", "opens_at": "14:00", "closes_at": "16:00"}], "Mo 08:00-12:00,14:00-16:00", 0),
        ([{"byday": "MO", "opens_at": "10:00", "closes_at": "12:00", "valid_to": "2020-01-01"}], "", 0),
        ([{"byday": "MO", "interval": 2, "opens_at": "10:00", "closes_at": "12:00"}], "", 1),
        ([{"byday": "MO", "opens_at": "09:00", "closes_at": "03:00"}], "", 1),
        ([{"description": "Mo-Fr 9-12 Uhr"}], "Mo-Fr 09:00-12:00", 0),
        ([{"description": "Monday-Friday, 8-5"}], "", 1),
    ],
)  # fmt: skip
def test_hours_are_translated_or_kept_in_words(schedules: list[dict[str, Any]], text: str, words: int) -> None:
    found, rest = opening_hours(schedules, today=TODAY)
    assert (found, len(rest)) == (text, words)


def test_years_become_months_and_grown_ups_are_no_limit() -> None:
    assert row(minimum_age=0, maximum_age=3)["age_to_months"] == "36"
    grown = row(minimum_age=55, maximum_age=100)
    assert "age_from_months" not in grown
    assert "Laut Quelle ab 55 Jahren" in grown[TOLD]
    assert grown["Alter in der Quelle"] == "minimum_age 55 maximum_age 100"


def test_terms_of_ours_are_ours_and_others_wait_for_a_person() -> None:
    terms = [
        {"code": "offer.family_cafe", "name": "Café"},
        {"code": "need.sleep"},
        {"code": "7", "name": "Counselling"},
    ]
    found = row(attributes=[{"taxonomy_term": term} for term in terms], keywords=["Beratung und Hilfe"])
    assert found["Begriffe der Quelle"] == "offer.family_cafe|Counselling|Beratung und Hilfe"
    assert found["Anliegen der Quelle"] == "need.sleep"


def test_another_nestwerk_is_read_to_the_month_and_the_minute() -> None:
    said = {"fact.age_from_months": "-9", "fact.age_to_months": "9", "fact.opening_hours": "Mo 09:15-10:45; PH off",
            "fact.anonymous": "yes", "fact.network": "anderswo", "access.drop_in": "", "cost.free": ""}  # fmt: skip
    found = row(
        maximum_age=0.75, attributes=[{"taxonomy_term": {"code": code}, "value": value} for code, value in said.items()]
    )
    assert (found["age_from_months"], found["age_to_months"]) == ("-9", "9")
    assert found["opening_hours"] == "Mo 09:15-10:45; PH off"
    assert (found["anonymous"], found["access"], found["cost_kind"]) == ("yes", "drop_in", "free")
    assert "Begriffe der Quelle" not in found


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (at(postal_code="94063", country="US"), "Die Anschrift liegt laut Quelle nicht in Deutschland (US)."),
        (at(postal_code="94063"), "„94063“ ist keine deutsche Postleitzahl."),
        (at(postal_code="AB1 2CD"), "„AB1 2CD“ ist keine deutsche Postleitzahl."),
        (at(latitude=37.5, longitude=-122.2), "Die Koordinaten 37.5, -122.2 liegen nicht in Deutschland."),
    ],
)
def test_what_cannot_be_in_germany_is_told_and_kept_beside(place: dict[str, Any], sentence: str) -> None:
    found = row(**place)
    assert sentence in found[TOLD]
    assert not {"street", "postal_code", "city", "lat", "lon"} & set(found)


def test_a_service_at_two_places_is_two_rows_with_lasting_keys() -> None:
    places = [{"location": {"id": key, "addresses": [{"city": key}]}} for key in ("b", "a")]
    service = {"id": "1", "name": "Café", "service_at_locations": places}
    sheet, _ = sheet_of([service], source="s", name="x", around=HERE)
    assert [(one["external_id"], one["city"]) for one in map(sheet.cells, (0, 1))] == [("1", "a"), ("1@b", "b")]


def test_names_of_persons_marks_and_odd_signs_stay_out() -> None:
    found = row(description="<p>Für\x07 alle</p>", contacts=[{"name": "Ada Beispiel", "email": "ada@example.org"}],
                phones=[{"type": "fax", "number": "1"}, {"number": '"+49 3675 1"'}], email="kein at")  # fmt: skip
    assert "Ada" not in json_of(found)
    assert (found["description"], found["phone"]) == ("Für alle", "+49 3675 1")
    assert "Als E-Mail-Adresse nicht zu lesen: „kein at“." in found[TOLD]


def json_of(found: dict[str, str]) -> str:
    """All cells in one text."""
    return "\n".join(found.values())
