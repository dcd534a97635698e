"""Saving and restoring: what was there stands until the new data are in and counted."""

import hashlib
import io
import json
import subprocess
import tarfile
import time

import pytest

from nestwerk.config.postgres import cluster
from nestwerk.config.serve import OneAtATime

from .commands import NESTWERK, environ, run, small_installation, titles
from .folders import open_folder


@pytest.fixture(scope="module")
def small():
    with small_installation() as data_dir:
        yield data_dir


@pytest.fixture(scope="module")
def saved(small):
    file = small.parent / "sicherung.tar"
    done = run(small, "backup", str(file))
    assert done.returncode == 0, done.stderr
    return file


def changed(saved, name, *, dump=lambda content: content, counts=lambda counts: None):
    """A copy of the backup with another dump or other counts, its checksums in order."""
    target = saved.with_name(name)
    with tarfile.open(saved) as source, tarfile.open(target, "w") as out:
        members = [(entry, source.extractfile(entry).read()) for entry in source]
        manifest = json.loads(members[0][1])
        counts(manifest["counts"])
        for number, (entry, content) in enumerate(members):
            if entry.name == "database.dump":
                content = dump(content)
                manifest["files"][entry.name] = [len(content), hashlib.sha256(content).hexdigest()]
                members[number] = (entry, content)
        members[0] = (members[0][0], json.dumps(manifest).encode())
        for entry, content in members:
            entry.size = len(content)
            out.addfile(entry, io.BytesIO(content))
    return target


def state(data_dir):
    """Everything a family or an operator would miss."""
    folder = data_dir / "snapshot"
    files = {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}
    return titles(data_dir), files, (data_dir / "secret-key").read_text()


def test_a_backup_restored_elsewhere_holds_the_same_and_proves_it(small, saved):
    file = saved
    assert file.stat().st_mode & 0o777 == 0o600
    assert run(small, "backup", str(file)).stderr.startswith("Fehler: Die Datei")
    with open_folder() as folder:
        other = folder / "data"
        with cluster(other).running():
            restored = run(other, "restore", str(file))
            assert restored.returncode == 0, restored.stderr
            assert "Eingespielt und nachgezählt" in restored.stdout
            assert titles(other) == titles(small) != []
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


def test_a_damaged_or_foreign_backup_is_refused_before_anything_changes(small, saved):
    content = saved.read_bytes()
    with tarfile.open(saved) as tar:
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
    assert len(titles(small)) == 2


def test_a_dump_that_breaks_half_way_leaves_everything_as_it_was(small, saved):
    before = state(small)
    for at in (0.5, 0.9):
        half = changed(saved, "abgebrochen.tar", dump=lambda content, at=at: content[: int(len(content) * at)])
        said = run(small, "restore", str(half), "--force")
        assert said.returncode == 1
        assert said.stderr.count("Fehler: ") == 1
        assert "Traceback" not in said.stderr
        assert state(small) == before
    assert run(small, "check", NESTWERK_PUBLIC_URL="https://hilfe.example.org").returncode == 0


def test_a_dump_without_all_its_rows_is_counted_before_anything_is_given_up(small, saved):
    before = state(small)
    more = changed(saved, "unvollständig.tar", counts=lambda counts: counts.update(offers_offer=7, gibt_es_nicht=1))
    said = run(small, "restore", str(more), "--force")
    assert said.returncode == 1
    assert said.stderr.endswith(
        "Fehler: Die Daten der Sicherung sind unvollständig: gibt_es_nicht fehlt statt 1, offers_offer 2 statt 7. "
        "Geändert wurde nichts.\n"
    )
    assert state(small) == before
    assert run(small, "restore", str(saved), "--force").returncode == 0


def test_nothing_is_restored_under_a_running_site(small, saved):
    with OneAtATime(small):
        said = run(small, "restore", str(saved), "--force")
    assert said.returncode == 1
    assert "läuft mit diesem Datenordner schon" in said.stderr
    assert said.stderr.endswith("Bitte Nestwerk zuerst anhalten.\n")


def test_a_folder_is_no_backup(small):
    said = run(small, "restore", str(small), "--force")
    assert said.stderr == f"Fehler: {small} ist keine Datei.\n"


def test_a_restored_backup_replaces_what_came_later(small, saved):
    made = run(small, "create-network", "anderswo", "--name", "Frühe Hilfen Anderswo", "--ags", "16073")
    assert made.returncode == 0, made.stderr
    assert run(small, "restore", str(saved), "--force").returncode == 0
    with cluster(small).connect("nestwerk_backup", "nestwerk") as connection:
        assert connection.execute("SELECT slug FROM networks_network").fetchall() == [("musterkreis",)]
    assert not list(small.rglob("*.part"))


def test_where_nothing_is_nothing_is_saved():
    with open_folder() as folder:
        done = run(folder / "leer", "backup", str(folder / "x.tar"))
        assert (done.returncode, "liegt keine Installation" in done.stderr) == (1, True)
        assert not (folder / "x.tar").exists()


def test_a_key_from_the_environment_is_in_the_backup_and_another_one_is_told(small):
    file = small.parent / "mit-schluessel.tar"
    assert run(small, "backup", str(file), NESTWERK_SECRET_KEY="k" * 50).returncode == 0
    with tarfile.open(file) as tar:
        assert tar.extractfile("secret-key").read() == b"k" * 50
    with open_folder() as folder:
        said = [run(folder / "data", "restore", "--force", str(file), **more).stdout for more in
                ({"NESTWERK_SECRET_KEY": "k" * 50}, {"NESTWERK_SECRET_KEY": "x" * 50})]  # fmt: skip
    assert ["NESTWERK_SECRET_KEY ist ein anderer" in one for one in said] == [False, True]


def test_a_restore_that_is_told_to_end_leaves_no_plain_data_behind(saved):
    with open_folder() as folder:
        data = folder / "data"
        assert run(data, "check").returncode in (0, 1)
        old = data / ".restore-alt"
        old.mkdir()
        going = subprocess.Popen([*NESTWERK, "restore", str(saved)], env=environ(data), stderr=subprocess.DEVNULL)
        while going.poll() is None and not [one for one in data.glob(".restore-*") if one != old]:
            time.sleep(0.005)
        going.terminate()
        assert going.wait(30) == 143
        assert list(data.glob(".restore-*")) == []
