"""Which files of others are read and which are refused, and with what words. Own small files first, then theirs."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from nestwerk.common.refusals import Refused
from nestwerk.offers.hsds import ohana
from nestwerk.offers.hsds.faults import Unreadable
from nestwerk.offers.hsds.package import check_ohana, read_bytes, read_path
from nestwerk.offers.hsds.tables import Table, read_table

THEIRS = Path(__file__).resolve().parents[5] / "shared" / "data" / "hsds"
absent = pytest.mark.skipif(not THEIRS.is_dir(), reason="../shared/data/hsds liegt hier nicht")
KNOWN = {
    "organizations": {"1", "2"}, "locations": {"1", "2", "3"}, "services": {"1"}, "contacts": {"1"}, "programs": {"1"},
}  # fmt: skip
GOOD = {
    "existing_category", "hs_with_2_digit_year", "hs_with_spelled_out_date", "locations", "org_with_2_digit_year",
    "org_with_spelled_out_date", "programs", "services", "taxonomy",
}  # fmt: skip
SETS = {
    "ohana_sample_csv": (23, "Ohana in CSV"),
    "sacramento_2017": (117, "Ohana in CSV"),
    "spec_2.0.1/examples/simple": (13, "HSDS 2 in CSV"),
    "spec_2.0.1/examples/all_resources": (13, "HSDS 2 in CSV"),
    "spec_3.0/examples/csv": (1, "HSDS 3.0 in CSV"),
    "spec_3.0/examples/service_full.json": (1, "HSDS 3.0 in JSON"),
    "spec_3.0/examples/service_list.json": (1, "HSDS 3.0 in JSON"),
    "uk_3.0/answers_good/service_list.json": (1, "HSDS 3.0 in JSON"),
    "uk_3.0/answers_good/service_full.json": (1, "HSDS 3.0 in JSON"),
    "san_mateo_2013.jsonl": (1703, "eine ältere Liste in JSON"),
}


def judged(content: bytes, file: str) -> Table:
    """A single table of an Ohana set, recognised by its heading and checked against what exists besides."""
    table = read_table(content, file)
    table.kind = ohana.recognised(table.header)
    check_ohana({table.kind: table}, KNOWN)
    return table


ORG = ",".join(ohana.SPECS["organizations"].columns)
HOLIDAY = "id,location_id,service_id,start_date,end_date,closed,opens_at,closes_at"
PHONE = ",".join(ohana.SPECS["phones"].columns)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (f"{ORG}\n1,,,1/24/70,Hilft.,,,,,Nord,,,\n", []),
        (f'{ORG}\n1,,,"January 20, 1970",Hilft.,,,,,Nord,,,\n', []),
        (f"{ORG}\n1,,,24/2/70,Hilft.,,,,,Nord,,,\n", [(2, "date_incorporated", "„24/2/70“ ist kein gültiges Datum.")]),
        (f"{ORG}\n1,,,,Hilft.,,,,,,,,\n", [(2, "name", "Diese Angabe fehlt.")]),
        (f"{ORG}\n1,,,,,,,,,A,,,\n1,,,,,,,,,B,,,\n", [(3, "id", "Die Kennung „1“ kommt doppelt vor.")]),
        (f"{ORG}\n1,,,,,,,,,A,,\n", [(2, "", "Die Zeile hat 12 Felder, die Überschrift 13.")]),
        (f"{HOLIDAY}\n1,1,,12/24/14,12/24/14,TRUE,,\n", []),
        (f"{HOLIDAY}\n1,1,,1/11/2014,13/27/2014,TRUE,,\n", [(2, "end_date", "„13/27/2014“ ist kein gültiges Datum.")]),
        (f"{PHONE}\n1,,1,,,03675 1,,,,,\n", [(2, "number_type", "Diese Angabe fehlt.")]),
        (f"{PHONE}\n1,,100,,,03675 1,,,voice,,\n", [(2, "location_id", "„100“ gibt es in locations.csv nicht.")]),
        ("id,organization_id,name\n1,1,Nord\n", [(0, "alternate_name", "Diese Spalte fehlt.")]),
        ("taxonomy_id,name,parent_id,parent_name\n1,Hilfe,,\n1-1,Bad,0,\n",
         [(3, "parent_id", "Den Oberbegriff „0“ gibt es nicht.")]),
    ],
)  # fmt: skip
def test_a_table_is_good_or_its_fault_has_a_line_a_column_and_a_cause(
    text: str, wrong: list[tuple[int, str, str]]
) -> None:
    assert [(one.line, one.column, one.sentence) for one in judged(text.encode(), "x.csv").faults] == wrong


@pytest.mark.parametrize(("column", "header"), [("contact_id", PHONE), ("location_id", HOLIDAY)])
def test_a_row_without_a_parent_belongs_to_nothing(column: str, header: str) -> None:
    row = {
        "id": "1",
        "number": "1",
        "number_type": "voice",
        "start_date": "1/1/14",
        "end_date": "1/1/14",
        "closed": "TRUE",
    }
    text = f"{header}\n{','.join(row.get(name, '') for name in header.split(','))}\n"
    (fault,) = judged(text.encode(), "x.csv").faults
    assert (fault.line, fault.column) == (2, column)
    assert fault.sentence.startswith("Die Zeile gehört zu nichts")


def packed(**files: str) -> bytes:
    """A zip with these files."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"paket/{name}.{'json' if name == 'datapackage' else 'csv'}", text)
    return content.getvalue()


TABULAR = {
    "organizations": "id,name,description\no1,Nord,Hilft.\n",
    "services": "id,organization_id,name,status,minimum_age,last_modified\ns1,o1,Krabbelgruppe,active,0,2026-01-01\n",
    "locations": "id,location_type,name,latitude,longitude\nl1,physical,Haus,50.36,11.17\n",
    "service_at_location": "id,service_id,location_id\nv1,s1,l1\n",
    "addresses": "id,location_id,address_1,city,state_province,postal_code,country,address_type\n"
    "a1,l1,Weg 1,Sonneberg,TH,96515,DE,physical\n",
    "schedules": "id,service_id,freq,byday,opens_at,closes_at\nt1,s1,WEEKLY,MO,09:00,11:00\n",
    "taxonomy_terms": "id,code,name,taxonomy_id\nx1,offer.family_cafe,Café,t\n",
    "attributes": "id,link_id,taxonomy_term_id\ny1,s1,x1\n",
    "datapackage": json.dumps({"resources": [{"name": "services", "path": "paket/services.csv"}]}),
}


def test_a_tabular_package_is_joined_into_services() -> None:
    package = read_bytes(packed(**TABULAR), "kreis.zip")
    (service,) = package.services
    assert package.version == "HSDS 3.0 in CSV"
    assert service["organization"]["name"] == "Nord"
    assert service["service_at_locations"][0]["location"]["addresses"][0]["city"] == "Sonneberg"
    assert service["schedules"][0]["byday"] == "MO"
    assert service["attributes"][0]["taxonomy_term"]["code"] == "offer.family_cafe"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"services": "id,organization_id,name,status\ns1,o1,,active\n"}, "services.csv, Zeile 2, Spalte name"),
        ({"services": "id,organization_id,name,status\ns1,o1,A,offen\n"}, "Spalte status: „offen“ ist kein Stand."),
        ({"organizations": "id,name\no1,\n"}, "organizations.csv, Zeile 2, Spalte name: Diese Angabe fehlt."),
        ({"services": "id,name\ns1\n"}, "Die Zeile hat 1 Felder, die Überschrift 2."),
        ({"services": "id,id\ns1,s1\n"}, "Diese Spalte kommt doppelt vor."),
        ({"services": ""}, "Die Datei ist leer."),
        ({"datapackage": "[1"}, "datapackage.json: Das ist keine Beschreibung eines Pakets"),
    ],
)
def test_a_package_with_one_bad_file_is_refused_as_a_whole(changes: dict[str, str], told: str) -> None:
    with pytest.raises(Unreadable) as no:
        read_bytes(packed(**{**TABULAR, **changes}), "kreis.zip")
    assert "Es wurde nichts eingelesen." in no.value.sentence
    assert told in no.value.sentence
    assert no.value.faults


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "ist leer"),
        (b"PK\x03\x04kaputt", "lässt sich nicht auspacken"),
        (b"%PDF-1.7", "ist kein HSDS"),
        (b'{"contents": 3}', "Hier steht keine Liste"),
        (b"[" * 100_000, "kein JSON"),
        (b'[{"id": "1", "name": "A"}, {"id": "1", "name": "B"}]', "kommt doppelt vor"),
        (b'[{"id": "1", "name": "A", "phones": "1"}]', "Hier geh\xc3\xb6rt eine Liste hin".encode("latin-1").decode()),
        (packed(organizations="id,name\n1,A\n", locations="id\n1\n"), "fehlt services.csv"),
    ],
    ids=["empty", "broken", "pdf", "no list", "deep", "twice", "no phones", "no services"],
)  # fmt: skip
def test_what_is_no_package_is_refused_kindly(content: bytes, told: str) -> None:
    with pytest.raises(Refused, match=told):
        read_bytes(content, "datei")


def test_a_bomb_stops_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nestwerk.offers.hsds.package.LARGEST", 1_000_000)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("services.csv", b"0" * 20_000_000)
    with pytest.raises(Refused, match="zu groß"):
        read_bytes(content.getvalue(), "bombe.zip")


@absent
@pytest.mark.parametrize("path", sorted((THEIRS / "ohana_import_fixtures").glob("*.csv")), ids=lambda path: path.stem)
def test_each_of_their_import_files_gets_the_verdict_of_its_name(path: Path) -> None:
    expected = path.stem.startswith("valid_") or path.stem in GOOD
    faults = judged(path.read_bytes(), path.name).faults
    assert (not faults) == expected, [str(fault) for fault in faults]


@absent
@pytest.mark.parametrize("name", SETS)
def test_their_sets_are_read_whole(name: str) -> None:
    package = read_path(THEIRS / name)
    assert (len(package.services), package.version) == SETS[name]


@absent
@pytest.mark.parametrize(
    ("name", "faults"),
    [
        ("uk_3.0/answers_bad/service_list.json", 11),
        ("uk_3.0/answers_bad/service_full.json", 2),
        ("openreferral_2014_ohana", 33),
    ],
)
def test_their_bad_sets_are_refused(name: str, faults: int) -> None:
    with pytest.raises(Unreadable) as no:
        read_path(THEIRS / name)
    assert len(no.value.faults) == faults
