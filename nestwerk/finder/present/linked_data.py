"""What a page says to machines: schema.org as JSON-LD. Pure: records in, a data block out.

Only what the page itself says, only what is known: an unknown price is no price, a hidden address no place. The types
are ``GovernmentService`` where an authority offers it and ``Service`` elsewhere, ``Event`` for each of the next dates,
``Organization`` for a network.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson
from markupsafe import Markup

from nestwerk.catalogue.records import NetworkRecord, OfferRecord, TermRecord
from nestwerk.common import hours
from nestwerk.common.dates import DateError, Occurrence, Series, next_dates

CONTEXT = "https://schema.org"
DATES = 10
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_AUTHORITIES = frozenset({"authority"})
_HARMLESS = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def data_block(things: Sequence[Mapping[str, Any]]) -> Markup:
    """The data block of a page. Nothing in it can end the block or begin a tag."""
    graph = things[0] if len(things) == 1 else {"@graph": list(things)}
    written = orjson.dumps({"@context": CONTEXT, **graph}).decode().translate(_HARMLESS)
    return Markup(f'<script type="application/ld+json">{written}</script>')  # noqa: S704 - made harmless above


def offer_data(
    offer: OfferRecord, network: NetworkRecord, terms: Mapping[str, TermRecord], base: str, at: datetime
) -> list[dict[str, Any]]:
    """A service and its next dates after ``at``. ``base``: public address of the installation."""
    address = f"{base}/{network.slug}/angebote/{offer.id}"
    sector = next((one.sector for one in network.organisations if one.id == offer.organisation_id), "")
    by_authority = sector in _AUTHORITIES
    provider = {"@type": "GovernmentOrganization" if by_authority else "Organization", "name": offer.organisation}
    labels = [term.labels["de"] for code in offer.offer_types if (term := terms.get(code))]
    service = _known(
        {
            "@type": "GovernmentService" if by_authority else "Service",
            "@id": f"{address}#angebot",
            "url": address,
            "name": offer.title,
            "description": offer.summary or offer.description[:300],
            "serviceType": labels,
            "provider": provider,
            "areaServed": _area(offer, network),
            "audience": _audience(offer),
            "availableChannel": _channel(offer),
            "hoursAvailable": [] if offer.paused else opening_hours(offer.opening_hours),
            "offers": _price(offer),
        }
    )
    return [service, *(_event(offer, one, provider, address) for one in _next(offer, network.land, at))]


def network_data(network: NetworkRecord, base: str) -> list[dict[str, Any]]:
    """The network as an organisation with its office; never a person."""
    office = network.contact
    return [
        _known(
            {
                "@type": "Organization",
                "@id": f"{base}/{network.slug}/#netzwerk",
                "name": network.name,
                "url": f"{base}/{network.slug}/",
                "description": network.intro.get("de", ""),
                "logo": f"{base}{network.logo}" if network.logo else "",
                "areaServed": [_county(network)],
                "address": _address(office.street, office.postal_code, office.city),
                "contactPoint": _known(
                    {
                        "@type": "ContactPoint",
                        "contactType": office.role,
                        "telephone": office.phone,
                        "email": office.email,
                        "url": office.website,
                        "availableLanguage": list(network.languages),
                        "hoursAvailable": opening_hours(office.opening_hours),
                    }
                ),
            }
        )
    ]


def opening_hours(expression: str) -> list[dict[str, Any]]:
    """The plain weekdays of opening hours; what holds in some weeks or months only is left out."""
    found = []
    for line in hours.describe(expression) if expression else ():
        special = line.nth or line.months or line.weeks or line.holidays or not line.complete
        if special or line.state != "open" or not line.weekdays:
            continue
        for opens, closes in line.spans:
            days = [_DAYS[day] for day in line.weekdays]
            found.append(
                _known({"@type": "OpeningHoursSpecification", "dayOfWeek": days, "opens": opens, "closes": closes})
            )
    return found


def _known(values: dict[str, Any]) -> dict[str, Any]:
    """Without what nobody knows; a thing of which nothing but its type is left is none."""
    kept = {name: value for name, value in values.items() if value not in (None, "", [], {})}
    return kept if set(kept) - {"@type"} else {}


def _county(network: NetworkRecord) -> dict[str, Any]:
    return _known(
        {
            "@type": "AdministrativeArea",
            "name": network.short_name or network.name,
            "identifier": network.ags[0] if network.ags else "",
        }
    )


def _area(offer: OfferRecord, network: NetworkRecord) -> list[Any]:
    if offer.hidden_address or not offer.served_postal_codes:
        return [_county(network)]
    return [{"@type": "DefinedRegion", "addressCountry": "DE", "postalCode": list(offer.served_postal_codes[:20])}]


def _audience(offer: OfferRecord) -> dict[str, Any]:
    """Ages in years, as the standard wants them; pregnancy and birth are nought."""
    first, last = offer.age_from_months, offer.age_to_months
    return _known(
        {
            "@type": "ParentAudience",
            "childMinAge": None if first is None else round(max(first, 0) / 12, 2),
            "childMaxAge": None if last is None else round(max(last, 0) / 12, 2),
        }
    )


def _channel(offer: OfferRecord) -> dict[str, Any]:
    phone = {"@type": "ContactPoint", "telephone": offer.phone} if offer.phone else None
    sms = {"@type": "ContactPoint", "telephone": offer.sms} if offer.sms else None
    return _known(
        {
            "@type": "ServiceChannel",
            "servicePhone": phone,
            "serviceSmsNumber": sms,
            "serviceUrl": offer.website,
            "serviceLocation": _place(offer),
            "availableLanguage": list(offer.languages),
        }
    )


def _place(offer: OfferRecord) -> dict[str, Any]:
    if offer.hidden_address:
        return {}
    exact = offer.position_exact and offer.lat is not None and offer.lon is not None
    geo = {"@type": "GeoCoordinates", "latitude": offer.lat, "longitude": offer.lon} if exact else None
    return _known({"@type": "Place", "address": _address(offer.street, offer.postal_code, offer.city), "geo": geo})


def _address(street: str, postal_code: str, city: str) -> dict[str, Any]:
    known = _known(
        {"@type": "PostalAddress", "streetAddress": street, "postalCode": postal_code, "addressLocality": city}
    )
    return known | {"addressCountry": "DE"} if known else {}


def _price(offer: OfferRecord) -> dict[str, Any]:
    if offer.cost_kind == "free":
        return {"@type": "Offer", "price": 0, "priceCurrency": "EUR"}
    return _known({"@type": "Offer", "description": offer.cost_note})


def _next(offer: OfferRecord, land: str, at: datetime) -> list[Occurrence]:
    found: list[Occurrence] = []
    for kept in () if offer.paused else offer.dates:
        try:
            found += next_dates(Series.from_dict(kept), at, DATES, land=land)
        except DateError:
            continue
    return sorted(found, key=lambda one: (one.starts_at, one.cancelled))[:DATES]


def _event(offer: OfferRecord, one: Occurrence, provider: Mapping[str, Any], address: str) -> dict[str, Any]:
    place = _place(offer)
    if one.place and not offer.hidden_address:
        place = {"@type": "Place", "name": one.place} | place
    timed = one.begins is not None
    return _known(
        {
            "@type": "Event",
            "name": offer.title,
            "url": address,
            "startDate": one.starts_at.isoformat() if timed else one.day.isoformat(),
            "endDate": one.ends_at.isoformat() if timed and one.ends is not None else None,
            "eventStatus": f"{CONTEXT}/{'EventCancelled' if one.cancelled else 'EventScheduled'}",
            "location": place,
            "organizer": dict(provider),
            "isAccessibleForFree": True if offer.cost_kind == "free" else None,
        }
    )
