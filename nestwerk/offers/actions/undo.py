"""Ways back: a draft that was thrown away, two versions of a field to choose from, publishing what one has written."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.networks.models import Membership

from ..editing.fields import current
from ..editing.merge import conflicts
from ..models import Draft, Offer
from ..rules.editing import REVIEWERS
from .drafts import Sent, locked, open_draft, submit_draft
from .review import approve_draft


@transaction.atomic
def bring_back_draft(draft: Draft, *, by: Membership, at: datetime) -> Draft:
    """Take back that an edit was thrown away. Raises Refused if another one has been begun meanwhile."""
    draft = Draft.objects.select_for_update(of=("self",)).select_related("offer").get(pk=draft.pk)
    if draft.state != Draft.State.WITHDRAWN or draft.member_id != by.pk:
        raise Refused("Dieser Entwurf lässt sich nicht mehr zurückholen.")
    draft.state, draft.saved_at, draft.decided_at, draft.decided_by = Draft.State.WRITING, at, None, None
    try:
        with transaction.atomic():
            draft.save(update_fields=["state", "saved_at", "decided_at", "decided_by"])
    except IntegrityError as error:
        raise Refused("Sie haben inzwischen einen neuen Entwurf begonnen. Der alte bleibt verworfen.") from error
    record(by, "offers.brought_back", draft.offer, at=at)
    return draft


@transaction.atomic
def settle_conflicts(draft: Draft, *, mine: Collection[str], theirs: Collection[str], at: datetime) -> Draft:
    """Decide where two people changed the same field: keep what the draft says (``mine``) or what stands there now."""
    draft = locked(draft, Draft.State.WRITING)
    now = current(draft.offer)
    for one in conflicts(draft.values, draft.base, now):
        if one.name in theirs:
            del draft.values[one.name]
            draft.base.pop(one.name, None)
        elif one.name in mine:
            draft.base[one.name] = one.now
    draft.state, draft.saved_at = Draft.State.WRITING, at
    draft.save(update_fields=["values", "base", "state", "saved_at"])
    return draft


@transaction.atomic
def hand_in(offer: Offer, *, by: Membership, at: datetime, message: str = "") -> Sent:
    """Hand the member's draft in; a new offer of somebody who reviews herself is public at once.

    Raises Refused as ``submit_draft`` and ``approve_draft`` do; then everything stays as it was.
    """
    sent = submit_draft(open_draft(offer, by=by, at=at), by=by, at=at, message=message)
    if sent.draft.state != Draft.State.SUBMITTED or by.role not in REVIEWERS:
        return sent
    approve_draft(sent.draft, by=by, at=at)
    return Sent(sent.draft, (*sent.public, *sent.waiting), ())
