"""Columns are guessed from heading and content, each guess says why, and names of persons stay out."""

from __future__ import annotations

import pytest

from nestwerk.offers.imports.columns import PERSON_HINT, Guess, guess_columns
from nestwerk.offers.imports.meanings import MEANINGS, meant_by_heading
from nestwerk.offers.imports.rows import Known, columns
from nestwerk.offers.imports.sheets import Sheet

ROWS = 6


def sheet(**columns: list[str] | str) -> Sheet:
    """A table of six rows; a single text stands in every row."""
    cells = {name: [value] * ROWS if isinstance(value, str) else value for name, value in columns.items()}
    return Sheet("Liste", tuple(cells), tuple(zip(*cells.values(), strict=True)), 1)


def guessed(table: Sheet) -> dict[str, Guess]:
    return {guess.column: guess for guess in guess_columns(table)}


def meanings(table: Sheet) -> dict[str, tuple[str, ...]]:
    return {name: guess.meanings for name, guess in guessed(table).items()}


NAMES = [f"Gruppe {name}" for name in ("Nord", "Süd", "Ost", "West", "Mitte", "Berg")]


def test_usual_headings_are_understood() -> None:
    table = sheet(
        **{
            "Name des Angebots": NAMES,
            "Träger": "Beispiel e. V.",
            "Straße, Nr.": "Weg 1",
            "PLZ": "96515",
            "Ort": "Sonneberg",
            "Tel.": "03675 426496",
            "E-Mail-Adresse": "info@example.org",
            "Homepage": "www.example.org",
            "Alter": "0–3 J.",
            "Öffnungszeiten": "Mo 9–11 n. V.",
            "Kosten": "kostenfrei",
            "Sprachen": "Deutsch",
            "Bemerkung": "neu",
        }
    )
    assert [found[0] for found in meanings(table).values()] == [
        "title", "organisation", "street", "postal_code", "city", "phone", "email", "website", "ages", "opening_hours",
        "costs", "languages", "keep",
    ]  # fmt: skip


def test_content_speaks_where_the_heading_does_not_and_gives_its_reason() -> None:
    found = guessed(
        sheet(Name=NAMES, x1="03675 426496", x2="info@example.org", x3="Weg 3, 96515 Sonneberg", x4="Di 9-11")
    )
    assert [found[name].meanings[0] for name in ("x1", "x2", "x3", "x4")] == [
        "phone", "email", "address", "opening_hours",
    ]  # fmt: skip
    assert found["x1"].reason == "Spalte „x1“: alle 6 Angaben sehen nach Telefonnummern aus."


def test_of_a_single_row_nothing_is_said_in_the_plural() -> None:
    found = guessed(sheet(Name=["Ada"], x1=["03675 426496"]))
    assert found["x1"].reason == "Spalte „x1“: ihre einzige Angabe sieht so aus."


def test_heading_and_content_are_both_named() -> None:
    table = sheet(Name=NAMES, **{"Tel.": ["03675 426496"] * 5 + ["folgt"]})
    assert guessed(table)["Tel."].reason == (
        "Spalte „Tel.“: die Überschrift sagt „Telefon“, 5 von 6 Angaben sehen nach Telefonnummern aus."
    )


@pytest.mark.parametrize(
    "heading",
    ["Ansprechpartnerin", "Ansprechpartner/-in", "Kontaktperson", "Leitung", "Kita-Leitung", "Vorname", "Kursleitung"],
)
def test_columns_of_persons_are_never_guessed_into_a_public_field(heading: str) -> None:
    found = guessed(sheet(Name=NAMES, **{heading: "Ada Beispiel"}))[heading]
    assert (found.meanings, found.hint) == (("person",), PERSON_HINT)


@pytest.mark.parametrize("heading", ["Kontakt", "wer", "x", "Titel"])
def test_persons_are_recognised_by_their_content_too(heading: str) -> None:
    people = ["Frau Beispiel", "Herr Muster", "Dr. Ada Beispiel", "Frau A. Muster", "Frau Probe", "Herr Dr. Test"]
    found = guessed(sheet(Angebot=NAMES, **{heading: people}))[heading]
    assert found.meanings == ("person",)


def test_the_phone_of_a_contact_person_is_guessed_with_a_question() -> None:
    found = guessed(sheet(Name=NAMES, **{"Ansprechpartner Telefon": "03675 426496"}))["Ansprechpartner Telefon"]
    assert found.meanings == ("phone",)
    assert "Person" in found.hint


def test_a_list_with_names_only_uses_them_as_title_and_provider() -> None:
    found = guessed(sheet(Verein=NAMES, Ort="Sonneberg"))["Verein"]
    assert set(found.meanings) == {"title", "organisation"}
    assert "steht für beides" in found.hint


def test_house_and_provider_are_told_apart() -> None:
    table = sheet(Einrichtung=NAMES, Träger="Beispiel e. V.")
    assert meanings(table) == {"Einrichtung": ("title",), "Träger": ("organisation",)}


def test_long_texts_are_no_titles_and_keys_are_no_phone_numbers() -> None:
    table = sheet(Angebot=["Wir treffen uns zum Frühstück und reden über alles, was Eltern bewegt. " * 2] * ROWS,
                  Name=NAMES, gemeinde_ags="16072018", Fax="03675 426497")  # fmt: skip
    found = meanings(table)
    assert (found["Angebot"], found["gemeinde_ags"], found["Fax"]) == (("description",), ("keep",), ("leave",))


def test_a_meaning_that_is_said_once_goes_to_the_better_column() -> None:
    found = guessed(sheet(Name=NAMES, Ort=["", *["Sonneberg"] * 5], Gemeinde="Sonneberg"))
    assert (found["Ort"].meanings, found["Gemeinde"].meanings) == (("city",), ("keep",))
    assert "schon in „Ort“" in found["Gemeinde"].reason


def test_one_column_for_each_weekday_is_a_timetable() -> None:
    table = sheet(Name=NAMES, Montag="9-12", Dienstag="14-16", Mittwoch="")
    assert [meanings(table)[day][0] for day in ("Montag", "Dienstag", "Mittwoch")] == [
        "opening_hours", "opening_hours", "leave",
    ]  # fmt: skip


def test_a_table_without_heading_is_guessed_from_its_content() -> None:
    table = sheet(**{"Spalte 1": NAMES, "Spalte 2": "03675 426496", "Spalte 3": "96515 Sonneberg"})
    assert [found[0] for found in meanings(table).values()] == ["title", "phone", "place"]


def test_every_meaning_fills_columns_of_the_format() -> None:
    format_ = columns(Known(frozenset(), frozenset(), frozenset(), frozenset(), frozenset()))
    assert {name for meaning in MEANINGS.values() for name in meaning.fields} <= format_.keys()
    assert meant_by_heading("Lfd. Nr.") == ("external_id",)
    assert meant_by_heading("Altersgruppe (Jahre)") == ("ages",)
