"""The networks of a Land side by side: to help, not to rank. Numbers and public facts; values in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from nestwerk.catalogue.records import ContactRecord, NetworkRecord
from nestwerk.common.order import german_key
from nestwerk.networks.statistics import Seat
from nestwerk.offers.statistics import Freshness, Waiting

NAMES = {
    "01": "Schleswig-Holstein", "02": "Hamburg", "03": "Niedersachsen", "04": "Bremen", "05": "Nordrhein-Westfalen",
    "06": "Hessen", "07": "Rheinland-Pfalz", "08": "Baden-Württemberg", "09": "Bayern", "10": "Saarland",
    "11": "Berlin", "12": "Brandenburg", "13": "Mecklenburg-Vorpommern", "14": "Sachsen", "15": "Sachsen-Anhalt",
    "16": "Thüringen", "17": "Musterland (erfunden)",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One network as the Land's coordination sees it. ``contact`` None: nothing is published yet."""

    slug: str
    name: str
    contact: ContactRecord | None
    vacant: bool
    vacant_since: datetime | None
    freshness: Freshness
    partners: int
    waiting: Waiting

    @property
    def unattended(self) -> bool:
        """Whether nobody coordinates just now: the seat is vacant, or she said she is away."""
        return self.vacant or self.waiting.absent_until is not None

    @property
    def share(self) -> int:
        """Percent of the published offers confirmed within twelve months; 0 without offers."""
        return round(100 * self.freshness.confirmed / self.freshness.published) if self.freshness.published else 0


def a_year_before(day: date) -> date:
    """The same day twelve months ago; the 29th of February becomes the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def side_by_side(
    seats: Iterable[Seat],
    *,
    published: Mapping[str, NetworkRecord],
    freshness: Mapping[int, Freshness],
    partners: Mapping[int, int],
    waiting: Mapping[int, Waiting] | None = None,
) -> list[Neighbour]:
    """The networks by name in German order, whatever their numbers are."""
    found = [
        Neighbour(
            slug=seat.slug,
            name=seat.name,
            contact=published[seat.slug].contact if seat.slug in published else None,
            vacant=seat.coordinators == 0,
            vacant_since=seat.vacant_since,
            freshness=freshness.get(seat.network_pk, Freshness()),
            partners=partners.get(seat.network_pk, 0),
            waiting=(waiting or {}).get(seat.network_pk, Waiting()),
        )
        for seat in seats
    ]
    return sorted(found, key=lambda one: german_key(one.name))
