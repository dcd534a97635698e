"""An offer pauses, comes back, ends. Told by its provider or by those who keep the directory."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.networks.models import Membership, Network

from ..models import Offer
from .write import changed

MOVES: dict[str, tuple[str, ...]] = {
    Offer.Status.DRAFT: (Offer.Status.ENDED,),
    Offer.Status.IN_REVIEW: (Offer.Status.ENDED,),
    Offer.Status.PUBLISHED: (Offer.Status.PAUSED, Offer.Status.ENDED),
    Offer.Status.PAUSED: (Offer.Status.PUBLISHED, Offer.Status.PAUSED, Offer.Status.ENDED),
    Offer.Status.ENDED: (Offer.Status.DRAFT,),
}


@transaction.atomic
def pause_offer(
    offer: Offer, *, by: Membership, at: datetime, today: date, reason: str, until: date | None = None
) -> None:
    """Say that an offer pauses. With a day of return families still see it, marked; without one it leaves the list.

    Raises Refused for a day that is not ahead and for an offer that is not public.
    """
    offer = _locked(offer, Offer.Status.PAUSED)
    if until is not None and until <= today:
        raise Refused("Der Tag, an dem es weitergeht, liegt nicht in der Zukunft.")
    offer.status, offer.pause_reason, offer.paused_until = Offer.Status.PAUSED, reason.strip()[:200], until
    _save(offer, by, "offers.paused", at)


@transaction.atomic
def resume_offer(offer: Offer, *, by: Membership | None, at: datetime) -> None:
    """Take a paused offer up again. ``by`` None: its day has come."""
    offer = _locked(offer, Offer.Status.PUBLISHED)
    offer.status, offer.published_at = Offer.Status.PUBLISHED, offer.published_at or at
    offer.pause_reason, offer.paused_until = "", None
    _save(offer, by, "offers.resumed", at)


@transaction.atomic
def resume_due(network: Network, *, at: datetime, today: date) -> int:
    """Take up every paused offer whose day of return has come; returns how many. Inside the tenant; safe to repeat."""
    back = Offer.objects.filter(network=network, status=Offer.Status.PAUSED, paused_until__lte=today)
    for offer in back:
        resume_offer(offer, by=None, at=at)
    return len(back)


@transaction.atomic
def end_offer(offer: Offer, *, by: Membership, at: datetime) -> None:
    """Say that an offer does not exist any more. It stays in the directory's memory and can be taken up again."""
    offer = _locked(offer, Offer.Status.ENDED)
    offer.status, offer.pause_reason, offer.paused_until = Offer.Status.ENDED, "", None
    _save(offer, by, "offers.ended", at, was_public=True)


@transaction.atomic
def reopen_offer(offer: Offer, *, by: Membership, at: datetime) -> None:
    """Take an ended offer up again, as a draft that somebody reads before it is public."""
    offer = _locked(offer, Offer.Status.DRAFT)
    offer.status = Offer.Status.DRAFT
    _save(offer, by, "offers.reopened", at)


def _locked(offer: Offer, to: str) -> Offer:
    found = Offer.objects.select_for_update(of=("self",)).select_related("network").get(pk=offer.pk)
    if found.merged_into_id is not None:
        raise Refused("Dieses Angebot ist in einem anderen aufgegangen.")
    if to not in MOVES[found.status]:
        raise Refused(f"Das geht gerade nicht: Das Angebot ist „{found.get_status_display()}“.")
    return found


def _save(offer: Offer, by: Membership | None, event: str, at: datetime, *, was_public: bool = False) -> None:
    offer.version += 1
    offer.save(update_fields=["status", "pause_reason", "paused_until", "published_at", "version"])
    record(by, event, offer, at=at, network_id=offer.network_id, hat="" if by else "job")
    changed(offer, was_public=was_public)
