"""What the published snapshot holds, as its readers see it: frozen, language-neutral, public fields only.

Empty strings, empty tuples and ``None`` mean unknown, never "no". Days are ISO strings.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class TermRecord:
    """A taxonomy term with its labels by language (``de``, ``de-einfach``, ``en`` …). Synonyms are not here."""

    code: str
    kind: str
    labels: dict[str, str]
    shown: bool = True  # False: steers the search but is never shown as a statement about the reader
    urgency: str = "information"  # emergency, soon, information


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """Ways to get in touch; an office, never a person."""

    role: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    sms: str = ""
    messenger: str = ""
    chat: str = ""
    video: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    opening_hours: str = ""


@dataclass(frozen=True, slots=True)
class SpaceRecord:
    """A social space: a region inside a network with its own contact."""

    slug: str
    name: str
    contact: ContactRecord
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrganisationRecord:
    """A partner of the network: an institution or a single person in practice."""

    id: str
    name: str
    type: str
    sector: str
    offers: int
    no_bulk: bool = False  # True: a single person who stands on pages, but in no whole data set


@dataclass(frozen=True, slots=True)
class NetworkRecord:
    """A network as its public pages show it."""

    slug: str
    name: str
    short_name: str  # of the area, e.g. "Landkreis Sonneberg"
    ags: tuple[str, ...]
    land: str  # two letters, e.g. "TH": public holidays, poison number
    kind: str
    intro: dict[str, str]  # by language
    contact: ContactRecord
    languages: tuple[str, ...]
    accent: str  # the network's wish, "#rrggbb"; the pages darken or lighten it until it is readable
    logo: str  # URL path or empty
    unverified: bool  # the data is for demonstration: every page says so
    lat: float
    lon: float
    spaces: tuple[SpaceRecord, ...]
    organisations: tuple[OrganisationRecord, ...]
    places: tuple[tuple[str, str, float, float], ...]  # (name, ags, lat, lon) of its municipalities, for the map
    postal_codes: tuple[str, ...]
    outline: tuple[tuple[tuple[float, float], ...], ...] = ()  # rings of (lat, lon) for the map
    imprint: dict[str, str] = field(default_factory=dict)  # operator, address, supervisory …
    vacant: bool = False  # nobody coordinates it
    absent_until: str = ""  # the day until which nobody is there


@dataclass(frozen=True, slots=True)
class OfferRecord:
    """One published offer. A hidden address leaves street, postal code, city and position empty."""

    id: str
    network: str
    title: str
    summary: str
    description: str
    organisation: str
    organisation_id: str
    organisation_type: str
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
    position_exact: bool  # False: centre of the postal code
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
    source: str
    unverified: bool
    confirmed_how: str = ""  # provider, phone; empty: somebody
    clock: str = ""  # the day until which it counts as confirmed; empty: no clock runs
    paused: bool = False
    pause_reason: str = ""
    paused_until: str = ""  # the day it is back; empty: nobody knows, then it stands in no list
    season: str = ""  # as common.season writes it
    places_free: int | None = None
    waiting_weeks: int | None = None
    places_until: str = ""  # the last day on which the two may be shown
    dates: tuple[dict[str, Any], ...] = ()  # series as common.dates writes them
    texts: dict[str, dict[str, Any]] = field(default_factory=dict)  # language → title, summary, description, changed
    answers: tuple[tuple[str, str], ...] = ()  # (month "2026-11", what was changed for families), newest first
    land: str = ""  # whose public holidays hold at the venue ("TH"); empty: nobody knows, those of the network
    no_bulk: bool = False  # True: by a single person who stands on pages and in answers, but in no whole data set


@dataclass(frozen=True, slots=True)
class HelplineRecord:
    """One line of the emergency block. ``lands`` empty: everywhere; ``audience`` parents or professionals."""

    key: str
    audience: str
    kinds: tuple[str, ...]  # emergency needs and situations it is for, e.g. "need.poisoning", "comfort"
    names: dict[str, str]
    notes: dict[str, str]
    phone: str
    sms: str
    chat: str
    website: str
    fax: str
    opening_hours: str
    languages: tuple[str, ...]
    lands: tuple[str, ...]
    without_voice: bool
    checked_on: str
    source: str
