"""What is kept and how long: ``data/retention.toml`` as values. The papers, the test and the nightly jobs read it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta as days_of
from functools import cache
from pathlib import Path
from typing import Any

from nestwerk.common.months import months_before as months_before

FILE = Path(__file__).parent / "data" / "retention.toml"


@dataclass(frozen=True, slots=True)
class Class:
    """A period (days or months) and the kind of moment it starts with."""

    key: str
    name: str
    start: str
    days: int = 0
    months: int = 0

    @property
    def span(self) -> str:
        """The period in German: "12 Monate", "7 Tage", "sofort"."""
        return f"{self.months} Monate" if self.months else f"{self.days} Tage" if self.days else "sofort"

    def due_before(self, at: datetime) -> datetime:
        """What started before this instant is over at ``at``."""
        return months_before(at, self.months) - days_of(days=self.days)


@dataclass(frozen=True, slots=True)
class Deletes:
    """Who deletes: ``task``, ``database``, ``replaced`` or ``operator``; the task by name or a German sentence."""

    by: str
    task: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of data: where it is, why it is kept, how long, who deletes it. Texts are German."""

    key: str
    art: str
    purpose: str
    basis: str
    personal: str
    period: Class
    start: str
    deletes: Deletes
    history: str
    backups: bool
    tables: tuple[str, ...] = ()
    stores: tuple[str, ...] = ()


@cache
def classes() -> dict[str, Class]:
    """The classes by key. Raises TypeError for a field nobody knows."""
    return {entry["key"]: Class(**entry) for entry in _file()["class"]}


@cache
def rules() -> dict[str, Rule]:
    """The rules by key, in the order of the file."""
    found: dict[str, Rule] = {}
    for entry in _file()["rule"]:
        fields = dict(entry)
        period, deletes = classes()[fields.pop("class")], Deletes(**fields.pop("deletes"))
        places: dict[str, Any] = {name: tuple(fields.pop(name, ())) for name in ("tables", "stores")}
        if fields["key"] in found:
            raise ValueError(f"{fields['key']} stands twice in {FILE.name}")
        found[fields["key"]] = Rule(period=period, deletes=deletes, **places, **fields)
    return found


def due_before(rule: str, at: datetime) -> datetime:
    """What started before this instant is to be deleted at ``at`` by this rule."""
    return rules()[rule].period.due_before(at)


def _file() -> dict[str, list[dict[str, Any]]]:
    with FILE.open("rb") as stream:
        return tomllib.load(stream)
