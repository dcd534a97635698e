"""Mistakes in a mapping file are named with table and key; none is a traceback, none is passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from nestwerk.common.refusals import Refused
from nestwerk.offers.imports.mapping import read_mapping


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[file]\nencoding = "klingon"', r"\[file\], encoding: „klingon“ gibt es nicht"),
        ('[file]\nencoding = "rot13"', "„rot13“ gibt es nicht"),
        ('[file]\nencoding = ""', "„“ gibt es nicht"),
        ('[file]\ndelimiter = ";;"', r"\[file\], delimiter: „;;“ geht nicht"),
        ('[file]\ndelimiter = "a"', "„a“ geht nicht"),
        ("[file]\ndelimiter = 5", r"\[file\], delimiter: Hier gehört ein Text"),
        ('[file]\ntrennzeichen = ";"', r"\[file\]: trennzeichen kennen wir hier nicht"),
        ('columns = "x"', r"\[columns\] muss ein Abschnitt"),
        ("[columns]\ntitle = 5", r"\[columns\], title: Hier gehört ein Text"),
        ("[templates]\nstreet = [1]", r"\[templates\], street: "),
        ('[values]\nwheelchair = "1"', r"\[values.wheelchair\] muss ein Abschnitt"),
        ("[values.wheelchair]\n1 = true", r"\[values.wheelchair\], 1: "),
        ('values = "x"', r"\[values\] muss"),
        ("[spalten]", "unbekannte Abschnitte: spalten"),
        ("columns =", "lässt sich nicht lesen"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "m.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=said):
        read_mapping(path)


def test_a_mapping_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"fehlt\.toml lässt sich nicht lesen"):
        read_mapping(tmp_path / "fehlt.toml")


@pytest.mark.parametrize("path", sorted(Path(__file__).parents[3].joinpath("docs/betrieb/zuordnungen").glob("*.toml")))
def test_the_mappings_that_come_along_are_in_order(path: Path) -> None:
    assert read_mapping(path).columns["external_id"]
