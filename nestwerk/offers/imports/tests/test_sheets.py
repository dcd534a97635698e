"""Tables come out of whatever a spreadsheet wrote; what is none is refused in a sentence."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from io import BytesIO

import openpyxl
import pytest
from openpyxl.styles import Font

from nestwerk.common.refusals import Refused
from nestwerk.offers.imports.sheets import Sheet, read_sheets

from .workbooks import saved, with_part, workbook

PLAIN = "Name;Träger;Tel.\nKrabbelgruppe Süd;AWO Müller e. V.;03675 426496\nElterncafé;Stadt;03675 426497\n"


def one(content: bytes, name: str = "liste.csv") -> Sheet:
    (sheet,) = read_sheets(content, name)
    return sheet


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp850", "mac_roman"]
)
def test_every_usual_encoding_is_read(encoding: str) -> None:
    sheet = one(PLAIN.encode(encoding))
    assert sheet.header == ("Name", "Träger", "Tel.")
    assert sheet.rows[0] == ("Krabbelgruppe Süd", "AWO Müller e. V.", "03675 426496")


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_every_usual_delimiter_is_found_although_others_stand_in_the_texts(sign: str) -> None:
    rows = [["Name", "Angebote"], ["Haus", "Beratung, Café; Kurse"], ["Treff", "Spielen, Singen; Basteln"]]
    text = "\r\n".join(sign.join(f'"{cell}"' for cell in row) for row in rows)
    assert one(text.encode()).rows == (("Haus", "Beratung, Café; Kurse"), ("Treff", "Spielen, Singen; Basteln"))


def test_the_line_of_excel_that_names_the_delimiter_is_no_row() -> None:
    sheet = one(b"sep=,\r\nName,Ort\r\nHaus,Sonneberg\r\n")
    assert (sheet.header, sheet.header_row, sheet.lines) == (("Name", "Ort"), 2, (3,))


def test_a_text_saved_twice_is_mended() -> None:
    twice = PLAIN.encode().decode("cp1252").encode()
    assert one(twice).rows[0][0] == "Krabbelgruppe Süd"


def test_a_title_above_empty_lines_and_a_heading_in_between_do_not_disturb() -> None:
    text = (
        "Angebote im Landkreis;;\nStand: 01.03.2026;;\n;;\nName;Ort;Telefon\nA;Bad X;1\n;;\nName;Ort;Telefon\nB;Y;2\n"
    )
    sheet = one(text.encode())
    assert sheet.above == ("Angebote im Landkreis", "Stand: 01.03.2026")
    assert (sheet.header, sheet.header_row) == (("Name", "Ort", "Telefon"), 4)
    assert (sheet.rows, sheet.lines) == ((("A", "Bad X", "1"), ("B", "Y", "2")), (5, 8))


def test_a_list_without_heading_gets_numbers() -> None:
    sheet = one("Krabbelgruppe;96515 Sonneberg;03675 426496\nElterncafé;96528 Schalkau;03675 426497\n".encode())
    assert (sheet.header, sheet.header_row, len(sheet.rows)) == (("Spalte 1", "Spalte 2", "Spalte 3"), 0, 2)


def test_names_that_stand_twice_are_told_apart_and_cells_keep_their_lines() -> None:
    sheet = one(b'Name,Telefon,Telefon,Telefon (2)\nHaus,1,"2\r\n3",4\n')
    assert sheet.header == ("Name", "Telefon", "Telefon (2)", "Telefon (2) (2)")
    assert sheet.rows[0][2] == "2\n3"


def test_what_nobody_sees_is_taken_out() -> None:
    sheet = one("Name;Ort\n Kita\u00a0Nord\u200b ;Bad\u00ad X\x07\n".encode())
    assert sheet.rows == (("Kita Nord", "Bad X"),)


def test_short_and_long_rows_are_brought_to_one_width() -> None:
    sheet = one(b"Name;Ort\nA\nB;X;mehr\n")
    assert sheet.rows == (("A", "", ""), ("B", "X", "mehr"))
    assert sheet.header[2] == "Spalte 3"


def test_a_sheet_can_be_kept_and_recognised_by_its_columns() -> None:
    sheet = one(PLAIN.encode())
    assert Sheet.from_json(sheet.as_json()) == sheet
    other = one("tel.;NAME;Träger\n1;2;3\n".encode())
    assert (other.signature, len(other.signature)) == (sheet.signature, 64)


# ── XLSX


def test_cells_of_a_workbook_become_what_a_person_sees() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Name", "PLZ", "Telefon", "Stand", "Beginn", "offen", "Preis", "Termin", "Fehler"])
    morning = datetime(2026, 3, 1, 9)  # noqa: DTZ001 # a spreadsheet knows no zone
    sheet.append(["Haus", 1067, 3675426496.0, date(2026, 3, 1), time(9, 30), True, 2.5, morning, "#REF!"])
    sheet["B2"].number_format = "00000"
    assert one(saved(book), "liste.xlsx").rows == (
        ("Haus", "01067", "3675426496", "2026-03-01", "09:30", "ja", "2.5", "2026-03-01 09:00", ""),
    )


def test_a_title_line_and_merged_headings_are_understood() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Angebote Frühe Hilfen 2026"], [], ["Name", "Kontakt", None, "Adresse", None],
        [None, "Telefon", "E-Mail", "Straße", "Ort"],
        ["Elterncafé", "03675 426496", "a@example.org", "Weg 1", "Sonneberg"],
    ):  # fmt: skip
        sheet.append(row)
    for area in ("A1:E1", "A3:A4", "B3:C3", "D3:E3"):
        sheet.merge_cells(area)
    sheet["A1"].font = Font(bold=True)
    read = one(saved(book), "liste.xlsx")
    assert read.header == ("Name", "Telefon", "E-Mail", "Straße", "Ort")
    assert (read.header_row, read.rows[0][0]) == (4, "Elterncafé")
    assert "Angebote Frühe Hilfen 2026" in read.above


def test_groups_of_merged_headings_tell_equal_names_apart() -> None:
    content = workbook(
        a=[["", "Büro", "", "Leitung", ""], ["Name", "Telefon", "Mail", "Telefon", "Mail"], ["X", "1", "2", "3", "4"]]
    )
    assert one(content, "a.xlsx").header == (
        "Name", "Büro – Telefon", "Büro – Mail", "Leitung – Telefon", "Leitung – Mail",
    )  # fmt: skip


def test_visible_sheets_can_be_chosen_from_empty_and_hidden_ones_are_left_out() -> None:
    lists = {"Kitas": [["Name", "Ort"], ["A", "X"]], "Leer": [], "Listen": [["ja", "nein"], ["1", "2"]]}
    book = openpyxl.load_workbook(BytesIO(workbook(**lists, Gruppen=[["Name", "Ort"], ["B", "Y"]])))
    book["Listen"].sheet_state = "hidden"
    assert [sheet.name for sheet in read_sheets(saved(book), "a.xlsx")] == ["Kitas", "Gruppen"]


def test_formulas_are_not_calculated() -> None:
    content = workbook(a=[["Name", "Ort"], ["Haus", '=HYPERLINK("https://example.org")'], ["Treff", "Sonneberg"]])
    assert one(content, "a.xlsx").rows[0] == ("Haus", "")


def test_a_lonely_cell_far_away_is_refused_not_padded() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Name", "Ort"])
    book.active.append(["Haus", "Sonneberg"])
    book.active["ZZ2"] = "weit weg"
    with pytest.raises(Refused, match="mehr als 100 Spalten"):
        read_sheets(saved(book), "a.xlsx")
    del book.active["ZZ2"]
    book.active["A1048576"] = "weit unten"
    with pytest.raises(Refused, match="löschen Sie die leeren Zeilen"):
        read_sheets(saved(book), "a.xlsx")


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    content = with_part(workbook(a=[["Name", "Ort"], ["A", "X"]]), "xl/sharedStrings.xml", b" " * (41 * 1024 * 1024))
    assert len(content) < 100_000
    with pytest.raises(Refused, match="ausgepackt zu groß"):
        read_sheets(content, "bombe.xlsx")


def test_entities_are_refused() -> None:
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    for part in (evil, evil.decode().encode("utf-16")):
        content = with_part(workbook(a=[["Name", "Ort"], ["A", "X"]]), "xl/sharedStrings.xml", part)
        with pytest.raises(Refused, match="die wir nicht ausführen"):
            read_sheets(content, "a.xlsx")


def test_openpyxl_reads_with_the_careful_parser() -> None:
    assert openpyxl.DEFUSEDXML


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "ist leer"),
        (b"  \n \n", "ist leer"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "alten Excel-Format oder mit einem Kennwort"),
        (b"%PDF-1.7 ...", "PDF-Datei"),
        (b"<!DOCTYPE html><html><table>", "Internetseite"),
        (b"PK\x03\x04kaputt", "keine gültige Excel-Datei"),
        (b"\x89PNG\r\n\x1a\n" + b"\0\x01\x02" * 50, "keine Textdatei"),
        (b"Nur eine Spalte\nund sonst nichts\n", "finden wir keine Tabelle"),
        (b"Name;Ort\n", "finden wir keine Tabelle"),
        (b"Name;Ort\n" + b"A;X\n" * 5_001, "mehr als 5.000 Zeilen"),
        (b";".join(b"S%d" % n for n in range(101)) + b"\n" + b";".join([b"1"] * 101), "101 Spalten"),
        (b'Name;Ort\n"' + b"x" * 1_100_000 + b'";b\n', "keine gültige CSV-Datei"),
        (b"\xff\xfeA", "ist beschädigt"),
        (b"a;b\n" + b"x" * (20 * 1024 * 1024), "20 MB"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read_sheets(content, "C:\\Eigene Dateien\\liste.xlsx")


def test_a_zip_of_something_else_is_no_workbook() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("content.xml", "<office/>")
    with pytest.raises(Refused, match="keine Excel-Datei"):
        read_sheets(file.getvalue(), "a.ods")


def test_the_name_in_a_refusal_carries_no_path() -> None:
    with pytest.raises(Refused) as refused:
        read_sheets(b"", "C:\\geheim\\liste.csv")
    assert "geheim" not in refused.value.sentence
