"""Cells as people write them become fields; what is not sure says so, and nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nestwerk.common.hours import check
from nestwerk.offers.imports import values
from nestwerk.offers.imports.values import GUESS, LIKELY, NOTHING, SURE


def fields(read: values.Reading) -> dict[str, str]:
    return dict(read.fields)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("0–3 J.", "0", "36"),
        ("0-12 Mon.", "0", "12"),
        ("bis 6 Jahre", None, "72"),
        ("ab Geburt", "0", None),
        ("U3", "0", "35"),
        ("Ü3", "36", None),
        ("Schwangere u. Eltern bis 1. Geb.", "-9", "12"),
        ("Schwangerschaft-3", "-9", "36"),
        ("Schwangere", "-9", "-1"),
        ("Schwangere und junge Eltern", "-9", None),
        ("ab 6 Wochen", "1", None),
        ("6 Wo. bis 3 Jahre", "1", "36"),
        ("18 Monate - 3 Jahre", "18", "36"),
        ("1½–3 J", "18", "36"),
        ("1,5 - 3 Jahre", "18", "36"),
        ("zwischen 4 und 10 Monaten", "4", "10"),
        ("3 bis 6-jährige", "36", "72"),
        ("Kinder unter 3 Jahren", "0", "35"),
        ("im ersten Lebensjahr", "0", "12"),
        ("1.-3. Lebensjahr", "0", "36"),
        ("bis zum vollendeten 3. Lebensjahr", None, "36"),
        ("von Geburt bis 3 Jahre", "0", "36"),
        ("0-3 und 3-6 Jahre", "0", "72"),
        ("ab drei Jahren", "36", None),
        ("0-99 Jahre", "0", None),
    ],
)
def test_ages(text: str, low: str | None, high: str | None) -> None:
    read = fields(values.read_ages(text))
    assert (read.get("age_from_months"), read.get("age_to_months")) == (low, high)


def test_an_age_that_excel_made_a_day_is_read_and_doubted() -> None:
    read = values.read_ages("2026-06-01")
    assert fields(read) == {"age_from_months": "12", "age_to_months": "72"}
    assert (read.sure, "„1-6“ in ein Datum verwandelt" in read.note) == (GUESS, True)


def test_numbers_without_a_unit_are_years_and_say_so_unless_the_heading_knows() -> None:
    assert values.read_ages("0-3").note == "Ohne Einheit, als Jahre gelesen."
    assert fields(values.read_ages("0-12", unit="months"))["age_to_months"] == "12"
    assert values.read_ages("0-12", unit="months").sure == SURE
    assert fields(values.read_age("83", "age_to_months", unit="months")) == {"age_to_months": "83"}


@pytest.mark.parametrize("text", ["15 Plätze", "Familien", "auf Anfrage", "9-2 Jahre"])
def test_what_is_no_age_stays_a_rest(text: str) -> None:
    read = values.read_ages(text)
    assert (fields(read), read.sure, read.rest) == ({}, NOTHING, text)


def test_all_ages_are_understood_as_no_limit() -> None:
    read = values.read_ages("alle")
    assert (fields(read), read.sure) == ({}, SURE)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Mo 9–11 n. V.", 'Mo 09:00-11:00 "nach Vereinbarung"'),
        ("Mo-Fr 8-16 Uhr", "Mo-Fr 08:00-16:00"),
        ("jeden 1. Di im Monat 15:00", "Tu[1] 15:00+"),
        ("dienstags 10 - 12", "Tu 10:00-12:00"),
        ("Di+Do 9.30–11.30", "Tu,Th 09:30-11:30"),
        ("9-12 Uhr Mo-Fr", "Mo-Fr 09:00-12:00"),
        ("Mo.–Do. 8:00-16:00, Fr. 8:00-14:00", "Mo-Th 08:00-16:00; Fr 08:00-14:00"),
        ("Mo, Di, Do 9-12 und 14-16 Uhr, Fr 9-12", "Mo,Tu,Th 09:00-12:00,14:00-16:00; Fr 09:00-12:00"),
        ("jeden 1. und 3. Mittwoch im Monat 9.30-11 Uhr", "We[1,3] 09:30-11:00"),
        ("letzter Freitag im Monat ab 15 Uhr", "Fr[-1] 15:00+"),
        ("Mo bis Do von 9 bis 12 Uhr und nach Vereinbarung", 'Mo-Th 09:00-12:00 || "nach Vereinbarung"'),
        ("nach telefonischer Vereinbarung", '"nach Vereinbarung"'),
        ("Mittwoch 9.00 Uhr - 12.00 Uhr (außer in den Ferien)", "We 09:00-12:00; SH off"),
        ("Mo-Fr 9-12 Uhr, Do 14-18 Uhr", "Mo-Fr 09:00-12:00, Th 14:00-18:00"),
        ("Mo-Fr 8-16, Mi geschlossen", "Mo-Fr 08:00-16:00; We off"),
        ("täglich außer Mo 10-18", "Mo-Su 10:00-18:00; Mo off"),
        ("gerade KW Di 9-11", "week 02-53/2 Tu 09:00-11:00"),
        ("Mai-Sept. Mo 10-12", "May-Sep Mo 10:00-12:00"),
        ("Feiertags geschlossen, sonst Mo-Fr 9-17", "Mo-Fr 09:00-17:00; PH off"),
        ("Freitags von 9:30 bis ca. 11:30 Uhr", "Fr 09:30-11:30"),
        ("Di. 0900-1200", "Tu 09:00-12:00"),
        ("rund um die Uhr", "24/7"),
        ("Mo-Fr 08:00-12:00; PH off", "Mo-Fr 08:00-12:00; PH off"),
    ],
)
def test_opening_hours(text: str, hours: str) -> None:
    read = values.read_hours(text)
    assert fields(read) == {"opening_hours": hours}
    assert (read.sure, read.rest) == (SURE, "")
    check(hours)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("14-tägig Di 10-12 Uhr", 'Tu 10:00-12:00 unknown "14-tägig"'),
        ("jeden zweiten Dienstag 10-12", 'Tu 10:00-12:00 unknown "nicht jede Woche"'),
        ("monatlich Mo 9-11", 'Mo 09:00-11:00 unknown "nicht jede Woche"'),
        ("1x im Monat Mo 9-11", 'Mo 09:00-11:00 unknown "nicht jede Woche"'),
        ("Di 9-11 (3.3., 17.3.)", 'Tu 09:00-11:00 unknown "nicht jede Woche"'),
        ("07:30-16:30", '"07:30-16:30"'),
        ("12.03.2026 15 Uhr", '"12.03.2026 15 Uhr"'),
    ],
)
def test_hours_that_are_not_sure_never_say_open(text: str, hours: str) -> None:
    read = values.read_hours(text)
    assert (fields(read)["opening_hours"], read.sure) == (hours, GUESS)
    assert read.note


def test_words_beside_the_hours_are_kept_and_named() -> None:
    read = values.read_hours("Do 15-17 mit Anmeldung")
    assert fields(read) == {"opening_hours": "Th 15:00-17:00"}
    assert (read.rest, "mit Anmeldung" in read.note) == ("Do 15-17 mit Anmeldung", True)


def test_days_of_the_heading_complete_bare_times() -> None:
    assert fields(values.read_hours("8-12", day="Mo-Fr")) == {"opening_hours": "Mo-Fr 08:00-12:00"}
    assert fields(values.read_hours("Di 8-12", day="Mo-Fr")) == {"opening_hours": "Tu 08:00-12:00"}


@pytest.mark.parametrize("text", ["siehe Homepage", "geschlossen", "?"])
def test_what_are_no_hours_stays_a_rest(text: str) -> None:
    assert values.read_hours(text).sure == NOTHING


PIECES = [
    "Mo",
    "Di",
    "Do-Fr",
    "9",
    "11-12",
    "8:30",
    "Uhr",
    "bis",
    "ab",
    "jeden",
    "1.",
    "im Monat",
    "n.V.",
    ";",
    "außer",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
def test_whatever_is_read_our_calendar_can_read(text: str) -> None:
    check(values.read_hours(text).fields.get("opening_hours", ""))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_no_text_breaks_a_reader(text: str) -> None:
    for read in (
        values.read_ages, values.read_hours, values.read_phones, values.read_mails, values.read_urls, values.read_costs,
        values.read_contact, values.read_languages, values.read_access, values.read_wheelchair, values.read_address,
        values.read_postal_code, values.read_interpreter,
    ):  # fmt: skip
        assert 0 <= read(text).sure <= 1


@pytest.mark.parametrize(
    ("text", "phone", "rest"),
    [
        ("03675/123-45 o. 0171…", "03675/123-45", ""),
        ("03675/426496 o. 0171 3920012", "03675/426496", "0171 3920012"),
        ("03675 426496 / 03675 426497", "03675 426496", "03675 426497"),
        ("0341 123-2052 und 0341 123-2053", "0341 123-2052", "0341 123-2053"),
        ("Tel.: 03675 426496, Fax: 03675 426497", "03675 426496", ""),
        ("+49 (0)3675 426496", "+49 (0)3675 426496", ""),
        ("3675426496", "03675 426496", ""),
        ("493675426496", "+493675426496", ""),
        ("03675 426496 oder -97", "03675 426496", "03675 426496 oder -97"),
        ("116 117", "116 117", ""),
    ],
)
def test_phone_numbers(text: str, phone: str, rest: str) -> None:
    read = values.read_phones(text)
    assert (fields(read), read.rest) == ({"phone": phone}, rest)


def test_private_numbers_and_names_stay_out() -> None:
    assert fields(values.read_phones("privat: 03675 426496")) == {}
    read = values.read_phones("Frau Beispiel 03675 426496")
    assert (fields(read), read.note) == ({"phone": "03675 426496"}, "Nicht übernommen: „Frau Beispiel“.")


def test_a_number_takes_messages_only_where_the_cell_says_so() -> None:
    assert "sms" not in fields(values.read_phones("03675 426496, 0171 3920012"))
    both = values.read_phones("03675 426496, SMS: 0171 3920012")
    assert fields(both) == {"phone": "03675 426496", "sms": "0171 3920012"}


def test_local_numbers_are_completed_only_if_the_area_code_is_given() -> None:
    assert values.read_phones("3132978").note == "Bei „3132978“ fehlt die Vorwahl."
    assert fields(values.read_phones("3132978", area_code="0461")) == {"phone": "0461 3132978"}


def test_mails_and_addresses_of_the_web_are_found_in_texts() -> None:
    assert fields(values.read_mails("Bitte an info(at)example.org")) == {"email": "info@example.org"}
    assert values.read_mails("ada.beispiel@example.org, kita@example.org").fields["email"] == "kita@example.org"
    assert "Person" in values.read_mails("ada.beispiel@example.org").note
    assert fields(values.read_urls("Seite: www.example.org/familie.")) == {"website": "https://www.example.org/familie"}
    assert values.read_urls("javascript:alert(1)").sure == NOTHING
    assert fields(values.read_contact("Tel. 03675 426496, info@example.org, 96515 Sonneberg, www.example.org")) == {
        "phone": "03675 426496", "email": "info@example.org", "website": "https://www.example.org",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("kostenfrei", "free"), ("freier Eintritt", "free"), ("0,00 €", "free"), ("keine Kosten", "free"),
        ("kostenlos, Spende erbeten", "free"), ("5 € pro Treffen", "paid"), ("8,00 Euro", "paid"),
        ("nicht kostenlos", "paid"), ("nach Einkommen", "reducible"), ("12 €, ermäßigt 6 €", "reducible"),
        ("Krankenkasse", "insurance"), ("5", "paid"), ("nein", "free"),
    ],
)  # fmt: skip
def test_costs(text: str, kind: str) -> None:
    assert fields(values.read_costs(text))["cost_kind"] == kind


def test_languages() -> None:
    assert fields(values.read_languages("dt., engl., Türkisch / Farsi (auch Gebärdensprache)")) == {
        "languages": "de|en|tr|fa|dgs"
    }
    read = values.read_languages("Deutsch, Klingonisch")
    assert (read.rest, read.sure) == ("klingonisch", LIKELY)


@pytest.mark.parametrize(
    ("text", "access"),
    [
        ("ohne Anmeldung", "drop_in"), ("keine Anmeldung nötig", "drop_in"), ("Anmeldung nicht nötig", "drop_in"),
        ("n. V.", "appointment"), ("Anmeldung erforderlich", "appointment"), ("Hausbesuche", "home_visit"),
        ("telefonisch und online", "phone|online"), ("Überweisung vom Kinderarzt", "referral"),
        ("ohne Überweisung, mit Termin", "appointment"),
    ],
)  # fmt: skip
def test_access(text: str, access: str) -> None:
    assert fields(values.read_access(text)) == {"access": access}


def test_wheelchairs_yes_and_no_and_days() -> None:
    words = {"ja": "yes", "nicht barrierefrei": "no", "bedingt barrierefrei": "limited", "Aufzug": "yes", "0": "no"}
    assert {text: values.read_wheelchair(text).fields["wheelchair"] for text in words} == words
    assert [fields(values.read_yes_no(text, "anonymous")).get("anonymous") for text in ("x", "Nein", "vielleicht")] == [
        "yes", "no", None,
    ]  # fmt: skip
    assert fields(values.read_day("Stand: 12.3.23", "last_verified")) == {"last_verified": "2023-03-12"}
    assert values.read_day("31.02.2024", "last_verified").sure == NOTHING


@pytest.mark.parametrize(
    ("text", "street", "code", "city"),
    [
        ("Hauptstr. 3, 96515 Sonneberg", "Hauptstr. 3", "96515", "Sonneberg"),
        ("96515 Sonneberg, Hauptstr. 3", "Hauptstr. 3", "96515", "Sonneberg"),
        ("Hauptstraße 3a\n96515 Sonneberg", "Hauptstraße 3a", "96515", "Sonneberg"),
        ("Haus Regenbogen, Am Markt 1, 18528 Bergen auf Rügen", "Am Markt 1", "18528", "Bergen auf Rügen"),
        ("Martin-Luther-Ring 4 - 6, 04109 Leipzig", "Martin-Luther-Ring 4 - 6", "04109", "Leipzig"),
        ("Straße des 17. Juni 135, 10623 Berlin", "Straße des 17. Juni 135", "10623", "Berlin"),
        ("D-15517 Fürstenwalde/Spree", None, "15517", "Fürstenwalde/Spree"),
        ("Am Markt 1, Sonneberg", "Am Markt 1", None, "Sonneberg"),
    ],
)
def test_addresses(text: str, street: str | None, code: str | None, city: str) -> None:
    read = fields(values.read_address(text))
    assert (read.get("street"), read.get("postal_code"), read.get("city")) == (street, code, city)


def test_postal_codes_get_their_zero_back() -> None:
    assert values.read_postal_code("1067").fields["postal_code"] == "01067"
    assert fields(values.read_postal_code("96515 Sonneberg")) == {"postal_code": "96515", "city": "Sonneberg"}
    assert values.read_postal_code("Sonneberg").sure == NOTHING
