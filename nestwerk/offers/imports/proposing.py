"""What a list leaves open and its own words suggest. A person decides. Values in, values out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from ..duplicates import Record
from ..suggest import Suggester
from .kept import KeptRow, kept_suggestions

MOST_COMMON = 3


def with_suggestions(row: KeptRow, suggester: Suggester) -> KeptRow:
    """The row with types and needs that its own words suggest, where it names none."""
    texts = row.texts
    if texts.get("offer_types") and texts.get("needs"):
        return row
    told = {name: texts.get(name, "") for name in ("title", "summary", "description")}
    found = suggester.suggest(**told, provider=texts.get("organisation", ""))
    return replace(
        row,
        types=[] if texts.get("offer_types") else kept_suggestions(found.offer_types),
        needs=[] if texts.get("needs") else kept_suggestions(found.needs),
    )


def common_types(rows: Collection[KeptRow]) -> list[str]:
    """The types that fit most rows, best first: a list of day nurseries is one of day nurseries."""
    weight: dict[str, float] = {}
    for row in rows:
        for code, _, sure in row.types:
            weight[code] = weight.get(code, 0.0) + sure
    return sorted(weight, key=lambda code: -weight[code])[:MOST_COMMON]


def record_of(key: str, said: Mapping[str, Any]) -> Record:
    """What a row says, or an offer of ours, as duplicates are looked for."""

    def text(name: str) -> str:
        return str(said.get(name) or "")

    return Record(
        key, text("title"), text("organisation"), text("street"), text("postal_code"), text("city"), text("phone"),
        text("email"), text("website"), frozenset(said.get("offer_types") or ()),
    )  # fmt: skip
