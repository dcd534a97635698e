"""A plan says for every row what would come in, what not, and asks for each unknown value once."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from nestwerk.common.refusals import Refused
from nestwerk.offers.imports.chosen import checked, first_choice, recalled
from nestwerk.offers.imports.columns import guess_columns
from nestwerk.offers.imports.plan import Plan, plan
from nestwerk.offers.imports.rows import Known
from nestwerk.offers.imports.sheets import Sheet, read_sheets
from nestwerk.offers.imports.vocabulary import Vocabulary
from nestwerk.offers.suggest import shipped
from nestwerk.taxonomy.terms import read_lexicon, read_terms

from .workbooks import workbook

TODAY = date(2026, 11, 22)
TERMS = read_terms()
VOCABULARY = Vocabulary(TERMS, read_lexicon())
KNOWN = Known(
    *(frozenset(term.code for term in TERMS if term.kind == kind)
      for kind in ("offer_type", "need", "target_group", "partner_type")),
    frozenset({"ruegen-nord"}),
)  # fmt: skip
UGLY = """Familienangebote im Landkreis;;;;;;;;
;;;;;;;;
Angebot;Art;Einrichtung;Ansprechpartnerin;Anschrift;Tel.;Zeiten;Alter;Kosten
Krabbelkäfer;Krabbelgruppe;Familienzentrum Nord;Ada Beispiel;Hauptstr. 3, 96515 Sonneberg;\
03675/426496 o. 0171 3920012;Mo 9–11 n. V.;0–3 J.;kostenfrei
Spatzennest;Krippe;Kita Süd;Ben Muster;"Weg 1
96528 Schalkau";3675426497;Mo-Fr 6-17 Uhr;U3;nach Einkommen
Treff;Frühstück für alle Eltern;Familienzentrum Nord;;Am Markt 1, 96515 Sonneberg;-;siehe Aushang;Krümelalter;5 €
Igel;Krippe;Kita West;;Ring 4, 96515 Sonneberg;;Mo-Fr 6-17 Uhr;U3;k. A.
"""


def ugly() -> Sheet:
    (sheet,) = read_sheets(UGLY.encode("cp1252"), "liste.csv")
    return sheet


def choice(sheet: Sheet, **more: Any) -> dict[str, Any]:
    return first_choice(guess_columns(sheet), source="liste") | more


def planned(sheet: Sheet, chosen: dict[str, Any], **more: Any) -> Plan:
    return plan(sheet, chosen, known=KNOWN, vocabulary=VOCABULARY, today=TODAY, **more)


def table(*rows: list[str]) -> Sheet:
    return Sheet("Liste", tuple(rows[0]), tuple(map(tuple, rows[1:])), 1)


def test_an_ugly_list_becomes_rows_of_the_format() -> None:
    first = planned(ugly(), choice(ugly())).rows[0]
    external_id = first.fields.pop("external_id")
    assert first.fields == {
        "source": "liste", "title": "Krabbelkäfer", "organisation": "Familienzentrum Nord",
        "offer_types": "offer.parent_child_group", "street": "Hauptstr. 3", "postal_code": "96515", "city": "Sonneberg",
        "phone": "03675/426496", "opening_hours": 'Mo 09:00-11:00 "nach Vereinbarung"', "age_from_months": "0",
        "age_to_months": "36", "cost_kind": "free",
    }  # fmt: skip
    assert (first.line, first.problems, external_id[:2]) == (4, [], "z-")
    assert first.row.values["age_to_months"] == 36
    assert ("phone", "Weitere Nummer: 0171 3920012. Nimmt sie SMS an, gehört sie ins Feld SMS.") in first.hints


def test_names_of_persons_are_nowhere_in_the_plan() -> None:
    for row in planned(ugly(), choice(ugly())).rows:
        told = json.dumps([row.fields, row.extra, row.hints, row.cells, row.row.extra], ensure_ascii=False)
        assert not any(name in told for name in ("Ada", "Ben", "Muster"))


def test_each_unknown_value_is_asked_for_once_with_proposals() -> None:
    found = {
        (each.column, each.value): each for each in planned(ugly(), choice(ugly()), propose=shipped().codes).unknown
    }
    assert set(found) == {("Art", "Frühstück für alle Eltern"), ("Zeiten", "siehe Aushang"), ("Alter", "Krümelalter")}
    assert found["Art", "Frühstück für alle Eltern"].proposals[0] == "offer.parent_cafe"


def test_a_mapped_value_is_used_in_every_row_also_in_words_of_the_reader() -> None:
    values = {"Art": {"Krippe": "offer.family_centre", "Frühstück für alle Eltern": "offer.parent_cafe"},
              "Alter": {"Krümelalter": "0–3 Jahre"}, "Zeiten": {"siehe Aushang": ""}}  # fmt: skip
    found = planned(ugly(), choice(ugly(), values=values))
    assert [row.fields["offer_types"] for row in found.rows] == [
        "offer.parent_child_group", "offer.family_centre", "offer.parent_cafe", "offer.family_centre",
    ]  # fmt: skip
    assert found.rows[2].fields["age_to_months"] == "36"
    assert found.unknown == ()
    assert len(found.ready) == 4


def test_what_is_not_understood_keeps_its_words_and_what_is_missing_is_a_problem() -> None:
    row = planned(ugly(), choice(ugly())).rows[2]
    assert row.extra == {"Art": "Frühstück für alle Eltern", "Zeiten": "siehe Aushang", "Alter": "Krümelalter"}
    assert row.problems == [("offer_types", "Diese Angabe fehlt.")]
    assert row.cells["Zeiten"] == "siehe Aushang"


def test_what_a_person_decides_for_one_row_wins() -> None:
    found = planned(
        ugly(), choice(ugly()), choices={"6": {"offer_types": "offer.parent_cafe", "title": "Elterntreff", "x": "y"}}
    )
    assert found.rows[1].line == 5
    row = found.rows[2]
    assert (row.line, row.fields["title"], row.problems) == (6, "Elterntreff", [])


def test_the_same_list_as_workbook_gives_the_same_plan() -> None:
    sheet = ugly()
    lines = [["Familienangebote im Landkreis"], [], list(sheet.header), *map(list, sheet.rows)]
    lines[4][5] = 3675426497
    (other,) = read_sheets(workbook(Liste=lines), "liste.xlsx")
    assert [row.fields for row in planned(other, choice(other)).rows] == [
        row.fields for row in planned(sheet, choice(sheet)).rows
    ]


def test_a_decision_survives_json_and_the_next_file_with_other_columns() -> None:
    sheet = ugly()
    kept = json.loads(json.dumps(choice(sheet, values={"Art": {"Krippe": "offer.daycare"}}, area_code="03675")))
    kept["columns"]["Kosten"] = ["leave"]
    wider = Sheet(sheet.name, (*sheet.header, "Mail"), tuple((*row, "info@example.org") for row in sheet.rows), 3)
    again = recalled(kept, guess_columns(wider), source="andere")
    assert (again["columns"]["Kosten"], again["columns"]["Mail"]) == (["leave"], ["email"])
    assert (again["values"], again["fixed"], again["area_code"]) == (kept["values"], {"source": "liste"}, "03675")
    assert planned(wider, again).rows[0].fields["email"] == "info@example.org"


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"a": ["title"], "b": ["title"]}, "„Titel des Angebots“ ist mehreren Spalten zugeordnet"),
        ({"a": ["geheim"]}, "Was „geheim“ für die Spalte „a“ bedeutet"),
        (["a"], "lässt sich nicht lesen"),
    ],
)
def test_decisions_that_cannot_be_carried_out_are_refused(columns: Any, said: str) -> None:
    with pytest.raises(Refused, match=said):
        checked({"columns": columns})


def test_several_columns_feed_one_field() -> None:
    sheet = table(
        ["Name", "Straße", "Hausnr.", "Zusatz", "Montag", "Dienstag", "Telefon", "Mobil", "Inhalt", "Ziele"],
        ["Treff", "Weg", "3", "a", "9-12", "geschlossen", "03675 426496", "0171 3920012", "Spielen.", "Kontakte."],
    )
    row = planned(sheet, choice(sheet)).rows[0]
    assert row.fields["street"] == "Weg 3 a"
    assert row.fields["opening_hours"] == "Mo 09:00-12:00; Tu off"
    assert (row.fields["phone"], row.extra["Mobil"]) == ("03675 426496", "0171 3920012")
    assert row.fields["description"] == "Spielen.\n\nKontakte."


def test_opening_and_closing_time_need_days_from_a_person() -> None:
    sheet = table(["Name", "öffnet", "schließt", "Telefon"], ["Kita", "07:30", "16:00", "3132978"])
    assert planned(sheet, choice(sheet)).rows[0].fields["opening_hours"] == '"07:30-16:00"'
    row = planned(sheet, choice(sheet, days="Mo-Fr", area_code="0461")).rows[0]
    assert (row.fields["opening_hours"], row.fields["phone"]) == ("Mo-Fr 07:30-16:00", "0461 3132978")


def test_fixed_texts_fill_what_a_row_leaves_open() -> None:
    sheet = table(["Name", "Art"], ["A", "Krabbelgruppe"], ["B", ""])
    fixed = {"source": "liste", "offer_types": "offer.daycare", "languages": "de"}
    rows = planned(sheet, choice(sheet, fixed=fixed)).rows
    assert [row.fields["offer_types"] for row in rows] == ["offer.parent_child_group", "offer.daycare"]
    assert rows[0].fields["languages"] == "de"


def test_keys_last_and_doubles_are_named() -> None:
    sheet = table(["Name", "Ort"], ["A", "X"], ["A", "X"], ["B", "X"])
    rows = planned(sheet, choice(sheet)).rows
    ids = [row.fields["external_id"] for row in rows]
    assert (ids[1], len(set(ids))) == (f"{ids[0]}-2", 3)
    assert any("Zeile 2 nennt dasselbe" in sentence for _, sentence in rows[1].hints)
    assert [row.fields["external_id"] for row in planned(sheet, choice(sheet)).rows] == ids
    given = table(["Nr.", "Name"], ["1", "A"], ["1", "B"])
    doubled = planned(given, {"columns": {"Nr.": ["external_id"], "Name": ["title"]}, "fixed": {"source": "x"}}).rows[1]
    assert ("external_id", "„1“ steht schon in Zeile 2.") in doubled.problems


def test_a_heading_between_rows_is_no_offer() -> None:
    sheet = table(["Name", "Art", "Ort", "Telefon"], ["Stralsund", "", "", ""], ["Treff", "Elterncafé", "X", ""])
    rows = planned(sheet, choice(sheet)).rows
    assert "Zwischenüberschrift" in rows[0].problems[0][1]
    assert rows[1].problems == []


def test_formulas_and_secret_addresses_are_kept_as_the_command_keeps_them() -> None:
    sheet = table(
        ["Name", "Art", "Straße", "Ort"],
        ['=HYPERLINK("x")', "Krippe", "", "X"],
        ["Zuflucht", "Frauenhaus", "Weg 1", "X"],
    )
    rows = planned(sheet, choice(sheet)).rows
    assert any("sieht aus wie eine Formel" in sentence for _, sentence in rows[0].problems)
    assert rows[1].row.values["hidden_address"] is True


def test_columns_of_the_list_never_pass_for_columns_of_the_format() -> None:
    sheet = table(["Name", "status", "hidden_address"], ["A", "published", "no"])
    row = planned(sheet, {"columns": {"Name": ["title"]}, "fixed": {"source": "x"}}).rows[0]
    assert {"status", "hidden_address"}.isdisjoint(row.row.values)
    assert row.row.extra == {"status (Liste)": "published", "hidden_address (Liste)": "no"}


def test_social_spaces_are_found_by_name() -> None:
    sheet = table(["Name", "Sozialraum"], ["A", "Rügen Nord"], ["B", "Mond"])
    found = planned(sheet, choice(sheet))
    assert found.rows[0].fields["social_space"] == "ruegen-nord"
    assert [each.value for each in found.unknown] == ["Mond"]


def test_a_very_long_cell_is_kept_not_interpreted() -> None:
    sheet = table(
        ["Name", "Telefon", "Art", "Beschreibung"], ["A", "a@" * 50_000, "Krippe, " * 20_000, "Satz. " * 3_000]
    )
    row = planned(sheet, {"columns": {"Name": ["title"], "Telefon": ["phone"], "Art": ["offer_types"],
                                      "Beschreibung": ["description"]}}).rows[0]  # fmt: skip
    assert {"phone", "offer_types"}.isdisjoint(row.fields)
    assert (len(row.extra["Telefon"]), len(row.fields["description"])) == (100_000, 17_999)
    assert guess_columns(sheet)[0].meanings
