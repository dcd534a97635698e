"""Medical signs that lead to 112 or 116 117 before anything else, with the words the page shows (``signs.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Sign:
    """A medical sign: ``call`` is the number that comes first, ``text`` is worded for each language of the site."""

    code: str
    call: str  # "112" or "116117"
    text: Mapping[str, str]


def _read() -> dict[str, Sign]:
    raw = resources.files("nestwerk.matching.emergency").joinpath("signs.toml").read_text(encoding="utf-8")
    table: dict[str, dict[str, Any]] = tomllib.loads(raw)
    return {code: Sign(code, entry["call"], dict(entry["text"])) for code, entry in table.items()}


SIGNS: Mapping[str, Sign] = _read()
