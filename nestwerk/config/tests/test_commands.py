"""The console script as an operator meets it."""

import json
import subprocess

import pytest

from nestwerk.catalogue.storage import read_packed
from nestwerk.config.cli import nestwerk

from .commands import HEADER, NESTWERK, run, small_installation
from .folders import open_folder


@pytest.fixture(scope="module")
def small():
    with small_installation() as data_dir:
        yield data_dir


@pytest.mark.parametrize("name", [name for name, command in nestwerk.commands.items() if not command.hidden])
def test_every_command_explains_itself_in_german(small, name):
    said = run(small, name, "--help")
    assert said.returncode == 0
    assert said.stdout.startswith(f"Aufruf: nestwerk {name}")
    assert "Diese Hilfe zeigen." in said.stdout
    for english in ("Usage", "Options:", "Show this", "[required]"):
        assert english not in said.stdout


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["fliegen"], "Fehler: Den Befehl 'fliegen' gibt es nicht. „nestwerk --help“ nennt alle.\n"),
        (["publish", "--alles"], "Fehler: Die Option --alles gibt es nicht.\n"),
        (["backup"], "Fehler: Es fehlt: DATEI.\n"),
        (["create-network", "x", "--ags", "16072"], "Fehler: Es fehlt: --name.\n"),
        (["backup", "a", "b"], "Fehler: Zu viele Angaben: b.\n"),
        (
            ["import-offers", "/gibt/es/nicht.csv", "--network", "x"],
            "Fehler: Die Datei /gibt/es/nicht.csv gibt es nicht.\n",
        ),
    ],
)
def test_a_wrong_call_ends_with_one_clear_line(words, line):
    said = subprocess.run([*NESTWERK, *words], capture_output=True, text=True)
    assert said.returncode != 0
    assert said.stderr == line


def test_creating_a_network_twice_changes_nothing(small):
    again = run(small, "create-network", "musterkreis", "--name", "Frühe Hilfen Musterkreis", "--ags", "16072")
    assert (again.returncode, again.stderr) == (0, "")
    assert "nichts geändert" in again.stdout


def test_a_slug_of_another_network_is_refused_in_one_line(small):
    said = run(small, "create-network", "musterkreis", "--name", "Anderes Netz", "--ags", "16072")
    assert said.returncode == 1
    assert said.stderr.startswith("Fehler: Ein Netzwerk „musterkreis“ gibt es schon")
    assert said.stderr.count("\n") == 1


def test_importing_twice_changes_nothing_and_bad_rows_are_told_and_kept(small):
    table = small.parent / "angebote.csv"
    assert "0 neu, 0 geändert, 2 gleich" in run(small, "import-offers", str(table), "--network", "musterkreis").stdout
    bad = small.parent / "mangelhaft.csv"
    bad.write_text(f"{HEADER}\n3,test,Verein,,Krabbelgruppe,offer.gibtesnicht,draft\n")
    said = run(small, "import-offers", str(bad), "--network", "musterkreis")
    assert said.returncode == 1
    assert "Zeile 2, Spalte offer_types" in said.stderr
    (kept,) = (small / "berichte").glob("*-mangelhaft.csv")
    assert "Krabbelgruppe" in kept.read_text()
    assert f"Abgelehnte Zeilen: {kept}" in said.stdout


def test_a_dry_run_shows_and_writes_nothing(small):
    table = small.parent / "mehr.csv"
    table.write_text(f"{HEADER}\n9,test,Verein Beispiel,,Elterncafé,offer.parent_cafe,draft\n")
    for _ in range(2):
        said = run(small, "import-offers", str(table), "--network", "musterkreis", "--dry-run")
        assert "neu: 9 Elterncafé" in said.stdout


def test_the_check_finds_a_healthy_installation_healthy(small):
    said = run(small, "check", NESTWERK_PUBLIC_URL="https://hilfe.example.org")
    assert said.returncode == 0, said.stdout
    assert "PostgreSQL 18" in said.stdout
    assert "1 Netzwerke" in said.stdout


def test_the_check_names_what_is_wrong(small):
    said = run(small, "check", NESTWERK_PUBLIC_URL="http://hilfe.example.org", NESTWERK_SECRET_KEY="kurz")
    assert said.returncode == 1
    assert "https://" in said.stdout
    assert "NESTWERK_SECRET_KEY ist zu kurz" in said.stdout
    assert said.stderr == "Fehler: 2 Punkte stimmen nicht.\n"


def test_own_networks_are_left_alone_by_the_demo(small):
    said = run(small, "demo")
    assert (said.returncode, said.stdout) == (0, "Hier gibt es schon eigene Netzwerke; es wurde nichts geladen.\n")


def test_an_unreachable_own_server_is_one_line():
    with open_folder() as folder:
        said = run(folder, "publish", DATABASE_URL="postgresql://a:b@127.0.0.1:1/x")
    assert said.returncode == 1
    assert said.stderr.startswith("Fehler: Die Datenbank antwortet nicht: ")
    assert said.stderr.count("\n") == 1


def test_a_start_makes_an_update_live_mends_the_catalogue_and_otherwise_changes_nothing(small):
    folder = small / "snapshot"
    manifest = folder / "manifest.json"

    def prepared():
        assert run(small, "prepare", "--no-demo").returncode == 0
        return json.loads(manifest.read_text())

    first = json.loads(manifest.read_text())
    assert prepared() == first
    manifest.write_text(json.dumps({**first, "made_by": "an older version"}))
    second = prepared()
    assert second["version"] != first["version"]
    assert second["shards"] == first["shards"]
    shard = folder / second["shards"]["musterkreis"]["file"]
    shard.write_bytes(shard.read_bytes()[:-1])
    mended = prepared()["shards"]["musterkreis"]  # since when each offer is as it is stood in the broken file only
    read_packed(folder / mended["file"], checksum=mended["sha256"])
    assert mended["offers"] == second["shards"]["musterkreis"]["offers"]


def test_an_odd_manifest_is_removed_so_that_everything_is_built_anew(tmp_path):
    from nestwerk.config.serve_prepare import damaged

    manifest = tmp_path / "manifest.json"
    manifest.write_text('{"version": "x", "number": 1, "commons": 5, "shards": []}')
    assert damaged(tmp_path)
    assert not manifest.exists()
    assert not damaged(tmp_path), "nothing there is nothing damaged: the first publication builds everything"
