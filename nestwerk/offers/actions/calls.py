"""What comes of ringing a partner up: it is right, or nobody answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from nestwerk.common.refusals import Refused
from nestwerk.networks.models import Membership

from ..desk import NOT_REACHED
from ..models import Confirmation, Offer
from .care import add_note
from .confirm import confirm_offer

NOTHING = "Bitte kreuzen Sie an, um welche Angebote es ging."


@transaction.atomic
def confirmed_by_phone(offers: Sequence[Offer], *, by: Membership, at: datetime, note: str = "") -> int:
    """Confirm each offer as told on the telephone; returns how many. Raises Refused for none."""
    if not offers:
        raise Refused(NOTHING)
    for offer in offers:
        confirm_offer(offer, way=Confirmation.Way.PHONE, by=by, at=at, note=note)
    return len(offers)


@transaction.atomic
def not_reached(offers: Sequence[Offer], *, by: Membership, at: datetime, note: str = "") -> int:
    """Note at each offer that nobody answered, so that nobody rings up twice; returns how many. Raises Refused for
    none."""
    if not offers:
        raise Refused(NOTHING)
    for offer in offers:
        add_note(offer, text=f"{NOT_REACHED}. {note}", by=by, at=at)
    return len(offers)
