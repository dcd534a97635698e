"""`nestwerk export-data`: the files of the page for open data in a folder, also while the database is down."""

import csv
import json
import sqlite3
from xml.etree import ElementTree as ET

import pytest

from .commands import run, small_installation

FILES = [
    "musterkreis-angebote.csv",
    "musterkreis-angebote.jsonl",
    "musterkreis-angebote.sqlite",
    "musterkreis-angebote.xlsx",
    "musterkreis-metadata.json",
    "musterkreis-xzufi.xml",
]


@pytest.fixture(scope="module")
def place():
    """An installation with one published network of two offers; its database is down."""
    with small_installation() as data_dir:
        yield data_dir


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_every_file_is_there_whole_and_twice_is_as_once(place, tmp_path):
    folder = tmp_path / "a" / "daten"
    for _ in range(2):
        done = run(place, "export-data", "musterkreis", "-o", str(folder))
        assert done.returncode == 0, done.stderr
        assert "2 Angebote, Stand " in done.stdout
        assert names(folder) == FILES
    with (folder / FILES[0]).open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 2
    assert len([json.loads(line) for line in (folder / FILES[1]).read_text(encoding="utf-8").splitlines()]) == 2
    with sqlite3.connect(folder / FILES[2]) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert ET.parse(folder / FILES[5]).getroot().tag.startswith("{http://xoev.de/")  # noqa: S314  # our own
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o644}


def test_all_networks_come_with_their_description_and_other_files_stay(place, tmp_path):
    (tmp_path / "fremd.txt").write_text("bleibt")
    done = run(place, "export-data", "-o", str(tmp_path), "--format", "csv", "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    assert names(tmp_path) == ["fremd.txt", "fruehe-hilfen-angebote.csv", "fruehe-hilfen-angebote.jsonl", "katalog.ttl"]
    assert "dcat:Dataset" in (tmp_path / "katalog.ttl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("nirgends",), "Ein veröffentlichtes Netzwerk „nirgends“ gibt es nicht."),
        (("musterkreis", "--format", "pdf"), "Formate: csv, xlsx, jsonl, sqlite, xzufi."),
        (("musterkreis", "-o", "/proc/daten"), "lässt sich nicht schreiben"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(place, words, sentence):
    done = run(place, "export-data", *words)
    assert done.returncode == 1
    assert sentence in done.stderr


def test_before_anything_is_published_it_says_what_to_do(tmp_path):
    done = run(tmp_path, "export-data", "musterkreis")
    assert done.returncode == 1
    assert "Erst: nestwerk publish" in done.stderr


def test_the_help_is_german_and_names_the_formats(tmp_path):
    done = run(tmp_path, "export-data", "--help")
    assert done.returncode == 0
    assert "csv, xlsx, jsonl, sqlite, xzufi" in " ".join(done.stdout.split())
