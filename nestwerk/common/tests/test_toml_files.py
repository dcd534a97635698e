"""Whoever mistypes a file written by hand is told the line, in German."""

from __future__ import annotations

from pathlib import Path

import pytest

from nestwerk.common.refusals import Refused
from nestwerk.common.toml_files import read_toml


def test_a_file_is_read_with_and_without_the_mark_of_windows(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes('\ufeff[columns]\nName = "title"\n'.encode())
    assert read_toml(file, "Die Zuordnung") == {"columns": {"Name": "title"}}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[columns]\nName des Angebots = 'title'\n", "Zeile 2 „Name des Angebots = 'title'“"),
        (b'a = "1"\na = "2"\n', "je nur einmal"),
        (b'a = """offen', "am Ende fehlt etwas"),
        (b"a = \nb = 1\n", "Zeile 1 „a =“"),
        ("Größe = 'ä'".encode("latin-1"), "UTF-8"),
    ],
)
def test_what_is_wrong_is_said_in_german_with_its_line(tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(content)
    with pytest.raises(Refused, match=r"^Die Zuordnung lässt sich nicht lesen") as no:
        read_toml(file, "Die Zuordnung")
    assert words in str(no.value)
    assert "at line" not in str(no.value)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="gibt es nicht"):
        read_toml(tmp_path / "fehlt.toml", "Die Zuordnung")
    with pytest.raises(Refused, match="das ist ein Ordner"):
        read_toml(tmp_path, "Die Zuordnung")
