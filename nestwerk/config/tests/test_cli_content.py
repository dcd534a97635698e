"""Describing a network, adding own terms and reading reports, as an operator meets them."""

import csv
from pathlib import Path

import pytest

from nestwerk.config.postgres import cluster

from .commands import HEADER, empty_installation, run

TOML = """
[[network]]
short_name = "Musterkreis"
accent = "#ffcc00"
logo = "logo.png"
[network.contact]
role = "Koordination Frühe Hilfen"
email = "hilfe@example.org"
[network.imprint]
operator = "Landkreis Muster"
"""


@pytest.fixture(scope="module")
def place():
    """An installation with one network and one public offer, its database up for the whole module."""
    with empty_installation() as data_dir:
        folder = data_dir.parent
        assert run(data_dir, "create-network", "muster", "--name", "Muster", "--ags", "16072").returncode == 0
        table = folder / "a.csv"
        table.write_text(f"{HEADER}\n1,test,Verein,,Offener Treff,offer.parent_cafe,published\n")
        done = run(data_dir, "import-offers", str(table), "--network", "muster")
        assert done.returncode == 0, done.stderr
        (folder / "netz.toml").write_text(TOML)
        (folder / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\nxxxx")
        yield data_dir


def test_a_network_is_described_twice_with_one_effect(place):
    first = run(place, "describe-network", "muster", str(place.parent / "netz.toml"), "--publish")
    assert first.returncode == 0, first.stderr
    assert "geändert: short_name, accent, imprint, contact_role, email, logo, logo_type, outline" in first.stdout
    assert "Hinweis zu accent: " in first.stdout
    assert "Veröffentlicht: " in first.stdout
    again = run(place, "describe-network", "muster", str(place.parent / "netz.toml"))
    assert "Angaben unverändert" in again.stdout


def test_mistakes_in_a_description_are_told_one_by_one(place):
    wrong = place.parent / "falsch.toml"
    wrong.write_text('[[network]]\naccent = "rot"\nnmae = "x"\n')
    said = run(place, "describe-network", "muster", str(wrong))
    assert said.returncode == 1
    assert said.stderr.splitlines() == [
        "  nmae: Diese Angabe kennen wir hier nicht.",
        "  accent: Eine Farbe wie #0b5d5e.",
        "Fehler: 2 Angaben in falsch.toml stimmen nicht. Es wurde nichts geändert.",
    ]


def test_own_terms_come_in_and_a_mistake_is_one_line(place):
    terms = place.parent / "eigene.tsv"
    terms.write_text("code\tkind\tde\tde_plain\ten\noffer.forest\toffer_type\tWaldgruppe\tim Wald\tforest\n")
    assert run(place, "import-terms", str(terms)).stdout.startswith("1 eigene Begriffe eingelesen.")
    terms.write_text("code\tkind\tde\tde_plain\ten\nforest\toffer_type\tWaldgruppe\tim Wald\tforest\n")
    said = run(place, "import-terms", str(terms))
    assert (said.returncode, said.stderr.count("\n")) == (1, 1)
    assert "Zeile 2: code: „forest“" in said.stderr


def test_reports_are_shown_without_harm_to_the_terminal_and_deleted(place):
    with cluster(place).connect("nestwerk_backup", "nestwerk") as connection:
        network, offer = connection.execute("SELECT network_id, id FROM offers_offer").fetchone()
    with cluster(place).connect("nestwerk_app", "nestwerk") as connection:
        connection.execute("SELECT set_config('nestwerk.network', %s, false)", [str(network)])
        for day, text in (("2020-01-01", "alt"), ("2099-01-01", "Nummer\x1b[31m falsch\nFehler: erfunden")):
            connection.execute(
                "INSERT INTO offers_problemreport (network_id, offer_id, kind, text, answer, reported_on)"
                " VALUES (%s, %s, 'phone', %s, '', %s)",
                [network, offer, text, day],
            )
        connection.commit()
    assert "„alt“" in run(place, "reports").stdout
    said = run(place, "reports", "--network", "muster", "--delete-older-than", "30").stdout
    assert "Muster: 1 gelöscht." in said
    assert "01.01.2099 Telefon oder Mail stimmt nicht: Offener Treff\n" in said
    assert "    „Nummer [31m falsch Fehler: erfunden“\n" in said
    assert "„alt“" not in said


@pytest.mark.parametrize("days", ["x", "-1", "1.5", "٣", "99999999999"])
def test_days_that_are_no_number_are_named_in_german(days):
    said = run(Path("/nonexistent"), "reports", f"--delete-older-than={days}")
    assert said.returncode == 2
    assert said.stderr == f"Fehler: --delete-older-than: „{days}“ ist keine Zahl von Tagen (0 bis 36500).\n"


def test_what_is_wrong_with_a_new_network_is_said_in_german(place):
    for words, said in (
        (("muster2", "--name", "", "--ags", "16072"), "Name: Diese Angabe fehlt."),
        (("muster2", "--name", "X", "--ags", ","), "Gemeindeschlüssel (AGS): Diese Angabe fehlt."),
        (("m" * 51, "--name", "X", "--ags", "16072"), "Der Text hat 51 Zeichen, höchstens 50 sind möglich."),
        (("abc\n", "--name", "X", "--ags", "16072"), "unsichtbare Zeichen"),
    ):
        result = run(place, "create-network", *words)
        assert (result.returncode, result.stderr.count("\n")) == (1, 1)
        assert said in result.stderr


def test_the_report_of_an_import_is_never_the_import_itself(place):
    table = place.parent / "selbst.csv"
    table.write_text(f"{HEADER}\n7,test,Verein,,Gut,offer.parent_cafe,draft\n8,test,Verein,,,offer.parent_cafe,draft\n")
    before = table.read_bytes()
    for target in (table, place.parent):
        said = run(place, "import-offers", str(table), "--network", "muster", "--report", str(target))
        assert (said.returncode, said.stderr.count("\n")) == (1, 1)
    assert table.read_bytes() == before
    said = run(place, "import-offers", str(table), "--network", "muster")
    (kept,) = (place / "berichte").glob("*-selbst.csv")
    with kept.open(encoding="utf-8-sig", newline="") as file:
        assert [row["external_id"] for row in csv.DictReader(file)] == ["8"]
    assert kept.stat().st_mode & 0o777 == 0o600
