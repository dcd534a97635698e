"""The way of an edit: written, submitted, perhaps sent back, taken over. The approved version stays until then."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.networks.models import Membership, Network, SocialSpace
from nestwerk.partners.models import Organisation

from ..editing.fields import EDITABLE, current, label
from ..editing.merge import conflicts, take_up
from ..models import Confirmation, Draft, Offer
from ..queries.upkeep import upkeep_of
from ..rules.editing import goes_out_at_once
from .confirm import confirm_offer
from .write import write_values

SOURCE = "nestwerk"  # offers written here, not brought in


class Sent(NamedTuple):
    """What became of a submitted draft: which fields are public at once, which wait for a review."""

    draft: Draft
    public: tuple[str, ...]
    waiting: tuple[str, ...]


@transaction.atomic
def new_offer(
    network: Network,
    *,
    organisation: Organisation,
    title: str,
    by: Membership,
    at: datetime,
    social_space: SocialSpace | None = None,
) -> Draft:
    """Begin an offer that nobody has seen yet and return its first draft. Raises Refused without a title.

    ``social_space``: for whoever coordinates one; she reaches only what lies in it.
    """
    title = " ".join(title.split())
    if not title:
        raise Refused("Wie heißt das Angebot? Ein kurzer Titel genügt für den Anfang.")
    offer = Offer(
        network=network, organisation=organisation, title=title[:200], source=SOURCE, social_space=social_space
    )
    offer.external_id = str(offer.public_id)
    offer.save()
    record(by, "offers.created", offer, at=at)
    return open_draft(offer, by=by, at=at)


@transaction.atomic
def open_draft(offer: Offer, *, by: Membership, at: datetime) -> Draft:
    """The member's own open draft of the offer; a new, empty one if she has none."""
    found = Draft.objects.filter(offer=offer, member=by, state__in=Draft.OPEN).first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return Draft.objects.create(network_id=offer.network_id, offer=offer, member=by, started_at=at, saved_at=at)
    except IntegrityError:  # a second window was faster
        return Draft.objects.get(offer=offer, member=by, state__in=Draft.OPEN)


@transaction.atomic
def save_draft(
    draft: Draft, entered: Mapping[str, Any], *, at: datetime, seen: Mapping[str, Any] | None = None
) -> Draft:
    """Keep what was entered, as a draft holds it. One that waited for a review is in the writer's hands again.

    ``seen``: what stood in the form, so that a change made by somebody else meanwhile is noticed.
    """
    draft = locked(draft, Draft.State.WRITING)
    if unknown := set(entered) - set(EDITABLE):
        raise ValueError(f"not to be edited: {sorted(unknown)}")
    draft.values, draft.base = take_up(draft.values, draft.base, current(draft.offer), entered, seen=seen)
    draft.state, draft.saved_at = Draft.State.WRITING, at
    draft.save(update_fields=["values", "base", "state", "saved_at"])
    return draft


@transaction.atomic
def write_draft(
    offer: Offer, entered: Mapping[str, Any], *, by: Membership, at: datetime, seen: Mapping[str, Any] | None = None
) -> Draft:
    """Keep what the member entered in her own draft of the offer, beginning one if she has none."""
    return save_draft(open_draft(offer, by=by, at=at), entered, at=at, seen=seen)


@transaction.atomic
def submit_draft(draft: Draft, *, by: Membership, at: datetime, message: str = "") -> Sent:
    """Hand a draft in. What may go out at once does, and counts as a confirmation; the rest waits for a review.

    A new offer always waits, unless who writes it also reviews. Raises Refused for a draft without changes, and for a
    field that somebody else has changed meanwhile and that would go out at once: she has to look first.
    """
    draft = locked(draft, Draft.State.SUBMITTED)
    offer, upkeep = draft.offer, upkeep_of(draft.network_id)
    fresh = offer.status in (Offer.Status.DRAFT, Offer.Status.IN_REVIEW)
    if not draft.values and not fresh:
        raise Refused("Sie haben noch nichts geändert. Stimmt alles? Dann bestätigen Sie das Angebot einfach.")
    at_once = [
        name
        for name in draft.values
        if not fresh and goes_out_at_once(by, trusted=offer.organisation.trusted, upkeep=upkeep, fields=[name])
    ]
    stuck = [one.name for one in conflicts(draft.values, draft.base, current(offer)) if one.name in at_once]
    if stuck:
        raise Refused(
            f"Jemand hat inzwischen dasselbe geändert: {', '.join(map(label, stuck))}. Ihr Text ist noch da. "
            "Bitte sehen Sie sich beides an und entscheiden Sie."
        )
    if at_once:
        values = {name: draft.values.pop(name) for name in at_once}
        draft.base = {name: value for name, value in draft.base.items() if name in draft.values}
        offer = write_values(offer, values, at=at, places_days=upkeep.places_days)
        confirm_offer(offer, way=Confirmation.Way.EDIT, by=by, at=at)
        record(by, "offers.changed", offer, at=at, count=len(values))
    waiting = tuple(draft.values)
    if waiting or fresh:
        draft.state, draft.submitted_at, draft.message = Draft.State.SUBMITTED, at, message.strip()[:500]
        record(by, "offers.submitted", draft.offer, at=at, count=len(waiting))
    else:
        draft.state, draft.decided_at, draft.decided_by = Draft.State.APPROVED, at, by.pk
    draft.save()
    if offer.status == Offer.Status.DRAFT:
        Offer.objects.filter(pk=offer.pk).update(status=Offer.Status.IN_REVIEW)
    return Sent(draft, tuple(at_once), waiting)


@transaction.atomic
def withdraw_draft(draft: Draft, *, by: Membership, at: datetime) -> None:
    """Throw an edit away; what is public stays. A new offer goes back to being a draft of its partner."""
    draft = locked(draft, Draft.State.WITHDRAWN)
    draft.state, draft.decided_at, draft.decided_by = Draft.State.WITHDRAWN, at, by.pk
    draft.save(update_fields=["state", "decided_at", "decided_by"])
    if draft.offer.status == Offer.Status.IN_REVIEW:
        Offer.objects.filter(pk=draft.offer_id).update(status=Offer.Status.DRAFT)
    record(by, "offers.withdrawn", draft.offer, at=at)


def locked(draft: Draft, to: str) -> Draft:
    """The draft as it is now, locked with all it needs. Raises Refused if it may not move to ``to`` any more."""
    found = (
        Draft.objects.select_for_update(of=("self",))
        .select_related("offer__organisation", "offer__network", "member__user")
        .get(pk=draft.pk)
    )
    if to not in Draft.MOVES[found.state] and to != found.state:
        raise Refused(f"Dieser Entwurf ist schon erledigt ({found.get_state_display()}).")
    return found
