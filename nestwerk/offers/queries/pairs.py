"""What may be there twice, and what was made one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, When

from nestwerk.networks.models import Membership, Network
from nestwerk.partners.models import Organisation

from ..duplicates import LIKELY, Record
from ..models import Merge, Offer, Pair
from ..models.duplicates import Kind

PLACE = ("street", "postal_code", "city", "phone", "email", "website")
NOTHING = ("",) * len(PLACE)


@dataclass(frozen=True, slots=True)
class PairRow:
    """A possible duplicate with both its records."""

    pair: Pair
    first: Any
    second: Any
    likely: bool
    reasons: list[str] = field(default_factory=list)
    against: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MergeRow:
    """A merge with both its records; one that was deleted meanwhile is None."""

    merge: Merge
    kept: Any
    gone: Any


def offer_records(network: Network) -> list[Record]:
    """All offers that are there, as the search for duplicates reads them. One query."""
    rows = Offer.objects.filter(network=network, merged_into__isnull=True).exclude(status=Offer.Status.ENDED)
    columns = ("pk", "title", "organisation__name", *PLACE, "offer_types")
    return [
        Record(str(pk), title, provider, street, postal, city, phone, email, website, frozenset(types))
        for pk, title, provider, street, postal, city, phone, email, website, types in rows.order_by("pk").values_list(
            *columns
        )
    ]


def partner_records(network: Network) -> list[Record]:
    """All partners that are there; where they are is told by the first of their offers with an address. Two queries."""
    places = Offer.objects.filter(network=network, hidden_address=False, merged_into__isnull=True)
    told: dict[int, tuple[str, ...]] = {}
    for pk, *place in places.order_by("-street", "pk").values_list("organisation_id", *PLACE):
        told.setdefault(pk, tuple(place))
    there = network.organisations.filter(ended_at__isnull=True, merged_into__isnull=True).order_by("pk")
    found = []
    for pk, name in there.values_list("pk", "name"):
        street, postal, city, phone, email, website = told.get(pk, NOTHING)
        found.append(Record(str(pk), name, "", street, postal, city, phone, email, website))
    return found


def all_open_pairs(member: Membership) -> QuerySet[Pair]:
    """What nobody has decided about yet."""
    return Pair.objects.filter(network_id=member.network_id, state=Pair.State.OPEN)


def open_pairs(member: Membership, kind: str) -> QuerySet[Pair]:
    """Those of one kind, the likeliest first."""
    return all_open_pairs(member).filter(kind=kind).order_by("-score", "pk")


def pair_within(member: Membership, pair_id: int, kind: str = "") -> Pair | None:
    """One pair of the member's network."""
    found = Pair.objects.filter(network_id=member.network_id, pk=pair_id)
    return (found.filter(kind=kind) if kind else found).first()


def rows_of(pairs: Sequence[Pair]) -> list[PairRow]:
    """The pairs of one kind with their records; one whose record is gone is left out. One query."""
    there = records_of(pairs[0].kind, [pk for pair in pairs for pk in (pair.first, pair.second)]) if pairs else {}
    found = []
    for pair in pairs:
        if pair.first in there and pair.second in there:
            told = pair.reasons if isinstance(pair.reasons, dict) else {"for": pair.reasons}
            likely = pair.score >= LIKELY
            found.append(
                PairRow(
                    pair, there[pair.first], there[pair.second], likely, told.get("for", []), told.get("against", [])
                )
            )
    return found


def records_of(kind: str, ids: Iterable[int]) -> dict[int, Any]:
    """Offers or partners by id. Inside the tenant."""
    if kind == Kind.OFFER:
        return dict(Offer.objects.select_related("organisation", "social_space", "network").in_bulk(list(ids)))
    return dict(Organisation.objects.select_related("type", "looked_after_by__user").in_bulk(list(ids)))


def merges_of(member: Membership) -> QuerySet[Merge]:
    """What was made one, what stands first, the newest first."""
    undone = Case(When(undone_at__isnull=True, then=0), default=1, output_field=IntegerField())
    return Merge.objects.filter(network_id=member.network_id).defer("before").order_by(undone, "-at", "-pk")


def merge_within(member: Membership, merge_id: int) -> Merge | None:
    """One merge of the member's network."""
    return Merge.objects.filter(network_id=member.network_id, pk=merge_id).first()


def merge_rows(merges: Sequence[Merge]) -> list[MergeRow]:
    """The merges with their records. Two queries at most."""
    there = {
        kind: records_of(kind, [pk for one in merges if one.kind == kind for pk in (one.kept, one.gone)])
        for kind in (Kind.OFFER, Kind.ORGANISATION)
    }
    return [MergeRow(one, there[Kind(one.kind)].get(one.kept), there[Kind(one.kind)].get(one.gone)) for one in merges]
