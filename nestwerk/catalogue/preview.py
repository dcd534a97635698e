"""A record nobody has published: what the catalogue would hold if an edit were approved."""

from __future__ import annotations

from django.db import DEFAULT_DB_ALIAS

from nestwerk.networks import public as networks
from nestwerk.offers.public import PublicOffer
from nestwerk.partners.public import PublicOrganisation

from .entries import offer_record
from .records import OfferRecord


def preview_record(offer: PublicOffer, organisation: PublicOrganisation, slug: str) -> OfferRecord:
    """The record of an offer of the network ``slug``, as the snapshot would hold it. Three queries."""
    (network,) = networks.networks((slug,), using=DEFAULT_DB_ALIAS)
    return offer_record(offer, organisation, network)
