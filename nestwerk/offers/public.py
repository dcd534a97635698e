"""What the published catalogue may know of offers: built field by field, so that a new column stays private.

A hidden address (a women's shelter) loses street, postal code, city, position and the region that would
narrow it down right here, at the only door; no page, API, export or print can leak what it never had.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

from nestwerk.common.tenancy import PUBLISHER
from nestwerk.networks.public import position_of

from .editing.fields import EDITABLE, from_json
from .models import Offer

PRIVATE = ("prevention_level", "extra", "imported_at", "external_id", "merged_into", "version")  # not the publisher's


@dataclass(frozen=True, slots=True)
class PublicOffer:
    """A published offer as anyone may see it. Empty and None mean unknown."""

    public_id: str
    organisation_pk: int
    source: str
    title: str
    summary: str
    description: str
    offer_types: tuple[str, ...]
    needs: tuple[str, ...]
    target_groups: tuple[str, ...]
    age_from_months: int | None
    age_to_months: int | None
    languages: tuple[str, ...]
    interpreter: str
    access: tuple[str, ...]
    cost_kind: str
    cost_note: str
    anonymous: bool | None
    certificate: bool | None
    carriers: tuple[str, ...]
    funders: tuple[str, ...]
    street: str
    postal_code: str
    city: str
    lat: float | None
    lon: float | None
    position_exact: bool
    hidden_address: bool
    served_postal_codes: tuple[str, ...]
    served_ags: tuple[str, ...]
    social_space: str
    phone: str
    email: str
    website: str
    sms: str
    messenger: str
    chat: str
    video: str
    opening_hours: str
    wheelchair: str
    last_verified: str


def published_offers(network_pk: int, *, using: str = PUBLISHER) -> Iterator[PublicOffer]:
    """Every published offer of a network, streamed in one query."""
    rows = (
        Offer.objects.using(using)
        .filter(network_id=network_pk, status=Offer.Status.PUBLISHED, hidden_at__isnull=True)
        .defer(*PRIVATE)
        .select_related("social_space")
        .order_by("pk")
    )
    for row in rows.iterator(chunk_size=2000):
        yield _offer(row)


def offer_with(row: Offer, values: Mapping[str, Any]) -> PublicOffer:
    """The offer as anyone would see it if these values (as a draft holds them) were approved. Nothing is written."""
    seen = copy(row)
    for name in EDITABLE:
        if name in values:
            setattr(seen, name, from_json(name, values[name]))
    if {"street", "postal_code", "city"} & set(values):
        seen.lat, seen.lon = position_of(seen.postal_code) or (None, None)
        seen.position_exact = False
    return _offer(seen)


def _offer(row: Offer) -> PublicOffer:
    hidden = row.hidden_address
    return PublicOffer(
        public_id=str(row.public_id),
        organisation_pk=row.organisation_id,
        source=row.source,
        title=row.title,
        summary=row.summary,
        description=row.description,
        offer_types=tuple(row.offer_types),
        needs=tuple(row.needs),
        target_groups=tuple(row.target_groups),
        age_from_months=row.age_from_months,
        age_to_months=row.age_to_months,
        languages=tuple(row.languages),
        interpreter=row.interpreter,
        access=tuple(row.access),
        cost_kind=row.cost_kind,
        cost_note=row.cost_note,
        anonymous=row.anonymous,
        certificate=row.certificate,
        carriers=tuple(row.carriers),
        funders=tuple(row.funders),
        street="" if hidden else row.street,
        postal_code="" if hidden else row.postal_code,
        city="" if hidden else row.city,
        lat=None if hidden else row.lat,
        lon=None if hidden else row.lon,
        position_exact=False if hidden else row.position_exact,
        hidden_address=hidden,
        served_postal_codes=() if hidden else tuple(row.served_postal_codes),
        served_ags=tuple(ags[:5] for ags in row.served_ags) if hidden else tuple(row.served_ags),
        social_space="" if hidden or row.social_space is None else row.social_space.slug,
        phone=row.phone,
        email=row.email,
        website=row.website,
        sms=row.sms,
        messenger=row.messenger,
        chat=row.chat,
        video=row.video,
        opening_hours=row.opening_hours,
        wheelchair=row.wheelchair,
        last_verified=row.last_verified_on.isoformat() if row.last_verified_on else "",
    )
