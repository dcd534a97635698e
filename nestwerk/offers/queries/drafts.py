"""Drafts as the pages need them, as far as a role reaches."""

from __future__ import annotations

from django.db.models import QuerySet

from nestwerk.networks.models import Membership

from ..models import Draft, Offer
from ..rules.editing import REVIEWERS
from .directory import offers_for


def editable_offer(member: Membership, offer_id: int) -> Offer | None:
    """The offer, if the member may write about it and it has not been merged away."""
    found = offers_for(member, "offers:edit").filter(pk=offer_id, merged_into__isnull=True)
    return found.select_related("organisation", "social_space", "network").first()


def own_draft(member: Membership, offer: Offer) -> Draft | None:
    """The member's own open draft of the offer."""
    return Draft.objects.filter(offer=offer, member=member, state__in=Draft.OPEN).first()


def draft_shown(member: Membership, offer: Offer, wanted: str = "") -> Draft | None:
    """The draft whose preview is to be seen: her own, or for who reviews the open one with the id ``wanted``."""
    if wanted.isascii() and wanted.isdigit() and member.role in REVIEWERS:
        return Draft.objects.filter(offer=offer, pk=wanted, state__in=Draft.OPEN).first()
    return own_draft(member, offer)


def others_drafts(member: Membership, offer: Offer) -> QuerySet[Draft]:
    """Who else is writing about the offer just now, the newest first."""
    found = Draft.objects.filter(offer=offer, state__in=Draft.OPEN).exclude(member=member)
    return found.select_related("member__user").order_by("-saved_at")


def drafts_to_review(member: Membership) -> QuerySet[Draft]:
    """What waits for a review in the network, oldest first."""
    found = Draft.objects.filter(network_id=member.network_id, state=Draft.State.SUBMITTED)
    return found.select_related("offer__organisation", "offer__social_space", "member__user").order_by("submitted_at")
