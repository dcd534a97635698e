"""Where a list and the directory say different things, and what to make of it. Values in, values out.

Three states are compared: what the list says, what it said when it was last brought in (if that is known), and what
stands in the directory. Only what the list has changed and nobody here has touched is taken over by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..editing.fields import EDITABLE, same
from ..export_cell import as_text_cell
from .rows import Row
from .sheets.heading import clean

# Fields an import may write, in the order in which they are shown.
FIELDS = (
    "title", "organisation", "summary", "description", "offer_types", "needs", "target_groups", "age_from_months",
    "age_to_months", "languages", "interpreter", "anonymous", "certificate", "opening_hours", "access", "street",
    "postal_code", "city", "position", "hidden_address", "social_space_id", "served_postal_codes", "served_ags",
    "wheelchair", "phone", "email", "website", "sms", "messenger", "chat", "video", "cost_kind", "cost_note",
    "carriers", "funders",
)  # fmt: skip
PLAIN = tuple(name for name in FIELDS if name in EDITABLE and name != "social_space_id")
LIST, BOTH, OURS = "list", "both", "ours"
_NEAR = 1e-5  # degrees, about a metre


@dataclass(frozen=True, slots=True)
class Difference:
    """A field where the two differ: what stands here, what the list says, what it said last time (None: unknown).

    ``kind``: ``list`` only the list has changed (or fills a gap), ``both`` have, ``ours`` only we have.
    """

    name: str
    now: Any
    said: Any
    before: Any
    kind: str

    @property
    def usual(self) -> str:
        """What happens unless somebody decides: "list" or "ours"."""
        return LIST if self.kind == LIST else OURS


def said_by(
    row: Row, texts: Mapping[str, str], *, spaces: Mapping[str, int], partners: Mapping[str, str]
) -> dict[str, Any]:
    """What a row says, field by field, as a draft would hold it. What it leaves open is not in it.

    ``texts``: the cells it was read from, because what follows by itself (a shelter's address is secret) was not said.
    ``spaces``: social spaces by slug; ``partners``: today's name of a partner by each name it has or had.
    """
    found = {name: row.values[name] for name in PLAIN if name in row.values}
    if not texts.get("hidden_address"):
        found.pop("hidden_address", None)
    if "organisation" in row.values:
        name = row.values["organisation"]
        found["organisation"] = partners.get(name, name)
    if row.values.get("social_space") in spaces:
        found["social_space_id"] = spaces[row.values["social_space"]]
    if "lat" in row.values and row.values.get("position_exact", True):
        found["position"] = [row.values["lat"], row.values["lon"]]
    return found


def differences(
    now: Mapping[str, Any], said: Mapping[str, Any], before: Mapping[str, Any] | None, *, touched: bool
) -> list[Difference]:
    """The fields where the list says something else than the directory.

    ``before``: what the list said last time; None if that is not known. Then ``touched`` tells whether people have
    worked on the offer here, so that the list may only fill gaps.
    """
    found = []
    for name in FIELDS:
        if name not in said or equal(name, said[name], now[name]):
            continue
        last = before.get(name) if before is not None else None
        found.append(Difference(name, now[name], said[name], last, _kind(name, now, said, before, touched)))
    return found


def _kind(
    name: str, now: Mapping[str, Any], said: Mapping[str, Any], before: Mapping[str, Any] | None, touched: bool
) -> str:
    if name == "hidden_address" and now[name]:
        return BOTH  # a secret address is shown by a person only
    if before is None:
        return BOTH if touched and not _empty(name, now[name]) else LIST
    last = before.get(name)
    if equal(name, said[name], last):
        return OURS
    return LIST if equal(name, now[name], last) or _empty(name, now[name]) else BOTH


def equal(name: str, one: Any, other: Any) -> bool:
    """Whether two values of a field say the same: blanks nobody sees and the guard against formulas say nothing."""
    if name == "position" and one and other:
        return all(abs(a - b) < _NEAR for a, b in zip(one, other, strict=True))
    if isinstance(one, str) and isinstance(other, str):
        first, second = (one, other) if one == other else (clean(one), clean(other))
        return first == second or as_text_cell(first) == second or first == as_text_cell(second)
    return (_empty(name, one) and _empty(name, other)) or same(name, one, other)


def _empty(name: str, value: Any) -> bool:
    """Whether nothing is known; no and nought are something."""
    return value is None or value in ("", [], {}) or (name == "hidden_address" and value is False)


def settled(found: list[Difference], take: Mapping[str, str]) -> dict[str, Any]:
    """The values to write: what is taken from the list, by decision or as usual."""
    return {one.name: one.said for one in found if take.get(one.name, one.usual) == LIST}
