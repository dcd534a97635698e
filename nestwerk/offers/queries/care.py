"""Notes, watching, origin of facts and earlier versions of an offer, as far as a role reaches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from nestwerk.audit.models import RowVersion
from nestwerk.networks.models import Membership
from nestwerk.networks.rights import NOTHING, reach
from nestwerk.networks.rules import KEEPERS

from ..editing.fields import label
from ..models import Merge, Note, Offer, Watch
from ..models.duplicates import Kind
from .directory import offers_for


@dataclass(frozen=True, slots=True)
class Origin:
    """Facts that came from a record that was merged in: their labels, its title (empty: not hers to know), when."""

    labels: tuple[str, ...]
    title: str
    at: datetime


def offer_within(member: Membership, offer_id: int, page: str) -> Offer | None:
    """The offer, if ``page`` reaches it."""
    found = offers_for(member, page).filter(pk=offer_id)
    return found.select_related("organisation", "social_space", "network").first()


def notes_at(member: Membership, offer: Offer) -> QuerySet[Note] | None:
    """The internal notes, newest first; None for whoever does not keep the directory."""
    if reach(member.role, "offers:note") == NOTHING or member.role not in KEEPERS:
        return None
    return Note.objects.filter(offer=offer).select_related("member")


def is_watched(member: Membership, offer: Offer) -> bool:
    """Whether the member wants to know when the offer changes."""
    return Watch.objects.filter(offer=offer, member=member).exists()


def origins_of(member: Membership, offer: Offer) -> list[Origin]:
    """Which facts of the offer came from others that were merged into it, newest first; two queries.

    A title out of the member's reach is not told.
    """
    merges = list(Merge.objects.filter(network_id=offer.network_id, kind=Kind.OFFER, kept=offer.pk, undone_at=None))
    within = offers_for(member, "offers:detail").filter(pk__in=[one.gone for one in merges])
    titles = dict(within.order_by().values_list("pk", "title"))
    return [
        Origin(
            tuple(label(name) for name, source in one.fields.items() if source == one.gone),
            titles.get(one.gone, ""),
            one.at,
        )
        for one in merges
    ]


def version_of(offer: Offer, version_id: int) -> RowVersion | None:
    """What the offer was before a change, if there is such a version of this offer."""
    table = Offer._meta.db_table
    found = RowVersion.objects.filter(network_id=offer.network_id, table=table, row_id=offer.pk, operation="UPDATE")
    return found.filter(pk=version_id).first()
