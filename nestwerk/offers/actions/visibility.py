"""Taking an overdue offer off the list and putting it back. Always a person's decision; nothing is deleted."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.networks.models import Membership

from ..models import Offer
from ..queries.clock import last_of_type, seat_is_empty
from ..queries.upkeep import upkeep_of
from ..rules.freshness import clock_day, on_the_desk
from ..rules.reminders import reasons_to_keep
from .write import changed


@transaction.atomic
def hide_offer(offer: Offer, *, by: Membership, at: datetime, today: date, anyway: bool = False) -> None:
    """Take an offer off the public list because nobody confirmed it for long; the next confirmation brings it back.

    Raises Refused for one that is not long overdue, and, unless ``anyway``, with the reasons where families would lose
    a contact point, the last offer of its type, or while nobody coordinates.
    """
    offer = Offer.objects.select_for_update(of=("self",)).select_related("network").get(pk=offer.pk)
    upkeep = upkeep_of(offer.network_id)
    day = clock_day(offer.confirmed_at, offer.due_on, offer.offer_types, upkeep)
    if not on_the_desk(day, today=today, upkeep=upkeep):
        raise Refused("Dieses Angebot ist noch nicht so lange überfällig, dass man es ausblenden sollte.")
    if offer.hidden_at is not None:
        return
    keep = reasons_to_keep(
        offer_types=offer.offer_types,
        last_of_type=last_of_type(offer.network, [offer])[offer.pk],
        seat_empty=seat_is_empty(offer.network, upkeep, at=at, today=today),
    )
    if keep and not anyway:
        raise Refused(" ".join(keep.reasons))
    offer.hidden_at = at
    offer.save(update_fields=["hidden_at"])
    record(by, "offers.hidden", offer, at=at, detail="anyway" if keep else "")
    changed(offer)


@transaction.atomic
def show_offer(offer: Offer, *, by: Membership, at: datetime) -> None:
    """Put a hidden offer back on the list, still marked as not confirmed. Safe to repeat."""
    offer = Offer.objects.select_for_update(of=("self",)).select_related("network").get(pk=offer.pk)
    if offer.hidden_at is not None:
        offer.hidden_at = None
        offer.save(update_fields=["hidden_at"])
        record(by, "offers.shown", offer, at=at)
        changed(offer)
