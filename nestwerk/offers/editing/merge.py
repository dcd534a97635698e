"""What a draft changes, and where somebody else was faster. Values in, values out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .fields import same


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both changed: what stood there when the draft began, what stands there now, what the draft says."""

    name: str
    base: Any
    now: Any
    mine: Any


def take_up(
    values: Mapping[str, Any], base: Mapping[str, Any], now: Mapping[str, Any], entered: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """A draft's values and base after somebody entered fields. What equals the approved state is no change any more.

    The base of a field is what stood there when it was first touched; it stays until the field is given up.
    """
    new_values, new_base = dict(values), dict(base)
    for name, value in entered.items():
        if same(name, value, now[name]):
            new_values.pop(name, None)
            new_base.pop(name, None)
        else:
            new_values[name] = value
            new_base.setdefault(name, now[name])
    return new_values, new_base


def conflicts(values: Mapping[str, Any], base: Mapping[str, Any], now: Mapping[str, Any]) -> list[Conflict]:
    """The fields where the approved state is neither what the draft began from nor what it says."""
    return [
        Conflict(name, base.get(name), now[name], mine)
        for name, mine in values.items()
        if not same(name, base.get(name), now[name]) and not same(name, mine, now[name])
    ]
