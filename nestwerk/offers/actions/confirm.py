"""Somebody says: this offer is right. The heart of freshness."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.common.hours import BERLIN
from nestwerk.common.refusals import Refused
from nestwerk.networks.models import Membership

from ..models import Confirmation, Offer
from ..queries.upkeep import upkeep_of
from ..rules.freshness import due_date, months_for
from .write import changed


@transaction.atomic
def confirm_offer(offer: Offer, *, way: str, by: Membership | None, at: datetime, note: str = "") -> Offer:
    """Note that the offer is right as it stands and start its clock anew; who was hidden comes back.

    ``way``: one of ``Confirmation.Way``; ``by`` None: through the link of a mail. Raises Refused for an offer that has
    ended: it must first be taken up again by a person.
    """
    offer = Offer.objects.select_for_update(of=("self",)).select_related("network").get(pk=offer.pk)
    if offer.status == Offer.Status.ENDED:
        raise Refused("Dieses Angebot ist beendet. Wenn es wieder da ist, melden Sie sich bitte bei der Koordination.")
    if offer.confirmed_at is None or offer.confirmed_at <= at:  # an edit approved late confirms from when it came in
        today = at.astimezone(BERLIN).date()
        offer.confirmed_at, offer.last_verified_on = at, today
        offer.due_on = due_date(today, months=months_for(offer.offer_types, upkeep_of(offer.network_id)))
    offer.hidden_at = None
    offer.save(update_fields=["confirmed_at", "last_verified_on", "due_on", "hidden_at"])
    Confirmation.objects.create(
        network_id=offer.network_id, offer=offer, at=at, way=way, hat=by.hat if by else "", note=note.strip()[:200]
    )
    record(by, "offers.confirmed", offer, at=at, network_id=offer.network_id, detail=way, hat="" if by else "link")
    changed(offer)
    return offer


@transaction.atomic
def confirm_several(offers: Sequence[Offer], *, way: str, by: Membership, at: datetime) -> list[Offer]:
    """Note of each that it is right as it stands, all or none; returns them as they are now."""
    return [confirm_offer(offer, way=way, by=by, at=at) for offer in offers]
