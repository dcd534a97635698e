"""The processing activities of the register, from ``activities.toml``; each gathers rules of retention."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from nestwerk.config.retention import Rule, rules

FILE = Path(__file__).with_name("activities.toml")


@dataclass(frozen=True, slots=True)
class Activity:
    """One entry of the register: what is done, with whose data, who receives it. German."""

    key: str
    title: str
    purpose: str
    people: str
    recipients: str
    rules: tuple[str, ...]

    def kept(self) -> list[Rule]:
        """The rules of its data. KeyError if one does not exist."""
        return [rules()[key] for key in self.rules]


@dataclass(frozen=True, slots=True)
class Notice:
    """The version of the privacy notice and the fingerprint of the purposes it tells (R-91)."""

    version: int
    purposes: str


def activities() -> list[Activity]:
    """The activities in the order of the file."""
    return [Activity(**{**entry, "rules": tuple(entry["rules"])}) for entry in _file()["activity"]]


def notice() -> Notice:
    """The notice as the file declares it."""
    return Notice(**_file()["notice"])


def purposes_fingerprint() -> str:
    """Fingerprint of every purpose: of the activities and of the rules below them."""
    told = [words for activity in activities() for words in (activity.purpose, *(r.purpose for r in activity.kept()))]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


@cache
def _file() -> dict[str, Any]:
    with FILE.open("rb") as stream:
        return tomllib.load(stream)
