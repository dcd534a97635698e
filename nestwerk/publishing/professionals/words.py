"""The words of the list for professionals: one catalogue, German only, beside those of the public languages."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from nestwerk.finder.languages import GERMAN
from nestwerk.finder.texts import Texts

FILE = Path(__file__).parent / "words.toml"


@cache
def words() -> Texts:
    """Every sentence by its key; plural forms as in the catalogues of the public languages."""
    return Texts(GERMAN, tomllib.loads(FILE.read_text(encoding="utf-8")))
