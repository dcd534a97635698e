"""The region a service is for: municipalities and counties by their official key, and postal codes."""

from __future__ import annotations

from typing import Any

from nestwerk.catalogue.records import NetworkRecord, OfferRecord

from . import ids


def service_areas(offer: OfferRecord, network: NetworkRecord) -> list[dict[str, Any]]:
    """The areas of a service, none where nobody said. Of a hidden address the record holds counties at most."""
    service = ids.public(offer.id)
    found = [
        {
            "id": ids.part(service, f"area/{ags}"),
            "service_id": str(service),
            "name": _name(ags, network),
            "description": f"Amtlicher Gemeindeschlüssel {ags}",
        }
        for ags in dict.fromkeys(offer.served_ags)
    ]
    if offer.served_postal_codes:
        codes = ", ".join(sorted(set(offer.served_postal_codes)))
        found.append(
            {
                "id": ids.part(service, "area/postal_codes"),
                "service_id": str(service),
                "name": f"Postleitzahlen {codes}",
                "description": "Für Familien in diesen Postleitzahlgebieten",
            }
        )
    return found


def _name(ags: str, network: NetworkRecord) -> str:
    if ags in network.ags:
        return network.short_name or network.name
    for name, key, *_ in network.places:
        if key == ags:
            return name
    return f"Gebiet {ags}"
