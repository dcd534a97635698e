"""An offer as a row of the interchange format, so that every Nestwerk reads the file again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from nestwerk.catalogue.records import OfferRecord
from nestwerk.offers.public import INTERCHANGE, harmless

from .scope import Scope

MORE = ("network", "licence")  # only where several networks stand in one file


def header(scope: Scope) -> list[str]:
    """The columns of the file."""
    return [*INTERCHANGE] if scope.slug else [*INTERCHANGE, *MORE]


def rows(scope: Scope) -> Iterator[list[str]]:
    """One row an offer. A cell that a spreadsheet would take for a formula begins with an apostrophe."""
    for network, record in scope.all_offers():
        cells = [harmless(_cell(record, name)) for name in INTERCHANGE]
        if not scope.slug:
            cells += [network.slug, scope.licence(network).title]
        yield cells


def _cell(record: OfferRecord, name: str) -> str:
    if name in _OWN:
        return _OWN[name](record)
    value = getattr(record, name)
    if isinstance(value, tuple):
        return "|".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _position(value: float | None, record: OfferRecord) -> str:
    """What is only the middle of a postal code is left out: whoever reads the file finds it the same way."""
    return f"{value:.6f}" if value is not None and record.position_exact and not record.hidden_address else ""


_OWN: dict[str, Callable[[OfferRecord], str]] = {
    "source": lambda record: record.source or record.network,
    "external_id": lambda record: record.id,
    "status": lambda record: "paused" if record.paused else "published",
    "lat": lambda record: _position(record.lat, record),
    "lon": lambda record: _position(record.lon, record),
    "hidden_address": lambda record: "yes" if record.hidden_address else "",
}


def about(scope: Scope) -> Iterator[tuple[str, str]]:
    """What stands beside the data: title, state, licences, where it comes from."""
    yield "Titel", scope.title
    yield "Stand", scope.stand.isoformat()
    for network in scope.networks:
        licence = scope.licence(network)
        yield "Lizenz", f"{network.name}: {licence.title}" + (f", {licence.text}" if licence.text else "")
    yield "Quelle", scope.page
