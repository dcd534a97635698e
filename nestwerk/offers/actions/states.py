"""An offer pauses, comes back, ends. Told by its provider or by those who keep the directory."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.networks.models import Membership, Network, Role

from ..editing.fields import current
from ..models import Confirmation, Draft, Offer
from ..queries.upkeep import upkeep_of
from ..rules.editing import goes_out_at_once
from .confirm import confirm_offer
from .review import check_usable
from .write import changed

MOVES: dict[str, tuple[str, ...]] = {
    Offer.Status.DRAFT: (Offer.Status.PUBLISHED, Offer.Status.ENDED),
    Offer.Status.IN_REVIEW: (Offer.Status.PUBLISHED, Offer.Status.ENDED),
    Offer.Status.PUBLISHED: (Offer.Status.PAUSED, Offer.Status.ENDED),
    Offer.Status.PAUSED: (Offer.Status.PUBLISHED, Offer.Status.PAUSED, Offer.Status.ENDED),
    Offer.Status.ENDED: (Offer.Status.DRAFT,),
}


@transaction.atomic
def publish_offer(offer: Offer, *, by: Membership, at: datetime) -> None:
    """Make an offer public as it stands, without an edit: who publishes it says that it is right.

    Raises Refused for one that families could not use, and where an edit waits: then that is to be decided first.
    """
    offer = _locked(offer, Offer.Status.PUBLISHED)
    if offer.status == Offer.Status.PAUSED:
        raise Refused("Dieses Angebot ist pausiert. Nehmen Sie es bitte wieder auf.")
    if Draft.objects.filter(offer=offer, state=Draft.State.SUBMITTED).exists():
        raise Refused("Zu diesem Angebot wartet eine Änderung auf Prüfung. Bitte entscheiden Sie zuerst darüber.")
    check_usable(current(offer))
    offer.status, offer.published_at = Offer.Status.PUBLISHED, offer.published_at or at
    _save(offer, by, "offers.published", at)
    confirm_offer(offer, way=Confirmation.Way.WORKSPACE, by=by, at=at)


@transaction.atomic
def pause_offer(
    offer: Offer, *, by: Membership, at: datetime, today: date, reason: str, until: date | None = None
) -> None:
    """Say that an offer pauses. With a day of return families still see it, marked; without one it leaves the list.

    Raises Refused for a day that is not ahead, for an offer that is not public, and for a partner whose small changes
    somebody reads first.
    """
    offer = _locked(offer, Offer.Status.PAUSED)
    _check_at_once(offer, by)
    if until is not None and until <= today:
        raise Refused("Der Tag, an dem es weitergeht, liegt nicht in der Zukunft.")
    offer.status, offer.pause_reason, offer.paused_until = Offer.Status.PAUSED, reason.strip()[:200], until
    _save(offer, by, "offers.paused", at)


@transaction.atomic
def resume_offer(offer: Offer, *, by: Membership | None, at: datetime) -> None:
    """Take a paused offer up again. ``by`` None: its day has come. Raises Refused for one that does not pause."""
    offer = _locked(offer, Offer.Status.PUBLISHED)
    if offer.status != Offer.Status.PAUSED:
        raise Refused(f"Das geht gerade nicht: Das Angebot ist „{offer.get_status_display()}“.")
    if by is not None:
        _check_at_once(offer, by)
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


def _check_at_once(offer: Offer, by: Membership) -> None:
    """A pause is one of the small changes: a partner makes it herself only where those go out at once."""
    if by.role == Role.PARTNER and not goes_out_at_once(
        by,
        trusted=offer.organisation.trusted,
        upkeep=upkeep_of(offer.network_id),
        fields=("pause_reason", "paused_until"),
    ):
        raise Refused(
            "Ihre Änderungen liest vorher jemand. Bitte sagen Sie der Netzwerkkoordination, dass es pausiert."
        )


def _locked(offer: Offer, to: str) -> Offer:
    found = Offer.objects.select_for_update(of=("self",)).select_related("network", "organisation").get(pk=offer.pk)
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
