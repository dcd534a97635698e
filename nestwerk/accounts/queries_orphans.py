"""What the monthly look for accounts without a role found."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from nestwerk.audit.models import Line

from .models import User

SHOWN = 30


class Listed(NamedTuple):
    """When it looked, how many there were, and the first ones that still exist, by address."""

    at: datetime
    number: int
    accounts: list[User]


def last_listed() -> Listed | None:
    """The newest look, in three queries; None before the first. Speaks for no network."""
    lines = Line.objects.filter(network_id=None).order_by("-pk")
    looked = lines.filter(event="account.orphans_listed").first()
    if looked is None:
        return None
    numbers = [
        int(pk) for pk in lines.filter(event="account.orphaned", at=looked.at).values_list("thing_id", flat=True)
    ]
    return Listed(looked.at, looked.count or 0, list(User.objects.filter(pk__in=numbers).order_by("email")[:SHOWN]))
