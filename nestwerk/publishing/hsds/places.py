"""Where a service takes place: location, address, accessibility, and the link between service and location.

A hidden address has none of them: what is not made can neither be read nor be measured by ``proximity``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nestwerk.catalogue.records import NetworkRecord, OfferRecord
from nestwerk.finder.texts import texts_for
from nestwerk.finder.wording.facts import wheelchair

from . import ids
from .clean import without_empty

LANDS = {
    "SH": "Schleswig-Holstein", "HH": "Hamburg", "NI": "Niedersachsen", "HB": "Bremen", "NW": "Nordrhein-Westfalen",
    "HE": "Hessen", "RP": "Rheinland-Pfalz", "BW": "Baden-Württemberg", "BY": "Bayern", "SL": "Saarland",
    "BE": "Berlin", "BB": "Brandenburg", "MV": "Mecklenburg-Vorpommern", "SN": "Sachsen", "ST": "Sachsen-Anhalt",
    "TH": "Thüringen",
}  # fmt: skip
ABOUT = "Die Lage ist ungefähr: die Mitte des Postleitzahlgebiets."


def has_place(offer: OfferRecord) -> bool:
    """Whether the public may know where it is."""
    return not offer.hidden_address and bool(offer.street or offer.postal_code or offer.city or offer.lat is not None)


def location_id(offer: OfferRecord) -> str:
    """The id of a service's location. Each service has its own: who runs it speaks for nobody else's rooms."""
    return ids.part(ids.public(offer.id), "location")


def link_id(offer: OfferRecord) -> str:
    """The id of the link between a service and its location."""
    return ids.part(ids.public(offer.id), "service_at_location")


def location(offer: OfferRecord) -> dict[str, Any]:
    """The location with its plain fields only, as lists hold it."""
    return without_empty(
        {
            "id": location_id(offer),
            "location_type": "physical",
            "organization_id": str(ids.public(offer.organisation_id)),
            "name": ", ".join(filter(None, (offer.organisation, offer.city))),
            "description": ABOUT if offer.lat is not None and not offer.position_exact else "",
            "latitude": None if offer.lat is None else round(offer.lat, 6),
            "longitude": None if offer.lon is None else round(offer.lon, 6),
        }
    )


def full_location(offer: OfferRecord, network: NetworkRecord) -> dict[str, Any]:
    """The location with address and accessibility."""
    service, own = ids.public(offer.id), location_id(offer)
    address = {
        "id": ids.part(service, "address"),
        "location_id": own,
        "address_1": offer.street or offer.city,
        "city": offer.city,
        "state_province": LANDS.get(network.land, network.land),
        "postal_code": offer.postal_code,
        "country": "DE",
        "address_type": "physical",
    }
    access = {
        "id": ids.part(service, "accessibility"),
        "location_id": own,
        "description": wheelchair(offer.wheelchair, texts_for("de")),
    }
    return without_empty(
        {
            **location(offer),
            "addresses": [address] if all(address.values()) else [],  # the standard wants each of them
            "accessibility": [access] if offer.wheelchair else [],
        }
    )


def link(offer: OfferRecord, place: Mapping[str, Any]) -> dict[str, Any]:
    """The link between a service and ``place``, its location plain or full."""
    return {
        "id": link_id(offer),
        "service_id": str(ids.public(offer.id)),
        "location_id": location_id(offer),
        "location": dict(place),
    }
