"""The charts of the page "Zahlen"."""

from __future__ import annotations

from nestwerk.common.ui.charts import Chart, Value, bars, columns
from nestwerk.offers.models import Offer
from nestwerk.offers.rules.freshness import FRESHNESS, NEVER, OVERDUE
from nestwerk.partners.sectors import Sector

from .queries.numbers import Numbers

_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)


def charts_of(numbers: Numbers) -> list[Chart]:
    """Offers by status, freshness and month, partners by sector."""
    return [
        bars("stand", "Angebote nach Stand", what="Stand", unit="Angebote",
             values=[Value(str(label), numbers.by_status[value]) for value, label in Offer.Status.choices]),
        bars("frische", "Wie frisch die Angebote sind, ohne beendete", what="Frische", unit="Angebote",
             values=[Value(label, numbers.freshness[kind], striped=kind in (OVERDUE, NEVER))
                     for kind, label in FRESHNESS.items()]),
        columns("faellig", "Wann Angebote wieder zu bestätigen sind", what="Monat", unit="Angebote",
                values=[Value(f"{_MONTHS[month.month - 1]} {month.year}", number, short=_MONTHS[month.month - 1][:3])
                        for month, number in numbers.by_month.items()]),
        bars("bereiche", "Partner nach Bereich", what="Bereich", unit="Partner",
             values=[Value(str(label), numbers.by_sector[value], striped=value == Sector.UNKNOWN)
                     for value, label in Sector.choices]),
    ]  # fmt: skip
