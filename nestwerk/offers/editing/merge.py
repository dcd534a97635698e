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
    values: Mapping[str, Any],
    base: Mapping[str, Any],
    now: Mapping[str, Any],
    entered: Mapping[str, Any],
    *,
    seen: Mapping[str, Any] | None = None,
) -> tuple[dict[str, Any], dict[str, Any]]:
    """A draft's values and base after somebody entered fields. What equals the approved state is no change any more.

    The base of a field is what stood there when it was first touched; it stays until the field is given up. ``seen``:
    what stood in the form she wrote in, where that may be older than ``now``.
    """
    new_values, new_base = dict(values), dict(base)
    for name, value in entered.items():
        if same(name, value, now[name]):
            new_values.pop(name, None)
            new_base.pop(name, None)
        else:
            new_values[name] = value
            new_base.setdefault(name, (seen or now).get(name, now[name]))
    return new_values, new_base


def touched(entered: Mapping[str, Any], seen: Mapping[str, Any]) -> dict[str, Any]:
    """The fields somebody really wrote in: a form sends all, also those that another person changed meanwhile."""
    return {name: value for name, value in entered.items() if name not in seen or not same(name, value, seen[name])}


def conflicts(values: Mapping[str, Any], base: Mapping[str, Any], now: Mapping[str, Any]) -> list[Conflict]:
    """The fields where the approved state is neither what the draft began from nor what it says."""
    return [
        Conflict(name, base.get(name), now[name], mine)
        for name, mine in values.items()
        if not same(name, base.get(name), now[name]) and not same(name, mine, now[name])
    ]
