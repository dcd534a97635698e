"""What the workspace reads about offers, as far as a role reaches. Each function asks a fixed number of questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from django.db.models import Model, QuerySet

from nestwerk.networks.models import Membership
from nestwerk.networks.rights import reach
from nestwerk.partners.models import Organisation
from nestwerk.taxonomy.models import Term

from ..listing import OfferRow, Places
from ..models import Offer, ProblemReport
from ..rules.freshness import clock_day
from .finding_keys import KEYS
from .upkeep import upkeep_of

Row = TypeVar("Row", bound=Model)
CHUNK = 500  # offers read at once for a file


def offers_for(member: Membership, page: str = "offers:list") -> QuerySet[Offer]:
    """The offers of the member's network that ``page`` may show her, as the table of rights says."""
    return _within(Offer.objects.filter(network_id=member.network_id), member, page)


def _within(rows: QuerySet[Row], member: Membership, page: str, offer: str = "") -> QuerySet[Row]:
    """The rows ``page`` reaches for her. ``offer``: the way from a row to its offer, e.g. ``offer__``."""
    match reach(member.role, page):
        case "network":
            return rows
        case "spaces":
            return rows.filter(**{f"{offer}social_space__slug__in": member.spaces})
        case "own":
            return rows.filter(**{f"{offer}organisation_id__in": member.organisations})
        case _:
            return rows.none()


def offer_rows(member: Membership, page: str = "offers:list") -> list[OfferRow]:
    """All offers within reach, as small as a list needs them; a secret place stays out."""
    columns = ("pk", "title", "organisation_id", "organisation__name", "offer_types", "status", "last_verified_on",
               "due_on", "city", "hidden_address", "confirmed_at", "quality__score", KEYS,
               "places_free", "waiting_weeks", "places_until")  # fmt: skip
    upkeep = upkeep_of(member.network_id)
    rows = []
    for found in offers_for(member, page).order_by("pk").values_list(*columns):
        pk, title, partner_id, partner, types, status, verified_on, due_on, city, hidden, confirmed_at, *rest = found
        score, keys, *places = rest
        day, place = clock_day(confirmed_at, due_on, types, upkeep), "" if hidden else city
        row = OfferRow(pk, title, partner_id, partner, types, status, verified_on, day, place, confirmed_at)
        rows.append(row._replace(score=score, findings=keys or (), places=Places(*places)))
    return rows


def offers_in_order(member: Membership, ids: Sequence[int], page: str) -> Iterator[Offer]:
    """These offers in this order, read in pieces; one that has gone or is out of reach by now is left out."""
    for start in range(0, len(ids), CHUNK):
        piece = ids[start : start + CHUNK]
        there = offers_for(member, page).select_related("organisation", "social_space").in_bulk(piece)
        yield from (there[pk] for pk in piece if pk in there)


def offer_for(member: Membership, offer_id: int) -> Offer | None:
    """One offer within reach."""
    offers = offers_for(member, "offers:detail").select_related("organisation", "social_space")
    return offers.filter(pk=offer_id).first()


def labels_of(kind: str) -> dict[str, str]:
    """The terms of a kind in their order: label by code."""
    return dict(Term.objects.filter(kind=kind).values_list("code", "de"))


def labels_for(offer: Offer) -> dict[str, str]:
    """The labels of the terms an offer names."""
    codes = [*offer.offer_types, *offer.needs, *offer.target_groups, offer.prevention_level]
    return dict(Term.objects.filter(code__in=codes).values_list("code", "de"))


def reports_for(member: Membership, page: str = "offers:reports") -> QuerySet[ProblemReport]:
    """What was told about the offers within reach, newest first."""
    reports = ProblemReport.objects.filter(network_id=member.network_id).select_related("offer__organisation")
    return _within(reports, member, page, "offer__")


def partner_for(member: Membership, organisation_id: int) -> Organisation | None:
    """One partner within reach, with whoever looks after it."""
    partners = Organisation.objects.filter(network_id=member.network_id, pk=organisation_id)
    if reach(member.role, "offers:partner") == "own":
        partners = partners.filter(pk__in=member.organisations)
    return partners.select_related("type", "looked_after_by__user").first()
