"""Two records that become one: which side of each field to propose. Values in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..editing.fields import label, same
from .values import Names, in_words

FIRST, SECOND = "first", "second"
EMPTY: tuple[Any, ...] = (None, "", [], {})
FULLER = frozenset({"summary", "description", "texts", "dates"})  # and every list of codes
# What says one thing only together is proposed together: half of one address and half of another is nobody's.
TOGETHER = (
    ("street", "postal_code", "city", "hidden_address", "social_space_id"),
    ("age_from_months", "age_to_months"),
    ("places_free", "waiting_weeks", "places_until"),
    ("cost_kind", "cost_note"),
)


@dataclass(frozen=True, slots=True)
class Field:
    """A field on which the two records differ, both sides in words, and the side proposed."""

    name: str
    label: str
    first: list[str]
    second: list[str]
    side: str


def fields(
    first: Mapping[str, Any], second: Mapping[str, Any], names: Names, *, of: Iterable[str], newer: str
) -> list[Field]:
    """The fields ``of`` that differ, in order. ``newer``: the side that was confirmed or changed last."""
    proposed = _proposals(first, second, newer)
    return [
        Field(
            name, label(name.removesuffix("_id")), in_words(name, first[name], names),
            in_words(name, second[name], names), proposed.get(name) or propose(name, first[name], second[name], newer),
        )
        for name in of
        if not same(name, first[name], second[name])
    ]  # fmt: skip


def propose(name: str, first: Any, second: Any, newer: str) -> str:
    """What is known before what is not, the fuller text or list, else the newer fact."""
    if (first in EMPTY) != (second in EMPTY):
        return SECOND if first in EMPTY else FIRST
    if isinstance(first, list) or name in FULLER:
        one, other = len(str(first)), len(str(second))
        if isinstance(first, list) and isinstance(second, list):
            one, other = len(first), len(second)
        if one != other:
            return FIRST if one > other else SECOND
    return newer


def _proposals(first: Mapping[str, Any], second: Mapping[str, Any], newer: str) -> dict[str, str]:
    """Groups from one side: from where more of it is known, else from the newer."""
    found = {}
    for group in TOGETHER:
        known = [sum(_known(side.get(name)) for name in group) for side in (first, second)]
        side = newer if known[0] == known[1] else FIRST if known[0] > known[1] else SECOND
        found.update(dict.fromkeys(group, side))
    return found


def _known(value: Any) -> bool:
    """Whether it says something: 0 does (from birth on, no place free), an unticked box does not."""
    return value is not False and value not in EMPTY
