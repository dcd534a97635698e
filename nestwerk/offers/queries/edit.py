"""What the pages need on which an offer is written. Each function asks a fixed number of questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q

from nestwerk.audit.queries import versions_of
from nestwerk.networks.models import Membership, SocialSpace
from nestwerk.networks.places import counties
from nestwerk.networks.rights import reach
from nestwerk.partners.models import Organisation
from nestwerk.taxonomy.models import Term

from ..duplicates import Record
from ..models import Draft, Offer
from .directory import offers_for

KINDS = ("offer_type", "need", "target_group")


def terms() -> dict[str, dict[str, str]]:
    """The labels of types, needs and target groups by kind and code, in their order."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for kind, code, label in Term.objects.filter(kind__in=KINDS).values_list("kind", "code", "de"):
        found[kind][code] = label
    return dict(found)


def spaces_of(member: Membership) -> list[tuple[int, str]]:
    """The social spaces of the network with their names."""
    return list(SocialSpace.objects.filter(network_id=member.network_id).values_list("pk", "name"))


def own_spaces(member: Membership) -> list[tuple[int, str]] | None:
    """The social spaces a member is bound to; None for whoever is bound to none."""
    if reach(member.role, "offers:new") != "spaces":
        return None
    found = SocialSpace.objects.filter(network_id=member.network_id, slug__in=member.spaces)
    return list(found.values_list("pk", "name"))


def areas_of(member: Membership) -> list[tuple[str, str]]:
    """The areas an offer can be for: whole counties, then the municipalities of the network."""
    network = member.network
    whole = [(ags, f"{counties().get(ags, ags)}, ganz") for ags in network.ags]
    return [*whole, *network.municipalities.order_by("name").values_list("ags", "name")]


def organisations_for(member: Membership) -> list[tuple[int, str]]:
    """The partners for whom a member may begin an offer, by name."""
    found = Organisation.objects.filter(
        network_id=member.network_id, ended_at__isnull=True, merged_into__isnull=True
    ).order_by("name")
    if reach(member.role, "offers:new") == "own":
        found = found.filter(pk__in=member.organisations)
    return list(found.values_list("pk", "name"))


def organisation_named(member: Membership, organisation_id: int) -> Organisation | None:
    """One of those partners."""
    if organisation_id not in dict(organisations_for(member)):
        return None
    return Organisation.objects.filter(network_id=member.network_id, pk=organisation_id).first()


def space_named(member: Membership, space_id: int | None) -> SocialSpace | None:
    """One of the network's social spaces."""
    return SocialSpace.objects.filter(network_id=member.network_id, pk=space_id).first() if space_id else None


def titles_known(member: Membership, *, without: int | None = None) -> list[Record]:
    """The offers a member may know of, public ones and those within reach, as small as likeness needs them."""
    seen = Offer.objects.filter(network_id=member.network_id, merged_into__isnull=True).exclude(pk=without or 0)
    reached = offers_for(member, "offers:edit").values("pk")
    seen = seen.filter(Q(status__in=(Offer.Status.PUBLISHED, Offer.Status.PAUSED)) | Q(pk__in=reached))
    return [
        Record(str(pk), title, provider)
        for pk, title, provider in seen.order_by("pk").values_list("pk", "title", "organisation__name")
    ]


def offers_named(member: Membership, ids: list[int]) -> dict[int, Offer]:
    """These offers of the network with their partners."""
    return Offer.objects.filter(network_id=member.network_id).select_related("organisation").in_bulk(ids)


def reached_among(member: Membership, ids: list[int]) -> set[int]:
    """Those of these offers she may open in the workspace."""
    return set(offers_for(member, "offers:detail").filter(pk__in=ids).values_list("pk", flat=True))


def discarded_draft(member: Membership, offer: Offer, draft_id: str) -> Draft | None:
    """The draft she has just thrown away."""
    if not (draft_id.isascii() and draft_id.isdigit()):
        return None
    return Draft.objects.filter(offer=offer, member=member, pk=draft_id, state=Draft.State.WITHDRAWN).first()


def wordings_of(offer: Offer) -> Mapping[str, list[str]]:
    """How title, summary and description read before, newest first. Two queries."""
    found: dict[str, list[str]] = defaultdict(list)
    for version in versions_of(Offer._meta.db_table, offer.pk):
        for column, before, _ in version.changes:
            if column in ("title", "summary", "description") and before:
                found[column].append(str(before))
    return found


def last_changed(offer: Offer, columns: set[str]) -> dict[str, tuple[datetime, str]]:
    """When and under which hat each of these columns was last changed. Two queries."""
    found: dict[str, tuple[datetime, str]] = {}
    for version in versions_of(Offer._meta.db_table, offer.pk):
        for column, _, _ in version.changes:
            if column in columns and version.operation == "UPDATE":
                found.setdefault(column, (version.at, version.hat))
    return found


def labels_of_codes(values: Mapping[str, Any]) -> dict[str, str]:
    """Labels of all codes these values name."""
    codes = {code for name in ("offer_types", "needs", "target_groups") for code in values.get(name) or ()}
    return dict(Term.objects.filter(code__in=codes).values_list("code", "de")) if codes else {}
