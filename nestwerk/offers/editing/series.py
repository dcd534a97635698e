"""The list of recurring dates of an offer, one changed at a time. Values in, values out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from nestwerk.common.dates import Change, Series

Kept = Mapping[str, Any]


def put(dates: Sequence[Kept], before: Kept | None, new: Kept) -> list[dict[str, Any]]:
    """The list with ``new`` where ``before`` stood; at its end if that is not there any more."""
    found = [dict(one) for one in dates]
    if before is not None and dict(before) in found:
        found[found.index(dict(before))] = dict(new)
    else:
        found.append(dict(new))
    return found


def cancel(kept: Kept, day: date, reason: str) -> dict[str, Any]:
    """The series with one date that does not take place. A date that was moved to ``day`` is called off as a whole."""
    series = Series.from_dict(kept)
    planned = next(
        (change.day for change in series.changes if change.kind == "moved" and (change.to or change.day) == day), day
    )
    others = tuple(change for change in series.changes if change.day != planned)
    return replace(series, changes=(*others, Change("cancelled", planned, reason.strip()))).to_dict()


def take_place(kept: Kept, day: date) -> dict[str, Any]:
    """The series with a date that takes place after all."""
    series = Series.from_dict(kept)
    others = tuple(change for change in series.changes if (change.kind, change.day) != ("cancelled", day))
    return replace(series, changes=others).to_dict()
