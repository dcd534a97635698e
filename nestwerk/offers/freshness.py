"""When an offer has to be confirmed again. Days are settings of a network later; this is the default."""

from __future__ import annotations

from datetime import date

MONTHS = 6


def due_date(verified_on: date | None, *, months: int = MONTHS) -> date | None:
    """The day ``months`` after the last confirmation; unknown if there was none.

    The 31st becomes the last day of a shorter month.
    """
    if verified_on is None:
        return None
    month = verified_on.month - 1 + months
    year, month = verified_on.year + month // 12, month % 12 + 1
    for day in range(verified_on.day, 27, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return date(year, month, verified_on.day)
