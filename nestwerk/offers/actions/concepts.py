"""An offer begun with a concept that another network gives away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.networks.models import Membership, Network
from nestwerk.partners.models import Organisation

from ..models import Draft, Offer
from .drafts import new_offer, save_draft

GIVEN = frozenset(
    {"title", "summary", "description", "offer_types", "needs", "target_groups", "age_from_months", "age_to_months",
     "languages", "access"}
)  # fmt: skip


@transaction.atomic
def begin_from_concept(
    network: Network,
    *,
    organisation: Organisation,
    values: Mapping[str, Any],
    copied_from: str,
    by: Membership,
    at: datetime,
) -> Draft:
    """Begin an offer of ``organisation`` with the values of a concept and return its draft; nothing is public by it.

    ``copied_from``: where it comes from, in German words; it stays with the offer. ValueError for a value that tells
    who, where or when: those are the new offer's own.
    """
    if unknown := set(values) - GIVEN:
        raise ValueError(f"not part of a concept: {sorted(unknown)}")
    draft = new_offer(network, organisation=organisation, title=values.get("title", ""), by=by, at=at)
    Offer.objects.filter(pk=draft.offer_id).update(copied_from=copied_from[:400], copied_at=at)
    record(by, "offers.copied", draft.offer, at=at)
    return save_draft(draft, values, at=at)
