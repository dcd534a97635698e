"""What the published catalogue may know of offers: built field by field, so that a new column stays private.

A hidden address (a women's shelter) loses street, postal code, city, position and the region that would
narrow it down right here, at the only door; no page, API, export or print can leak what it never had. A single person
(a freelance midwife) is public by consent: without it none of her offers, and street, place and position only if she
agreed to that; the region she works in stays. An offer that
pauses without a day of return keeps its kind, who offers it and why it pauses: nothing one could act on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from nestwerk.common.tenancy import PUBLISHER
from nestwerk.networks.public import position_of
from nestwerk.partners.public import agreed_of, persons

from .editing.fields import EDITABLE, from_json
from .editing.languages import PARTS, changed_parts
from .export_cell import as_text_cell
from .imports.format import FORMAT
from .models import Offer, Upkeep
from .queries.seen import NOBODY, Told, answers_by_offer, ways_by_offer
from .queries.withheld import Withheld, withheld
from .rules.freshness import clock_day
from .wording import review as review_wording

__all__ = [
    "INTERCHANGE",
    "PublicOffer",
    "PublicSeat",
    "Withheld",
    "harmless",
    "offer_with",
    "published_offers",
    "review_wording",
    "seat",
    "withheld",
]

INTERCHANGE = FORMAT  # the columns of offers.csv, for whoever writes such a file from the catalogue
harmless = as_text_cell
SEEN = (Offer.Status.PUBLISHED, Offer.Status.PAUSED)
PRIVATE = (
    "prevention_level", "extra", "imported_at", "external_id", "merged_into", "version", "copied_from", "copied_at",
)  # not the publisher's  # fmt: skip


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
    confirmed_how: str = ""  # on the day of ``last_verified``: "provider", "phone"; empty: somebody
    clock: str = ""  # the day until which it counts as confirmed; empty: no clock runs
    paused: bool = False
    pause_reason: str = ""
    paused_until: str = ""  # the day it is back; empty: nobody knows
    season: str = ""  # as common.season writes it
    places_free: int | None = None
    waiting_weeks: int | None = None
    places_until: str = ""  # the last day on which the two may be shown
    dates: tuple[dict[str, Any], ...] = ()  # series as common.dates writes them
    texts: dict[str, dict[str, Any]] = field(default_factory=dict)  # language → title, summary, description, changed
    answers: tuple[tuple[str, str], ...] = ()  # (month "2026-11", what was changed), newest first


@dataclass(frozen=True, slots=True)
class PublicSeat:
    """Whether somebody coordinates a network: ``vacant``, or away until a day (ISO; empty: not away)."""

    vacant: bool
    absent_until: str


def published_offers(network_pk: int, *, using: str = PUBLISHER) -> Iterator[PublicOffer]:
    """Every offer of a network the public may know of, streamed; those that pause among them. Five queries.

    None of a single person who did not agree, none of a partner that was dissolved.
    """
    upkeep, answers = _upkeep(network_pk, using), answers_by_offer(network_pk, using=using)
    ways = ways_by_offer(network_pk, using=using)
    rows = (
        Offer.objects.using(using)
        .filter(network_id=network_pk, status__in=SEEN, hidden_at__isnull=True, organisation__ended_at__isnull=True)
        .defer(*PRIVATE)
        .select_related("social_space")
        .order_by("pk")
    )
    people = persons(network_pk, using=using)
    for row in rows.iterator(chunk_size=2000):
        person = people.get(row.organisation_id)
        if person is not None and not person.public:
            continue
        if row.status == Offer.Status.PAUSED and row.paused_until is None:
            yield _resting(row)
            continue
        told = Told(answers.get(row.pk, ()), *ways.get(row.pk, ("", None)))
        clock = clock_day(row.confirmed_at, row.due_on, row.offer_types, upkeep)
        yield _offer(row, told, clock=clock, address=person is None or person.address)


def seat(network_pk: int, *, using: str = PUBLISHER) -> PublicSeat:
    """Whether somebody coordinates the network."""
    upkeep = _upkeep(network_pk, using)
    return PublicSeat(upkeep.unattended, _iso(upkeep.absent_until))


def _upkeep(network_pk: int, using: str) -> Upkeep:
    return Upkeep.objects.using(using).filter(network_id=network_pk).first() or Upkeep(network_id=network_pk)


def offer_with(row: Offer, values: Mapping[str, Any]) -> PublicOffer:
    """The offer as anyone would see it if these values (as a draft holds them) were approved. Nothing is written."""
    seen = copy(row)
    for name in EDITABLE:
        if name in values:
            setattr(seen, name, from_json(name, values[name]))
    if {"street", "postal_code", "city"} & set(values):
        seen.lat, seen.lon = position_of(seen.postal_code, seen.city) or (None, None)
        seen.position_exact = False
    return _offer(seen, address=agreed_of(row.organisation).address)


def _offer(row: Offer, told: Told = NOBODY, *, clock: date | None = None, address: bool = True) -> PublicOffer:
    hidden = row.hidden_address
    placeless = hidden or not address
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
        street="" if placeless else row.street,
        postal_code="" if placeless else row.postal_code,
        city="" if placeless else row.city,
        lat=None if placeless else row.lat,
        lon=None if placeless else row.lon,
        position_exact=False if placeless else row.position_exact,
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
        last_verified=_iso(row.last_verified_on),
        confirmed_how=told.how if told.on == row.last_verified_on else "",
        clock=_iso(clock),
        paused=row.status == Offer.Status.PAUSED,
        pause_reason=row.pause_reason,
        paused_until=_iso(row.paused_until),
        season=row.season,
        places_free=row.places_free,
        waiting_weeks=row.waiting_weeks,
        places_until=_iso(row.places_until),
        dates=tuple(_without_place(series) if placeless else series for series in row.dates),
        texts=_texts(row),
        answers=told.answers,
    )


def _resting(row: Offer) -> PublicOffer:
    """An offer that pauses and nobody knows until when: what kind it is, by whom, and why it pauses."""
    known: dict[str, Any] = {
        "public_id": str(row.public_id),
        "organisation_pk": row.organisation_id,
        "offer_types": tuple(row.offer_types),
        "hidden_address": row.hidden_address,
        "paused": True,
        "pause_reason": row.pause_reason,
    }
    return PublicOffer(**{**NOTHING, **known})


def _texts(row: Offer) -> dict[str, dict[str, Any]]:
    """The offer in further languages; ``changed``: the German original is not as it was when that was written."""
    original = {part: getattr(row, part) for part in PARTS}
    return {
        code: {part: text.get(part, "") for part in PARTS}
        | {"changed": bool(changed_parts(text.get("of", ""), original))}
        for code, text in row.texts.items()
        if any(text.get(part) for part in PARTS)
    }


def _without_place(series: Mapping[str, Any]) -> dict[str, Any]:
    """Recurring dates that do not tell where: the address is secret."""
    kept = {name: value for name, value in series.items() if name != "place"}
    if "changes" in kept:
        kept["changes"] = [
            {name: value for name, value in change.items() if name != "place"} for change in kept["changes"]
        ]
    return kept


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


_EMPTY: dict[str, Any] = {"str": "", "bool": False, "bool | None": None, "int | None": None, "float | None": None}
NOTHING = {
    name: () if str(one.type).startswith("tuple") else {} if str(one.type).startswith("dict") else _EMPTY[str(one.type)]
    for name, one in PublicOffer.__dataclass_fields__.items()
    if name != "organisation_pk"
}
