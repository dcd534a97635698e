"""What goes into an issue: what is new, what has changed for families, what takes place in the coming weeks.

An issue keeps ids only. What it says of an offer is read from the published catalogue when it is sent or shown, so an
offer that was withdrawn meanwhile is in no mail and no archive.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import orjson

from nestwerk.catalogue.records import OfferRecord
from nestwerk.common.dates import Occurrence, occurrences, readable

from ..brochure.variants import chapters_of
from ..handbook.fitting import meets
from .readers import ANY_AGE, BANDS, PARENTS, PREGNANT, quiet_topic

NEW, CHANGED, DATES = "new", "changed", "dates"
SECTIONS = (NEW, CHANGED, DATES)
DAYS = timedelta(days=31)
MOST = 60  # of a section in an issue
MOST_SENT = 15  # of a section in one mail
TELLING = (
    "title", "summary", "description", "organisation", "offer_types", "age_from_months", "age_to_months", "languages",
    "access", "cost_kind", "cost_note", "street", "postal_code", "city", "hidden_address", "phone", "email", "website",
    "opening_hours", "paused", "dates",
)  # fmt: skip  # a new confirmation is no news


def telling(offer: OfferRecord) -> str:
    """A mark of what families notice about an offer."""
    told = orjson.dumps([getattr(offer, name) for name in TELLING])
    return hashlib.blake2b(told, digest_size=9).hexdigest()


def marks(offers: Iterable[OfferRecord]) -> dict[str, str]:
    """The marks of all offers by id: what the next issue is compared with."""
    return {offer.id: telling(offer) for offer in offers}


def may_stand(offer: OfferRecord, audience: str) -> bool:
    """Whether an issue for these readers may name an offer: none that pauses, to parents none that tells too much."""
    if offer.paused:
        return False
    quiet = offer.hidden_address or quiet_topic(offer.offer_types, offer.needs, offer.target_groups)
    return audience != PARENTS or not quiet


def candidates(
    offers: Iterable[OfferRecord],
    audience: str,
    *,
    known: Mapping[str, str] | None,
    recent: frozenset[str],
    today: date,
    land: str,
) -> dict[str, list[str]]:
    """Ids by section. ``known``: the marks of the last issue; None for the first one, then ``recent`` is new."""
    found: dict[str, list[str]] = {section: [] for section in SECTIONS}
    for offer in offers:
        if not may_stand(offer, audience):
            continue
        if offer.id in recent if known is None else offer.id not in known:
            found[NEW].append(offer.id)
        elif known is not None and known[offer.id] != telling(offer):
            found[CHANGED].append(offer.id)
        if days_of(offer, today, land):
            found[DATES].append(offer.id)
    return {section: ids[:MOST] for section, ids in found.items()}


def days_of(offer: OfferRecord, start: date, land: str) -> tuple[Occurrence, ...]:
    """When an offer takes place in the window that begins on ``start``, without what is cancelled."""
    every = (one for series in readable(offer.dates) for one in occurrences(series, start, start + DAYS, land=land))
    return tuple(sorted((one for one in every if not one.cancelled), key=lambda one: one.starts_at))


def fits(offer: OfferRecord, audience: str, band: str, topics: Sequence[str]) -> bool:
    """Whether an offer is for this reader: her child's age, or her topics. No age or no topic: everything."""
    if audience == PARENTS:
        if band == ANY_AGE:
            return True
        return (band == PREGNANT and "tg.pregnant" in offer.target_groups) or meets(offer, *BANDS[band])
    return not topics or not set(topics).isdisjoint(chapters_of(offer.offer_types))


def content(kept: Mapping[str, Sequence[str]], taken: Iterable[str], start: date) -> dict[str, Any]:
    """What an issue keeps: of each section the ids somebody left in (``section:id``), and where its window begins."""
    wanted = set(taken)
    chosen = {section: [one for one in kept[section] if f"{section}:{one}" in wanted] for section in SECTIONS}
    return {**chosen, "start": start.isoformat()}


def without(content: Mapping[str, Any], gone: frozenset[str]) -> dict[str, Any]:
    """What an issue keeps, but for offers that may be named no longer."""
    return {key: [one for one in kept if one not in gone] if key in SECTIONS else kept for key, kept in content.items()}
