"""What files may look like: delimiters, encodings, headers, and what is no list at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from nestwerk.common.refusals import Refused
from nestwerk.networks.models import Network
from nestwerk.offers.imports.files import LARGEST
from nestwerk.offers.tests.builders import row, write_csv
from nestwerk.offers.tests.importing import read, stored

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


@pytest.mark.parametrize("sign", [";", "\t"])
def test_what_german_programs_put_between_cells_is_read(network: Network, tmp_path: Path, sign: str) -> None:
    path = tmp_path / "a.csv"
    cells = row(title="Kaffee, Kuchen", postal_code="96515")
    path.write_text(f"{sign.join(cells)}\n{sign.join(cells.values())}\n", encoding="utf-8-sig")
    read(path)
    assert [(offer.title, offer.postal_code) for offer in stored(network)] == [("Kaffee, Kuchen", "96515")]


def test_bytes_of_another_encoding_keep_back_their_row_only(network: Network, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [row(), row(title="Gruppe XX")])
    path.write_bytes(path.read_bytes().replace(b"XX", b"M\xfcller"))
    report = read(path, report_to=tmp_path / "zurueck.csv")
    assert [(line, column) for line, column, _ in report.problems] == [(3, "title")]
    assert "UTF-8" in report.problems[0][2]
    assert b"M\xfcller" in (tmp_path / "zurueck.csv").read_bytes()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "ist leer"),
        (b"a,b\n1,2\n", "fehlen die Spalten"),
        (b"title,title\n1,2\n", "doppelt"),
        (b'external_id,title\n1,"offen\n', "keine gültige CSV-Datei"),
    ],
)
def test_what_is_no_table_of_offers_is_refused_in_one_sentence(
    network: Network, tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(Refused, match=said):
        read(path)


def test_a_huge_file_is_refused_before_it_is_read(network: Network, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    assert path.stat().st_size > LARGEST
    with pytest.raises(Refused, match="200 MB groß, höchstens 100 MB"):
        read(path)


def test_a_row_with_too_many_fields_and_a_doubled_number_are_kept_back(network: Network, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [row(external_id="1"), row(external_id="1")])
    path.write_bytes(path.read_bytes() + b"zu,viele,felder,in,dieser,zeile,hier\n")
    report = read(path)
    assert [line for line, _, _ in report.problems] == [4, 3] or [line for line, _, _ in report.problems] == [3, 4]
    assert report.count("new") == 1


def test_a_column_without_a_name_is_kept_under_its_place(network: Network, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "source,external_id,organisation,title,offer_types,\n"
        "x,1,Verein,Treff,offer.parent_cafe,Zimmer 3\n"
        "x,2,Verein,Treff,offer.gibtesnicht,Zimmer 4\n",
        encoding="utf-8",
    )
    report = read(path)
    assert [(line, column) for line, column, _ in report.problems] == [(3, "offer_types")]
    assert stored(network)[0].extra == {"Spalte 6": "Zimmer 3"}


def test_a_header_of_countless_columns_is_refused_at_once(network: Network, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(",".join(["title", "external_id", *(f"s{n}" for n in range(100_000))]) + "\n", encoding="utf-8")
    with pytest.raises(Refused, match="100002 Spalten, höchstens 500"):
        read(path)


def test_of_many_doubled_columns_the_first_are_named(network: Network, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(",".join([f"s{n:03}" for n in range(200)] * 2) + "\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read(path)
    assert "s019" in refused.value.sentence
    assert "s020" not in refused.value.sentence


def test_a_folder_is_no_file(network: Network, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="ist keine Datei"):
        read(tmp_path)


GERMAN_LIST = (
    "external_id;source;title;organisation;offer_types;age_to_months\n"
    '"1";test;"Runde; offen";Verein;offer.parent_cafe;12\n2;test;Treff;Verein;offer.parent_cafe;viele\n'
)


@pytest.mark.parametrize(
    "head",
    ["", "sep=;\r\n", "\ufeffsep=;\n"],
    ids=["plain", "excel", "excel-bom"],
)
@pytest.mark.parametrize("quoted", [False, True])
def test_a_list_as_german_excel_writes_it_comes_in_and_what_is_rejected_keeps_its_shape(
    network: Network, tmp_path: Path, head: str, quoted: bool
) -> None:
    text = GERMAN_LIST.replace("external_id;source", '"external_id";"source"') if quoted else GERMAN_LIST
    (tmp_path / "liste.csv").write_text(head + text, encoding="utf-8")
    report = read(tmp_path / "liste.csv", report_to=tmp_path / "nicht.csv")
    assert [offer.title for offer in stored(network)] == ["Runde; offen"]
    assert [problem[0] for problem in report.problems] == [4 if head else 3]
    kept = (tmp_path / "nicht.csv").read_text(encoding="utf-8").splitlines()
    assert (kept.pop(0).lstrip("\ufeff") == "sep=;") if head else True
    assert kept[0].lstrip("\ufeff") == "zeile;problem;external_id;source;title;organisation;offer_types;age_to_months"
    whole = (tmp_path / "nicht.csv").read_text(encoding="utf-8")
    (tmp_path / "nicht.csv").write_text(whole.replace("viele", "24"), encoding="utf-8")
    again = read(tmp_path / "nicht.csv")
    assert (again.count("new"), again.problems) == (1, [])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04 mappe", "Excel-Mappe"),
        ("external_id,title\n1,a\n".encode("utf-16"), "UTF-16"),
        (b"%PDF-1.7", "PDF"),
        (b'external_id,title\n1,"offen\n', "Anführungszeichen wird nicht wieder geschlossen"),
        (b'external_id,title\n1,"a"b\n', "steht noch etwas"),
    ],
)
def test_what_is_no_list_is_named_in_german(network: Network, tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    with pytest.raises(Refused, match=words):
        read(tmp_path / "a.csv")
    assert stored(network) == []


def test_a_mapping_and_a_line_about_the_delimiter_work_together_also_for_what_was_rejected(
    network: Network, tmp_path: Path
) -> None:
    (tmp_path / "m.toml").write_text(
        '[columns]\nexternal_id = "Nr"\ntitle = "Titel"\nage_to_months = "bis"\n'
        '[constants]\nsource = "kreis"\norganisation = "Verein"\noffer_types = "offer.parent_cafe"\n'
    )
    (tmp_path / "a.csv").write_text("sep=|\nNr|Titel|bis\n1|Runde|12\n2|Treff|viele\n", encoding="utf-8")
    report = read(tmp_path / "a.csv", mapping=tmp_path / "m.toml", report_to=tmp_path / "nicht.csv")
    assert (report.count("new"), len(report.problems)) == (1, 1)
    whole = (tmp_path / "nicht.csv").read_text(encoding="utf-8-sig")
    (tmp_path / "nicht.csv").write_text(whole.replace("viele", "24"), encoding="utf-8")
    again = read(tmp_path / "nicht.csv", mapping=tmp_path / "m.toml")
    assert (again.count("new"), again.problems) == (1, [])


def test_a_list_in_utf_16_comes_in_where_a_mapping_says_so(network: Network, tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text('[file]\nencoding = "utf-16"\n')
    text = "external_id,source,title,organisation,offer_types\n1,x,Runde,Verein,offer.parent_cafe\n"
    (tmp_path / "a.csv").write_bytes(text.encode("utf-16"))
    assert read(tmp_path / "a.csv", mapping=tmp_path / "m.toml").count("new") == 1


def test_a_double_or_short_row_stays_out_of_the_file_of_rejected_rows_until_somebody_says_it_is_right(
    network: Network, tmp_path: Path
) -> None:
    """Read again unchanged, the second of two would replace the first, and the short one come in nearly empty."""
    head = "external_id,source,title,organisation,offer_types\n"
    (tmp_path / "a.csv").write_text(
        f"{head}1,x,Runde,Verein,offer.parent_cafe\n1,x,Andere,Verein,offer.parent_cafe\n2,x,Kurz\n", encoding="utf-8"
    )
    read(tmp_path / "a.csv", report_to=tmp_path / "nicht.csv")
    again = read(tmp_path / "nicht.csv", report_to=tmp_path / "nochmal.csv")
    assert [offer.title for offer in stored(network)] == ["Runde"]
    assert len(again.problems) == 2
    assert all("leeren" in sentence for _, _, sentence in again.problems)
    third = read(tmp_path / "nochmal.csv", report_to=tmp_path / "drittes.csv")
    assert [sentence for _, _, sentence in third.problems] == [sentence for _, _, sentence in again.problems]
    told = again.problems[0][2]
    mended = (tmp_path / "nochmal.csv").read_text(encoding="utf-8-sig").replace(told, "").replace(",1,x,A", ",3,x,A")
    (tmp_path / "nochmal.csv").write_text(mended, encoding="utf-8")
    last = read(tmp_path / "nochmal.csv", report_to=tmp_path / "letztes.csv")
    assert (last.count("new"), len(last.problems)) == (1, 1)
    assert sorted(offer.title for offer in stored(network)) == ["Andere", "Runde"]
