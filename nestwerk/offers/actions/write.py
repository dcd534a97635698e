"""The one way values get into an offer: from an approved draft, a direct change, a list, a restored version."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from nestwerk.common.refusals import Refused
from nestwerk.jobs.announce import announce
from nestwerk.networks.public import position_of

from ..editing.fields import EDITABLE, INTERNAL, from_json
from ..models import Offer
from ..rules.places import until

PLACE = frozenset({"street", "postal_code", "city"})


@transaction.atomic
def write_values(offer: Offer, values: Mapping[str, Any], *, at: datetime, places_days: int = 14) -> Offer:
    """Write values (as a draft holds them) into the approved offer and return it as it is now.

    Counts the version up, keeps the position in step with the address, gives free places an end, and announces the
    change where the public may see it. Records nothing: the caller says what it was. Raises Refused for a merged offer.
    """
    offer = Offer.objects.select_for_update(of=("self",)).select_related("network").get(pk=offer.pk)
    if offer.merged_into_id is not None:
        raise Refused("Dieses Angebot ist in einem anderen aufgegangen. Ändern Sie bitte das andere.")
    if unknown := set(values) - {*EDITABLE, *INTERNAL}:
        raise ValueError(f"not to be edited: {sorted(unknown)}")
    for name, value in values.items():
        setattr(offer, name, from_json(name, value))
    first, last = offer.age_from_months, offer.age_to_months
    if first is not None and last is not None and first > last:
        raise Refused("Das Alter passt nicht zusammen: „von“ liegt über „bis“. Bitte sehen Sie es sich noch einmal an.")
    if PLACE & set(values):
        offer.lat, offer.lon = position_of(offer.postal_code, offer.city) or (None, None)
        offer.position_exact = False
    if {"places_free", "waiting_weeks"} & set(values):
        offer.places_until = until(offer, values, at=at, days=places_days)
    offer.version += 1
    offer.save()
    changed(offer)
    return offer


def changed(offer: Offer, *, was_public: bool = False) -> None:
    """Announce that the public may see something new, or (``was_public``) something less."""
    if was_public or offer.status in (Offer.Status.PUBLISHED, Offer.Status.PAUSED):
        announce("offers.changed", network=offer.network.slug)
