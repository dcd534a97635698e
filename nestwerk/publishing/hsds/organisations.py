"""Who offers a service, and the network it belongs to (in the words of the standard a program)."""

from __future__ import annotations

from typing import Any

from nestwerk.catalogue.records import NetworkRecord, OfferRecord, OrganisationRecord

from . import ids
from .clean import without_empty
from .terms import Vocabulary


def plain(known: str, name: str, kind: str, network: NetworkRecord, words: Vocabulary) -> dict[str, Any]:
    """An organisation as lists hold it. The description is made of what is known, always in the same words."""
    what = words.by_code[kind]["name"] if kind in words.by_code else "Anbieter"
    return {
        "id": str(ids.public(known)),
        "name": name,
        "description": f"{what} im Netzwerk „{network.name}“",
    }


def plain_of(offer: OfferRecord, network: NetworkRecord, words: Vocabulary) -> dict[str, Any]:
    """The organisation of an offer."""
    return plain(offer.organisation_id, offer.organisation, offer.organisation_type, network, words)


def of_offer(offer: OfferRecord) -> OrganisationRecord:
    """The organisation an offer names: of those whose offers all rest the network keeps no list."""
    return OrganisationRecord(offer.organisation_id, offer.organisation, offer.organisation_type, "", 0)


def full(
    record: OrganisationRecord,
    network: NetworkRecord,
    words: Vocabulary,
    services: list[dict[str, Any]],
    locations: list[dict[str, Any]],
) -> dict[str, Any]:
    """An organisation with its services and where they take place."""
    own = ids.public(record.id)
    kinds = [words.by_code[record.type]] if record.type in words.by_code else []
    return without_empty(
        {
            **plain(record.id, record.name, record.type, network, words),
            "locations": locations,
            "programs": [program(network)],
            "attributes": [
                {
                    "id": ids.part(own, f"attribute/{term['code']}"),
                    "link_id": str(own),
                    "taxonomy_term_id": term["id"],
                    "link_type": term["taxonomy"].removeprefix("Nestwerk: "),
                    "link_entity": "organization",
                    "taxonomy_term": term,
                }
                for term in kinds
            ],
            "services": services,
        }
    )


def program_id(network: NetworkRecord) -> str:
    """The id of a network."""
    return ids.shared("network", network.slug)


def program(network: NetworkRecord) -> dict[str, Any]:
    """A network of early help: the frame in which its services belong together."""
    return {
        "id": program_id(network),
        "name": network.name,
        "description": network.intro.get("de") or f"Netzwerk Frühe Hilfen: {network.short_name or network.name}",
    }
