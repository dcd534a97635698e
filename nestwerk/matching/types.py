"""What goes into the matching core and what comes out. Plain values: no Django, no clock, no I/O.

Units: ages in months (pregnancy −9 to −1, birth 0), distances in kilometres, positions in
WGS 84 degrees, days as ``date.toordinal()``. Codes are those of the taxonomy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

EMERGENCIES = (
    "need.losing_control",
    "need.suicidality",
    "need.violence",
    "need.poisoning",
    "need.acute_danger",
)


@dataclass(frozen=True, slots=True)
class Term:
    """One taxonomy term as the core sees it. ``phrases`` are search input and never shown."""

    code: str
    kind: str  # need, offer_type, target_group, partner_type, prevention_level
    phrases: Mapping[str, tuple[str, ...]]  # language → ways of saying it (labels, synonyms, lexicon)


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality or postal code. ``names`` in every script it is known by, the German one first."""

    key: str  # unique and stable, e.g. "gn:2831403" or "plz:96515"
    name: str
    names: tuple[str, ...]
    postal_codes: tuple[str, ...]
    lat: float
    lon: float
    population: int = 0
    ags: str = ""  # municipality (8) or county (5) key, empty if unknown


@dataclass(frozen=True, slots=True)
class Context:
    """What is known besides the words typed. Explicit choices override what the words say."""

    language: str = "de"  # of the page; a hint only, words of every language are understood
    near: Place | None = None
    age_months: int | None = None
    age_stage: str = ""  # of ``fit.STAGES``, chosen by hand: its whole span stays in, whichever month stands for it
    network: str = ""  # slug of the home network
    home: tuple[float, float] | None = None  # centre of the home network: disambiguates places of one name
    without: frozenset[str] = frozenset()  # chips the reader took away: codes, "place", "age", "cost", "language:tr" …
    needs: tuple[str, ...] = ()
    offer_types: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    cost: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A word as typed and the word it was taken for."""

    typed: str
    taken_as: str


@dataclass(frozen=True, slots=True)
class Understood:
    """What the core made of the words. Weights are 0 to 1, strongest first."""

    text: str
    needs: tuple[tuple[str, float], ...] = ()
    offer_types: tuple[tuple[str, float], ...] = ()
    target_groups: tuple[tuple[str, float], ...] = ()
    place: Place | None = None
    place_from_words: bool = False
    age_months: int | None = None
    age_exact: bool = False
    languages: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    cost: str | None = None
    anonymous: bool = False
    emergency: tuple[str, ...] = ()  # subset of EMERGENCIES
    signs: tuple[str, ...] = ()  # medical signs that lead to 112 / 116 117 first, e.g. "sign.infant_fever"
    perhaps: str = ""  # one of EMERGENCIES: a suspicion where both are empty, to be said quietly
    corrections: tuple[Correction, ...] = ()
    unknown: tuple[str, ...] = ()
    words: tuple[tuple[str, float], ...] = ()  # analysed words for the text index, with weights
    own_needs: tuple[tuple[str, float], ...] = ()  # what the words say, without what was chosen by hand beside them
    own_types: tuple[tuple[str, float], ...] = ()
    explicit: frozenset[str] = frozenset()  # filters the reader set by hand: these exclude, understood words only rank


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """One published offer as the index needs it. ``None`` and empty mean unknown, never "no"."""

    id: str
    network: str
    title: str
    summary: str = ""
    description: str = ""
    organisation: str = ""
    offer_types: tuple[str, ...] = ()  # the first is the main one
    needs: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    age_from_months: int | None = None
    age_to_months: int | None = None
    languages: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    cost_kind: str | None = None
    anonymous: bool | None = None
    certificate: bool | None = None
    interpreter: str | None = None  # yes, on_request, no
    postal_code: str = ""
    lat: float | None = None  # None where there is no venue or the address is hidden
    lon: float | None = None
    served_postal_codes: tuple[str, ...] = ()
    served_ags: tuple[str, ...] = ()
    last_verified: int | None = None  # day ordinal
    paused: bool = False
    without_voice: bool = False  # it can be reached in writing or by video
    translated: tuple[str, ...] = ()  # its title in other languages


class Reason(NamedTuple):
    """Why a result is there; a code and values, worded per language by the finder.

    Codes: need(term), type(term), group(term), age(from, to), language(code), interpreter(kind),
    access(code), cost(kind), anonymous(), certificate(), place(name, km), serves(name), words(word).
    Never carries a sensitive term (illness, addiction, violence, poverty, prison).
    """

    code: str
    values: Mapping[str, str | int | float] = MappingProxyType({})


class Hit(NamedTuple):
    """One ranked offer: where it stands in its segment, how well it fits and why."""

    segment: int
    row: int
    id: str
    network: str
    score: float
    distance_km: float | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The answer: ``match`` is good, weak or none; ``facets`` counts what each further filter would leave."""

    match: str
    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
