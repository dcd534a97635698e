"""What the editors need to decide about an edit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from nestwerk.networks.models import Membership
from nestwerk.taxonomy.models import Term

from ..compare import Names
from ..editing.fields import EDITABLE, INTERNAL, current
from ..models import Draft, Offer
from ..quality import Facts, Quality, assess
from .drafts import drafts_to_review

KINDS = {
    "offer_types": Term.Kind.OFFER_TYPE, "needs": Term.Kind.NEED, "target_groups": Term.Kind.TARGET_GROUP,
    "prevention_level": Term.Kind.PREVENTION_LEVEL,
}  # fmt: skip


def draft_to_review(member: Membership, draft_id: int) -> Draft | None:
    """One draft of the member's network that was handed in; also one decided meanwhile."""
    found = Draft.objects.filter(network_id=member.network_id, pk=draft_id, submitted_at__isnull=False)
    return found.select_related("offer__organisation", "offer__social_space", "offer__network", "member__user").first()


def next_to_review(member: Membership, draft: Draft) -> int | None:
    """The id of the draft that comes after this one in the queue; from its end one goes on at its beginning."""
    waiting = list(drafts_to_review(member).exclude(pk=draft.pk).values_list("pk", "submitted_at"))
    later = [pk for pk, at in waiting if draft.submitted_at and (at, pk) > (draft.submitted_at, draft.pk)]
    return next(iter([*later, *(pk for pk, _ in waiting)]), None)


def others_waiting(member: Membership, draft: Draft) -> int:
    """How many other edits of the same offer wait."""
    return drafts_to_review(member).filter(offer_id=draft.offer_id).exclude(pk=draft.pk).count()


def terms_by_field() -> dict[str, dict[str, str]]:
    """The words of the category: field → label by code, in their order. One query."""
    found: dict[str, dict[str, str]] = {name: {} for name in KINDS}
    fields = {str(kind): name for name, kind in KINDS.items()}
    for kind, code, label in Term.objects.filter(kind__in=fields).values_list("kind", "code", "de"):
        found[fields[kind]][code] = label
    return found


def names_of(member: Membership, terms: Mapping[str, Mapping[str, str]], *, today: date) -> Names:
    """What codes and ids of an offer of this network are called. One query."""
    spaces = dict(member.network.social_spaces.values_list("pk", "name"))
    return Names(
        terms={code: label for labels in terms.values() for code, label in labels.items()}, spaces=spaces, today=today
    )


def everything(offer: Offer) -> dict[str, Any]:
    """The approved values, with what only the editors set."""
    return current(offer, (*EDITABLE, *INTERNAL))


def quality_of(offer: Offer, values: Mapping[str, Any], names: Names) -> Quality:
    """How good the record would be with these values. Asks nothing."""
    space = names.spaces.get(values.get("social_space_id") or 0, "")
    return assess(Facts.of({**values, "organisation": offer.organisation.name, "social_space": space}))
