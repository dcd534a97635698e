"""From public dataclasses to the records of a snapshot: a network, its offers, and what is searched of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from nestwerk.common.order import german_key
from nestwerk.common.season import Season, SeasonError, is_visible
from nestwerk.matching.types import OfferFacts
from nestwerk.networks import public as networks
from nestwerk.offers import public as offers
from nestwerk.partners import public as partners

from .records import ContactRecord, NetworkRecord, OfferRecord, OrganisationRecord, SpaceRecord


def rests(record: OfferRecord, today: date) -> bool:
    """Whether an offer stands in no list: out of its season, or pausing and nobody knows until when."""
    if record.paused and not record.paused_until:
        return True
    try:
        return not is_visible(Season.from_text(record.season), today)
    except SeasonError:  # nobody can say: it is shown all year
        return False


def silent_ways(record: OfferRecord) -> tuple[str, ...]:
    """Ways to reach an offer without the voice, as its record names them. A website alone says nothing about it."""
    return tuple(way for way in ("email", "sms", "messenger", "chat", "video") if getattr(record, way))


def facts(record: OfferRecord) -> OfferFacts:
    """What the search index needs of a record."""
    return OfferFacts(
        id=record.id,
        network=record.network,
        title=record.title,
        summary=record.summary,
        description=record.description,
        organisation=record.organisation,
        offer_types=record.offer_types,
        needs=record.needs,
        target_groups=record.target_groups,
        age_from_months=record.age_from_months,
        age_to_months=record.age_to_months,
        languages=record.languages,
        access=record.access,
        cost_kind=record.cost_kind or None,
        anonymous=record.anonymous,
        certificate=record.certificate,
        interpreter=record.interpreter or None,
        postal_code=record.postal_code,
        lat=record.lat,
        lon=record.lon,
        served_postal_codes=record.served_postal_codes,
        served_ags=record.served_ags,
        last_verified=date.fromisoformat(record.last_verified).toordinal() if record.last_verified else None,
        paused=record.paused,
        without_voice=bool(silent_ways(record)),
        translated=tuple(text["title"] for text in record.texts.values() if text["title"]),
    )


def network_record(
    network: networks.PublicNetwork,
    organisations: list[partners.PublicOrganisation],
    counts: dict[str, int],
    seat: offers.PublicSeat,
) -> NetworkRecord:
    """A network's page; ``counts``: offers in lists by id of the organisation."""
    located = [m for m in network.municipalities if m.lat is not None and m.lon is not None]
    centre = (
        (network.lat, network.lon)
        if network.lat is not None and network.lon is not None
        else _middle([(m.lat or 0.0, m.lon or 0.0) for m in located], network.ags)
    )
    return NetworkRecord(
        slug=network.slug,
        name=network.name,
        short_name=network.short_name,
        ags=network.ags,
        land=network.land,
        kind=network.kind,
        intro=network.intro,
        contact=_contact(network.contact),
        languages=network.languages,
        accent=network.accent,
        logo=f"/{network.slug}/logo" if network.logo else "",
        unverified=network.unverified,
        lat=centre[0],
        lon=centre[1],
        spaces=tuple(
            SpaceRecord(slug=s.slug, name=s.name, contact=_contact(s.contact), places=s.places) for s in network.spaces
        ),
        organisations=tuple(
            sorted(
                (
                    OrganisationRecord(
                        id=o.public_id,
                        name=o.name,
                        type=o.type,
                        sector=o.sector,
                        offers=counts[o.public_id],
                        no_bulk=not o.bulk,
                    )
                    for o in organisations
                    if o.public_id in counts  # who offers nothing in public is not named in public
                ),
                key=lambda o: german_key(o.name),
            )
        ),
        places=tuple((m.name, m.ags, m.lat or 0.0, m.lon or 0.0) for m in located),
        postal_codes=tuple(sorted({code for m in network.municipalities for code in m.postal_codes})),
        outline=network.outline,
        imprint={key: str(value) for key, value in network.imprint.items()},
        vacant=seat.vacant,
        absent_until=seat.absent_until,
    )


def _middle(points: list[tuple[float, float]], ags: tuple[str, ...]) -> tuple[float, float]:
    """The mean of the points; without any, the middle of the county's postal codes."""
    points = points or networks.county_positions(ags)
    if not points:
        return 0.0, 0.0
    return sum(lat for lat, _ in points) / len(points), sum(lon for _, lon in points) / len(points)


def reach(records: list[OfferRecord]) -> dict[str, Any]:
    """Where a search may mean this network: the box of all places (degrees), postal codes and keys that are served."""
    located = [(r.lat, r.lon) for r in records if r.lat is not None and r.lon is not None]
    lats, lons = [lat for lat, _ in located], [lon for _, lon in located]
    return {
        "box": [min(lats), max(lats), min(lons), max(lons)] if located else None,
        "codes": sorted({code for r in records for code in r.served_postal_codes}),
        "ags": sorted({ags for r in records for ags in r.served_ags}),
    }


def _contact(contact: networks.PublicContact) -> ContactRecord:
    return ContactRecord(
        role=contact.role,
        phone=contact.phone,
        email=contact.email,
        website=contact.website,
        street=contact.street,
        postal_code=contact.postal_code,
        city=contact.city,
        opening_hours=contact.opening_hours,
    )


def offer_record(
    offer: offers.PublicOffer, organisation: partners.PublicOrganisation, network: networks.PublicNetwork
) -> OfferRecord:
    """One offer as the snapshot holds it."""
    return OfferRecord(
        id=offer.public_id,
        network=network.slug,
        title=offer.title,
        summary=offer.summary,
        description=offer.description,
        organisation=organisation.name,
        organisation_id=organisation.public_id,
        organisation_type=organisation.type,
        offer_types=offer.offer_types,
        needs=offer.needs,
        target_groups=offer.target_groups,
        age_from_months=offer.age_from_months,
        age_to_months=offer.age_to_months,
        languages=offer.languages,
        interpreter=offer.interpreter,
        access=offer.access,
        cost_kind=offer.cost_kind,
        cost_note=offer.cost_note,
        anonymous=offer.anonymous,
        certificate=offer.certificate,
        carriers=offer.carriers,
        funders=offer.funders,
        street=offer.street,
        postal_code=offer.postal_code,
        city=offer.city,
        lat=offer.lat,
        lon=offer.lon,
        position_exact=offer.position_exact,
        land=networks.land_of(offer.postal_code),
        hidden_address=offer.hidden_address,
        served_postal_codes=offer.served_postal_codes,
        served_ags=offer.served_ags,
        social_space=offer.social_space,
        phone=offer.phone,
        email=offer.email,
        website=offer.website,
        sms=offer.sms,
        messenger=offer.messenger,
        chat=offer.chat,
        video=offer.video,
        opening_hours=offer.opening_hours,
        wheelchair=offer.wheelchair,
        last_verified=offer.last_verified,
        source=offer.source,
        unverified=network.unverified,
        confirmed_how=offer.confirmed_how,
        clock=offer.clock,
        paused=offer.paused,
        pause_reason=offer.pause_reason,
        paused_until=offer.paused_until,
        season=offer.season,
        places_free=offer.places_free,
        waiting_weeks=offer.waiting_weeks,
        places_until=offer.places_until,
        dates=offer.dates,
        texts=offer.texts,
        answers=offer.answers,
        no_bulk=not organisation.bulk,
    )


def restricted_to(kind: type[Any], values: dict[str, Any]) -> dict[str, Any]:
    """Only the fields the record has; a further column of the source stays private."""
    return {name: values[name] for name in kind.__dataclass_fields__}
