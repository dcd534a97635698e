"""The tables behind the accessibility statement: bodies by Land, and what is known not to work for everybody."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

ALWAYS = "always"
FEDERAL = "BUND"


@dataclass(frozen=True, slots=True)
class Body:
    """Who enforces accessibility in a Land. ``verified`` False: not read on an official page yet."""

    land: str
    name: str
    website: str
    email: str
    verified: bool
    checked_on: date
    source: str


@dataclass(frozen=True, slots=True)
class Exemption:
    """A known exception. ``lacks``: ``always``, or what a network must lack for it to stand."""

    key: str
    ground: str
    criterion: str
    lacks: str


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))


@cache
def bodies() -> dict[str, Body]:
    """Every body by the letters of its Land; ``BUND`` for the federal one."""
    return {land: Body(land=land, **entry) for land, entry in _table("bodies.toml").items()}


def bodies_for(lands: Iterable[str]) -> tuple[Body, ...]:
    """The bodies of these Länder in their order; the federal one where no Land is known."""
    known = bodies()
    return tuple(known[land] for land in sorted(set(lands)) if land in known) or (known[FEDERAL],)


@cache
def about() -> dict[str, Any]:
    """Days and standard of the statement."""
    return {name: value for name, value in _table("statement.toml").items() if name != "exception"}


@cache
def _exemptions() -> tuple[Exemption, ...]:
    entries = _table("statement.toml")["exception"]
    return tuple(Exemption(one["key"], one["ground"], one["criterion"], one["if"]) for one in entries)


def exemptions(has: Collection[str]) -> tuple[Exemption, ...]:
    """What stands for a network that ``has`` texts in Leichte Sprache (``easy``) or sign language (``sign``)."""
    return tuple(one for one in _exemptions() if one.lacks == ALWAYS or one.lacks not in has)
