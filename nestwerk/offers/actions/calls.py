"""What comes of ringing a partner up: it is right, or nobody answered; and the way back from a wrong click."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Field

from nestwerk.audit.queries import versions_of
from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.networks.models import Membership

from ..desk import NOT_REACHED
from ..models import Confirmation, Offer
from ..rules.calls import may_be_taken_back
from .care import add_note
from .confirm import confirm_offer
from .write import changed

CLOCK = ("confirmed_at", "last_verified_on", "due_on", "hidden_at")  # what a confirmation sets
NOTHING = "Bitte kreuzen Sie an, um welche Angebote es ging."
TOO_LATE = "Diese Bestätigung lässt sich nicht mehr zurücknehmen."


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


@transaction.atomic
def take_call_back(confirmation: Confirmation, *, by: Membership, at: datetime) -> Offer:
    """Undo a confirmation by telephone: the clock and the public list are as before, as its history tells.

    The confirmation goes, both clicks stay on record. Raises Refused after a day (``TAKE_BACK``), and when somebody has
    confirmed or taken back since.
    """
    found = Confirmation.objects.select_for_update(of=("self",)).filter(pk=confirmation.pk).first()
    if found is None or not may_be_taken_back(found.way, found.at, at=at):
        raise Refused(TOO_LATE)
    offer = Offer.objects.select_for_update(of=("self",)).select_related("network").get(pk=found.offer_id)
    if offer.confirmed_at != found.at:
        raise Refused("Inzwischen hat jemand das Angebot noch einmal bestätigt. Es bleibt dabei.")
    before = _before_confirmation(offer)
    for name in CLOCK:
        field = Offer._meta.get_field(name)
        if name in before and isinstance(field, Field):
            setattr(offer, name, field.to_python(before[name]))
    offer.save(update_fields=CLOCK)
    found.delete()
    record(by, "offers.call_taken_back", offer, at=at)
    changed(offer)
    return offer


def _before_confirmation(offer: Offer) -> dict[str, Any]:
    """What stood in the columns that the last confirmation has changed."""
    for version in versions_of(Offer._meta.db_table, offer.pk):
        before = {column: value for column, value, _ in version.changes}
        if "confirmed_at" in before:
            return before
    raise Refused(TOO_LATE)
