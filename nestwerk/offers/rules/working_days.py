"""On which days people at work are asked something. Values in, a value out."""

from __future__ import annotations

from datetime import date
from functools import cache

import holidays

SATURDAY = 5


def is_working_day(day: date, land: str) -> bool:
    """Whether offices are open: Monday to Friday, no public holiday of the Land ("TH"; empty: of all Länder)."""
    return day.weekday() < SATURDAY and day not in _holidays(land, day.year)


@cache
def _holidays(land: str, year: int) -> frozenset[date]:
    subdivision = land if land in holidays.Germany.subdivisions else None
    return frozenset(holidays.country_holidays("DE", subdiv=subdivision, years=year))
