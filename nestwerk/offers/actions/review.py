"""What the editors decide about a submitted edit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.jobs.mail import post
from nestwerk.networks.models import Membership

from .. import letters
from ..editing.fields import EDITABLE, INTERNAL, current, label
from ..editing.merge import conflicts
from ..models import Confirmation, Draft, Offer
from ..queries.upkeep import upkeep_of
from .confirm import confirm_offer
from .drafts import locked
from .write import changed, write_values

CONTACTS = ("phone", "email", "sms", "messenger", "chat", "website")


@transaction.atomic
def approve_draft(
    draft: Draft, *, by: Membership, at: datetime, instead: Mapping[str, Any] | None = None, keep: tuple[str, ...] = ()
) -> Offer:
    """Take the draft over and make it public; the partner hears of it by mail.

    ``instead``: fields as the editor wants them (the final category is hers); ``keep``: fields that stay as they are
    now. A field that somebody else changed meanwhile must be in one of the two or be confirmed by ``instead``.
    Raises Refused for an undecided conflict and for an offer that families could not use: no type, no way of contact.
    """
    draft = _handed_in(draft, Draft.State.APPROVED)
    instead = dict(instead or {})
    if unknown := (set(instead) | set(keep)) - {*EDITABLE, *INTERNAL}:
        raise ValueError(f"not to be edited: {sorted(unknown)}")
    now = current(draft.offer)
    open_ = [
        one.name for one in conflicts(draft.values, draft.base, now) if one.name not in keep and one.name not in instead
    ]
    if open_:
        raise Refused(f"Hier haben zwei Personen geändert, bitte entscheiden Sie: {', '.join(map(label, open_))}.")
    values = {name: value for name, value in draft.values.items() if name not in keep} | instead
    check_usable(now | values)
    offer = write_values(draft.offer, values, at=at, places_days=upkeep_of(draft.network_id).places_days)
    if offer.status in (Offer.Status.DRAFT, Offer.Status.IN_REVIEW):
        offer.status, offer.published_at = Offer.Status.PUBLISHED, offer.published_at or at
        offer.save(update_fields=["status", "published_at"])
        changed(offer)
        record(by, "offers.published", offer, at=at)
    offer = confirm_offer(offer, way=Confirmation.Way.EDIT, by=draft.member or by, at=draft.submitted_at or at)
    draft.state, draft.decided_at, draft.decided_by = Draft.State.APPROVED, at, by.pk
    draft.save(update_fields=["state", "decided_at", "decided_by"])
    record(by, "offers.approved", offer, at=at, count=len(values))
    if draft.member is not None and draft.member_id != by.pk:
        post("offer.approved", draft.member.user.email, subject=letters.approved_subject(draft),
             text=letters.approved(draft), at=at, network_id=draft.network_id)  # fmt: skip
    return offer


@transaction.atomic
def return_draft(draft: Draft, *, by: Membership, at: datetime, comment: str) -> None:
    """Send an edit back with a word why; it lies in the partner's drafts again. Raises Refused without a word."""
    draft = _handed_in(draft, Draft.State.RETURNED)
    comment = comment.strip()[:1000]
    if not comment:
        raise Refused("Bitte schreiben Sie kurz, was noch fehlt. Sonst weiß niemand weiter.")
    draft.state, draft.comment, draft.decided_at, draft.decided_by = Draft.State.RETURNED, comment, at, by.pk
    draft.save(update_fields=["state", "comment", "decided_at", "decided_by"])
    if draft.offer.status == Offer.Status.IN_REVIEW:
        Offer.objects.filter(pk=draft.offer_id).update(status=Offer.Status.DRAFT)
    record(by, "offers.returned", draft.offer, at=at)
    if draft.member is not None:
        post("offer.returned", draft.member.user.email, subject=letters.returned_subject(draft),
             text=letters.returned(draft), at=at, network_id=draft.network_id)  # fmt: skip


def _handed_in(draft: Draft, to: str) -> Draft:
    draft = locked(draft, to)
    if draft.state != Draft.State.SUBMITTED:
        raise Refused("Dieser Entwurf ist noch in Arbeit oder schon zurückgegeben.")
    return draft


def check_usable(values: Mapping[str, Any]) -> None:
    """Raise Refused for an offer that families could not use: no title, no type, no way of contact."""
    if not values.get("title"):
        raise Refused("Ohne Titel kann niemand das Angebot finden.")
    if not values.get("offer_types"):
        raise Refused("Bitte wählen Sie mindestens eine Art des Angebots: sonst steht es nirgends im Verzeichnis.")
    if not any(values.get(name) for name in CONTACTS):
        raise Refused("Es fehlt ein Weg, Kontakt aufzunehmen: Telefon, E-Mail, Nachricht oder Internetseite.")
