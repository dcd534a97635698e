"""The curated national help lines of the emergency block, read from ``data/helplines.toml``.

The set is data, not code: an entry says when it is raised (``kinds``), where (``lands``), when (``opening_hours``,
OpenStreetMap syntax) and on which day it was last compared with its source. Lines for professionals are marked and
are never part of what parents see.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from nestwerk.common.locales import LOCALES

LANGUAGES = tuple(LOCALES)
LANDS = ("BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH")
AUDIENCES = ("parents", "professionals")


@dataclass(frozen=True, slots=True)
class Helpline:
    """One help line. ``lands`` empty: everywhere. ``without_voice``: it can be used without speaking.

    ``phone`` and ``sms`` are numbers as dialled in Germany, ``chat`` and ``website`` addresses, ``checked_on`` an
    ISO day. ``opening_hours`` empty means unknown, never "closed".
    """

    key: str
    audience: str
    kinds: tuple[str, ...]
    names: dict[str, str]
    notes: dict[str, str]
    phone: str
    sms: str
    chat: str
    website: str
    fax: str
    opening_hours: str
    languages: tuple[str, ...]
    lands: tuple[str, ...]
    without_voice: bool
    checked_on: str
    source: str


@cache
def load_helplines() -> tuple[Helpline, ...]:
    """All help lines in order of display, those for professionals included. Raises KeyError on a broken file."""
    text = (files("nestwerk.networks") / "data" / "helplines.toml").read_text(encoding="utf-8")
    return tuple(_helpline(entry) for entry in tomllib.loads(text)["helpline"])


def _helpline(entry: Mapping[str, Any]) -> Helpline:
    return Helpline(
        key=entry["key"],
        audience=entry["audience"],
        kinds=tuple(entry["kinds"]),
        names={language: entry["names"][language] for language in LANGUAGES},
        notes={language: entry["notes"][language] for language in LANGUAGES},
        phone=entry["phone"],
        sms=entry["sms"],
        chat=entry["chat"],
        website=entry["website"],
        fax=entry["fax"],
        opening_hours=entry["opening_hours"],
        languages=tuple(entry["languages"]),
        lands=tuple(entry["lands"]),
        without_voice=bool(entry["without_voice"]),
        checked_on=entry["checked_on"],
        source=entry["source"],
    )
