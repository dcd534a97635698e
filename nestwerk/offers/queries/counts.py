"""How often offers were seen lately: sums of days, never more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple

from ..models import DailyCount

WEEKS = 4


class Counts(NamedTuple):
    """Of one offer in the last four weeks. ``weeks``: how often it was seen in each, the oldest first."""

    seen: int
    touched: int
    weeks: tuple[int, ...]


def counts_of(offers: Collection[int], *, today: date) -> dict[int, Counts]:
    """By offer: what was counted in the four weeks that end today; offers nobody saw are left out. One question."""
    first = today - timedelta(days=7 * WEEKS - 1)
    weeks: dict[int, list[int]] = defaultdict(lambda: [0] * WEEKS)
    touched: dict[int, int] = defaultdict(int)
    rows = DailyCount.objects.filter(offer__in=offers, on__range=(first, today))
    for offer_id, on, seen, touches in rows.values_list("offer_id", "on", "seen", "touched"):
        weeks[offer_id][(on - first).days // 7] += seen
        touched[offer_id] += touches
    return {pk: Counts(sum(numbers), touched[pk], tuple(numbers)) for pk, numbers in weeks.items()}
