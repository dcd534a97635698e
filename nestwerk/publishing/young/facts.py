"""The facts of the page for very young parents, each with its source and the day it was checked."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is so. Its words stand in the catalogues under ``young.fact.<key>``."""

    key: str
    source: str
    address: str
    compared_with: str
    checked_on: date


@cache
def facts() -> tuple[Fact, ...]:
    """All facts in the order of the page. Raises TypeError for a field nobody knows."""
    text = resources.files(__package__).joinpath("facts.toml").read_text(encoding="utf-8")
    return tuple(Fact(**entry) for entry in tomllib.loads(text)["fact"])
