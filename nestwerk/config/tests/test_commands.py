"""The console script as an operator meets it, on an embedded database and on Debian's PostgreSQL 15 if it is there."""

import os
import pwd
import subprocess
import sys
import tarfile
from pathlib import Path

import psycopg
import pytest

from nestwerk.config.cli import nestwerk
from nestwerk.config.postgres import cluster

from .folders import open_folder

NESTWERK = [sys.executable, "-m", "nestwerk.config.cli"]
DEBIAN = Path("/usr/lib/postgresql/15/bin")
HEADER = "external_id,source,organisation,organisation_type,title,offer_types,status"


def environ(data_dir, **more):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NESTWERK_", "DATABASE_"))}
    return {**kept, "NESTWERK_DATA_DIR": str(data_dir), **more}


def run(data_dir, *words, **more):
    return subprocess.run([*NESTWERK, *words], env=environ(data_dir, **more), capture_output=True, text=True)


@pytest.fixture(scope="module")
def small():
    """An installation with one network and two offers, its database up for the whole module."""
    with open_folder() as folder:
        data_dir = folder / "data"
        with cluster(data_dir).running():
            assert run(data_dir, "migrate").returncode == 0
            made = run(
                data_dir, "create-network", "musterkreis", "--name", "Frühe Hilfen Musterkreis", "--ags", "16072"
            )
            assert made.returncode == 0, made.stderr
            table = folder / "angebote.csv"
            table.write_text(
                f"{HEADER}\n1,test,Verein Beispiel,,Offener Treff,offer.parent_cafe,published\n"
                "2,test,Verein Beispiel,,Stillgruppe,offer.breastfeeding,published\n"
            )
            done = run(data_dir, "import-offers", str(table), "--network", "musterkreis", "--publish")
            assert done.returncode == 0, done.stderr
            yield data_dir


@pytest.mark.parametrize("name", [name for name, command in nestwerk.commands.items() if not command.hidden])
def test_every_command_explains_itself_in_german(name):
    said = subprocess.run([*NESTWERK, name, "--help"], capture_output=True, text=True)
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
    assert "Krabbelgruppe" in (small.parent / "mangelhaft-abgelehnt.csv").read_text()


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


def rows(data_dir):
    """Titles of all offers, as the role that sees every row."""
    embedded = cluster(data_dir)
    with embedded.connect("nestwerk_backup", "nestwerk") as connection:
        return sorted(connection.execute("SELECT public_id::text, title FROM offers_offer").fetchall())


def test_a_backup_restored_elsewhere_holds_the_same_and_proves_it(small):
    file = small.parent / "sicherung.tar"
    saved = run(small, "backup", str(file))
    assert saved.returncode == 0, saved.stderr
    assert file.stat().st_mode & 0o777 == 0o600
    assert run(small, "backup", str(file)).stderr.startswith("Fehler: Die Datei")
    with open_folder() as folder:
        other = folder / "data"
        with cluster(other).running():
            restored = run(other, "restore", str(file))
            assert restored.returncode == 0, restored.stderr
            assert "Eingespielt und nachgezählt" in restored.stdout
            assert rows(other) == rows(small) != []
            assert (other / "snapshot" / "manifest.json").read_bytes() == (
                small / "snapshot" / "manifest.json"
            ).read_bytes()
            assert run(other, "check", NESTWERK_PUBLIC_URL="https://hilfe.example.org").returncode == 0
            again = run(other, "restore", str(file))
            assert again.returncode == 1
            assert again.stderr.endswith(
                "Fehler: Diese Installation enthält schon Daten. Mit --force werden sie ersetzt.\n"
            )
            assert run(other, "restore", str(file), "--force").returncode == 0
            assert run(other, "publish").returncode == 0, "the app's rights came along"


def test_a_damaged_or_foreign_backup_is_refused_before_anything_changes(small):
    file = small.parent / "heil.tar"
    run(small, "backup", str(file))
    content = file.read_bytes()
    with tarfile.open(file) as tar:
        dump = tar.getmember("database.dump")
    flipped = bytearray(content)
    flipped[dump.offset_data + dump.size // 2] ^= 0xFF
    for name, data, words in (
        ("verdreht.tar", bytes(flipped), "beschädigt"),
        ("halb.tar", content[: dump.offset_data + 100], "keine vollständige Sicherung"),
        ("fremd.tar", b"hallo" * 1000, "keine vollständige Sicherung"),
    ):
        (small.parent / name).write_bytes(data)
        said = run(small, "restore", str(small.parent / name), "--force")
        assert said.returncode == 1
        assert words in said.stderr
        assert said.stderr.count("\n") <= 2
    assert len(rows(small)) == 2


@pytest.fixture
def debian_server():
    """Debian's PostgreSQL 15 with a role that may make roles but is no superuser, as a hoster hands it out."""
    if not DEBIAN.exists():
        pytest.skip("Debian's postgresql-15 is not installed")
    with open_folder() as folder:
        account = {}
        if os.geteuid() == 0:
            entry = pwd.getpwnam("postgres")
            account = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
            folder.chmod(0o777)
        data = folder / "pg15"
        subprocess.run([DEBIAN / "initdb", "-D", data, "-U", "root15", "-A", "trust", "-E", "UTF8", "--no-locale"],
                       check=True, capture_output=True, cwd="/", **account)  # fmt: skip
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        subprocess.run([DEBIAN / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"],
                       check=True, capture_output=True, cwd="/", **account)  # fmt: skip
        try:
            with psycopg.connect(host=str(folder), user="root15", dbname="postgres", autocommit=True) as connection:
                connection.execute("CREATE ROLE hilfen LOGIN CREATEROLE CREATEDB")
                connection.execute("CREATE DATABASE hilfen OWNER hilfen")
                connection.execute("CREATE DATABASE zweite OWNER hilfen")
            yield f"postgresql://hilfen@/hilfen?host={folder}"
        finally:
            subprocess.run([DEBIAN / "pg_ctl", "-D", data, "-m", "immediate", "stop"], cwd="/", **account, check=True,
                           capture_output=True)  # fmt: skip


def test_an_own_server_of_version_15_carries_everything(debian_server):
    with open_folder() as folder:
        url = debian_server
        assert run(folder, "migrate", DATABASE_URL=url).returncode == 0
        made = run(folder, "create-network", "musterkreis", "--name", "Muster", "--ags", "16072", DATABASE_URL=url)
        assert made.returncode == 0, made.stderr
        table = folder / "angebote.csv"
        table.write_text(f"{HEADER}\n1,test,Verein Beispiel,,Offener Treff,offer.parent_cafe,published\n")
        done = run(folder, "import-offers", str(table), "--network", "musterkreis", "--publish", DATABASE_URL=url)
        assert done.returncode == 0, done.stderr
        checked = run(folder, "check", DATABASE_URL=url, NESTWERK_PUBLIC_URL="https://hilfe.example.org")
        assert checked.returncode == 0, checked.stdout
        assert "PostgreSQL 15" in checked.stdout
        saved = run(folder, "backup", str(folder / "s.tar"), DATABASE_URL=url)
        assert saved.returncode == 0, saved.stderr
        second = url.replace("/hilfen?", "/zweite?")
        restored = run(folder, "restore", str(folder / "s.tar"), DATABASE_URL=second)
        assert restored.returncode == 0, restored.stderr
        assert not (folder / "postgres" / "cluster").exists(), "no embedded database beside the own one"
