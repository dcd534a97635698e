"""Dates of a calendar beside dates by hand: what is ours changes, what a person wrote or changed stays.

Ours is what stands in the offer just as we last put it there. Somebody who changes or removes one of our series has
decided: from then on the calendar leaves that one alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from nestwerk.common.dates import DateError, Series

Kept = Mapping[str, Any]


class Merged(NamedTuple):
    """The dates of the offer as they shall be, what of them is the calendar's (by key), which keys a person holds."""

    dates: list[dict[str, Any]]
    ours: dict[str, dict[str, Any]]
    by_hand: tuple[str, ...]
    standing: dict[str, dict[str, Any]]  # what is the calendar's now, before anything is written


def merge(
    dates: Sequence[Kept], before: Mapping[str, Sequence[Kept]], new: Mapping[str, Kept], *, today: date
) -> Merged:
    """Put ``new`` (key → series) into ``dates``.

    ``before``: key → the forms in which we last put that series there, or offered it.
    """
    found = [dict(one) for one in dates]
    ours: dict[str, dict[str, Any]] = {}
    stands: dict[str, dict[str, Any]] = {}
    by_hand = []
    for key, forms in before.items():
        standing = next((dict(form) for form in forms if dict(form) in found), None)
        if standing is None:
            by_hand.append(key)
            continue
        stands[key] = standing
        if key not in new:
            found.remove(standing)
        elif not same_future(standing, new[key], today=today):
            found[found.index(standing)] = ours[key] = dict(new[key])
        else:
            ours[key] = standing
    for key, series in new.items():
        if key not in before and not any(same_future(one, series, today=today) for one in found):
            ours[key] = dict(series)
            found.append(ours[key])
    return Merged(found, ours, tuple(by_hand), stands)


def without(dates: Sequence[Kept], before: Mapping[str, Sequence[Kept]]) -> list[dict[str, Any]]:
    """The dates without what the calendar put there and nobody touched."""
    gone = [dict(form) for forms in before.values() for form in forms]
    return [dict(one) for one in dates if dict(one) not in gone]


def same_future(one: Kept, other: Kept, *, today: date) -> bool:
    """Whether two series say the same from ``today`` on: days that are over change nothing for anybody."""
    if dict(one) == dict(other):
        return True
    try:
        return _from(Series.from_dict(one), today) == _from(Series.from_dict(other), today)
    except DateError:
        return False


def _from(series: Series, today: date) -> Series:
    days = tuple(
        sorted(day for day in {*series.days, *([series.first] if series.kind == "once" else ())} if day >= today)
    )
    changes = tuple(
        sorted(
            (change for change in series.changes if max(change.day, change.to or change.day) >= today),
            key=lambda change: (change.day, change.kind),
        )
    )
    if series.kind in ("once", "list"):
        series = replace(series, kind="list", first=days[0] if days else today, days=days)
    return replace(series, changes=changes)
