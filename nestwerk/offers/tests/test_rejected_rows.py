"""Rows that did not come in: where they are kept, that nothing else is harmed, and that they can come in mended."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network
from nestwerk.offers.imports import ImportReport, import_offers
from nestwerk.offers.imports.rejected import usual_place
from nestwerk.offers.models import Offer
from nestwerk.offers.tests.builders import AT, row, write_csv

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


def read(path: Path, report_to: Path, **rest: object) -> ImportReport:
    return import_offers(path, "musterstadt", at=AT, report_to=report_to, **rest)  # type: ignore[arg-type]


def stored(network: Network) -> list[Offer]:
    with tenant(network.pk):
        return list(network.offers.order_by("external_id"))


def cells(path: Path, **rest: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, **rest))  # type: ignore[arg-type]


def test_the_usual_place_is_in_the_data_folder_and_carries_day_and_name() -> None:
    place = usual_place(Path("/data"), Path("/home/x/angebote.csv"), today=date(2026, 11, 22))
    assert place == Path("/data/berichte/2026-11-22-angebote.csv")


def test_rejected_rows_are_for_their_owner_s_eyes_only(network: Network, tmp_path: Path) -> None:
    report = read(write_csv(tmp_path / "a.csv", [row(title="")]), tmp_path / "berichte" / "a.csv")
    assert report.report_file == tmp_path / "berichte" / "a.csv"
    assert report.report_file.stat().st_mode & 0o777 == 0o600
    assert report.report_file.parent.stat().st_mode & 0o777 == 0o700


def test_an_earlier_report_is_never_written_over(network: Network, tmp_path: Path) -> None:
    source, wanted = write_csv(tmp_path / "a.csv", [row(title="")]), tmp_path / "b.csv"
    wanted.write_text("darin hat jemand verbessert")
    assert [read(source, wanted).report_file for _ in range(2)] == [tmp_path / "b-2.csv", tmp_path / "b-3.csv"]
    assert wanted.read_text() == "darin hat jemand verbessert"


@pytest.mark.parametrize("dry_run", [True, False])
def test_the_file_that_is_read_is_never_the_report(network: Network, tmp_path: Path, dry_run: bool) -> None:
    source = write_csv(tmp_path / "a.csv", [row(), row(title="")])
    (tmp_path / "verweis.csv").symlink_to(source)
    before = source.read_bytes()
    for place in (source, tmp_path / "verweis.csv"):
        with pytest.raises(Refused, match="wird gerade eingelesen"):
            read(source, place, dry_run=dry_run)
    assert (source.read_bytes(), stored(network)) == (before, [])


def test_a_place_nobody_can_write_to_is_refused_before_anything_comes_in(network: Network, tmp_path: Path) -> None:
    source = write_csv(tmp_path / "a.csv", [row(), row(title="")])
    for place, said in ((tmp_path, "ist keine Datei"), (Path("/proc/x.csv"), "lassen sich keine abgelehnten Zeilen")):
        with pytest.raises(Refused, match=said):
            read(source, place)
    assert stored(network) == []


def test_a_full_disk_leaves_nothing_half_done(network: Network, tmp_path: Path) -> None:
    source = write_csv(tmp_path / "a.csv", [row(), row(title="")])
    (tmp_path / "berichte").mkdir()
    full = tmp_path / "berichte" / "a.csv"

    class Full(type(full)):  # type: ignore[misc]
        def open(self, *args, **rest):  # type: ignore[no-untyped-def]
            return Path("/dev/full").open(*args, **rest)

    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with pytest.raises(Refused, match="Es wurde nichts eingelesen"):
        read(source, Full(full))
    assert (stored(network), list((tmp_path / "berichte").iterdir())) == ([], [])


def test_good_files_and_files_that_are_none_leave_no_empty_report(network: Network, tmp_path: Path) -> None:
    place = tmp_path / "berichte" / "a.csv"
    read(write_csv(tmp_path / "a.csv", [row()]), place)
    (tmp_path / "leer.csv").touch()
    with pytest.raises(Refused):
        read(tmp_path / "leer.csv", place)
    assert list(place.parent.iterdir()) == []


def test_mended_rows_come_in_without_the_columns_of_the_report(network: Network, tmp_path: Path) -> None:
    source = write_csv(tmp_path / "a.csv", [row(external_id="1", postal_code="965", zimmer="3")])
    kept = read(source, tmp_path / "b.csv").report_file
    assert kept is not None
    kept.write_bytes(kept.read_bytes().replace(b",965,", b",96515,"))
    assert read(kept, tmp_path / "c.csv").unknown_columns == ("zimmer",)
    write_csv(source, [row(external_id="1", postal_code="96515", zimmer="3")])
    assert read(source, tmp_path / "d.csv").count("same") == 1


def test_rows_of_a_foreign_table_are_kept_in_its_own_shape_and_read_with_the_same_mapping(
    network: Network, tmp_path: Path
) -> None:
    foreign, mapping = tmp_path / "kitas.csv", tmp_path / "kitas.toml"
    foreign.write_bytes("ID;Name;Träger;PLZ\n7;Kita Löwe;Stadt;965\n8;Kita Bär;Stadt;96515\n".encode("cp1252"))
    mapping.write_text(
        """
        [file]
        encoding = "cp1252"
        delimiter = ";"
        [columns]
        external_id = "ID"
        title = "Name"
        organisation = "Träger"
        postal_code = "PLZ"
        [constants]
        source = "kitas"
        offer_types = "offer.daycare"
        """,
        encoding="utf-8",
    )
    kept = read(foreign, tmp_path / "b.csv", mapping=mapping).report_file
    assert kept is not None
    text = kept.read_bytes().decode("cp1252")
    assert text.splitlines()[0] == "zeile;problem;ID;Name;Träger;PLZ"
    kept.write_bytes(text.replace(";965", ";96528").encode("cp1252"))
    assert read(kept, tmp_path / "c.csv", mapping=mapping).problems == []
    assert [(offer.title, offer.postal_code, offer.extra) for offer in stored(network)] == [
        ("Kita Löwe", "96528", {}),
        ("Kita Bär", "96515", {}),
    ]


def test_cells_beyond_the_header_are_kept_and_must_find_their_place(network: Network, tmp_path: Path) -> None:
    head, wrong = row(external_id="1"), row(external_id="2")
    source = write_csv(tmp_path / "a.csv", [head, wrong])
    source.write_bytes(source.read_bytes().rstrip() + b",Zimmer 3,\r\n")
    kept = read(source, tmp_path / "b.csv").report_file
    assert kept is not None
    (line,) = cells(kept)
    assert (line["zeile"], line["title"], line["weitere 1"], line["weitere 2"]) == ("3", "Elterncafé", "Zimmer 3", "")
    again = read(kept, tmp_path / "c.csv")
    assert (again.kept_back, again.count("new")) == (1, 0)
    kept.write_bytes(kept.read_bytes().replace(b"Zimmer 3", b""))
    mended = read(kept, tmp_path / "d.csv")
    assert (mended.kept_back, mended.count("new"), mended.unknown_columns) == (0, 1, ())


def test_a_formula_in_the_report_is_shown_not_calculated_and_is_refused_again(network: Network, tmp_path: Path) -> None:
    kept = read(write_csv(tmp_path / "a.csv", [row(title="=HYPERLINK(1)", phone="+49 3675 1")]), tmp_path / "b.csv")
    assert kept.report_file is not None
    (line,) = cells(kept.report_file)
    assert (line["title"], line["phone"]) == ("'=HYPERLINK(1)", "+49 3675 1")
    again = read(kept.report_file, tmp_path / "c.csv")
    assert [(column, "Formel" in said) for _, column, said in again.problems] == [("title", True)]
    assert again.report_file is not None
    assert cells(again.report_file)[0]["title"] == "'=HYPERLINK(1)"
