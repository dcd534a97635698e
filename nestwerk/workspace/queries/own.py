"""What a partner's own offers are up to: seven questions, however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min
from django.utils import timezone

from nestwerk.networks.models import Membership
from nestwerk.offers.models import Draft, Offer, Upkeep
from nestwerk.offers.queries.counts import Counts, counts_of
from nestwerk.offers.queries.directory import offers_for, reports_for
from nestwerk.offers.queries.upkeep import upkeep_of
from nestwerk.partners.models import Organisation

PAGE = "offers:list"
MOST = 50  # cards; who has more finds the rest in the list
UNSEEN = ("description", "extra", "texts", "dates")


@dataclass(frozen=True, slots=True)
class Own:
    """A partner's organisations and offers with all about them. ``reports``: offer → (open ones, a kind of them)."""

    organisations: list[Organisation]
    offers: list[Offer]
    upkeep: Upkeep
    drafts: dict[int, list[Draft]]
    counts: dict[int, Counts]
    reports: dict[int, tuple[int, str]]


def own_offers(member: Membership, *, at: datetime) -> Own:
    """Everything within her reach that has not ended."""
    offers = list(
        offers_for(member, PAGE)
        .filter(merged_into__isnull=True)
        .exclude(status=Offer.Status.ENDED)
        .select_related("organisation", "quality")
        .defer(*UNSEEN, "quality__links")
        .order_by("title", "pk")
    )
    pks = [offer.pk for offer in offers]
    organisations = Organisation.objects.filter(network_id=member.network_id, pk__in=member.organisations)
    return Own(
        organisations=list(organisations.filter(ended_at__isnull=True, merged_into__isnull=True).order_by("name")),
        offers=offers,
        upkeep=upkeep_of(member.network_id),
        drafts=_drafts(pks),
        counts=counts_of(pks, today=timezone.localdate(at)),
        reports=_reports(member, pks),
    )


def _drafts(offers: Collection[int]) -> dict[int, list[Draft]]:
    found: dict[int, list[Draft]] = defaultdict(list)
    for draft in Draft.objects.filter(offer__in=offers, state__in=Draft.OPEN).order_by("saved_at"):
        found[draft.offer_id].append(draft)
    return found


def _reports(member: Membership, offers: Collection[int]) -> dict[int, tuple[int, str]]:
    rows: Any = reports_for(member).filter(done_at__isnull=True, offer__in=offers).order_by().values("offer_id")
    return {
        row["offer_id"]: (row["number"], row["kind"]) for row in rows.annotate(number=Count("pk"), kind=Min("kind"))
    }
