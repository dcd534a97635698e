"""How long a confirmation by telephone may be taken back."""

from __future__ import annotations

from datetime import datetime, timedelta

from ..models import Confirmation

TAKE_BACK = timedelta(hours=24)


def may_be_taken_back(way: str, confirmed_at: datetime, *, at: datetime) -> bool:
    """Whether it was by telephone and less than a day ago."""
    return way == Confirmation.Way.PHONE and at - confirmed_at < TAKE_BACK
