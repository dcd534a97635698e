"""Everything known of an offer, grouped and worded for people who keep the directory. Values in, words out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from babel import Locale

from nestwerk.networks.models import Membership

from .models import Offer
from .rules.sight import may_see_hidden_address, may_see_internal

HIDDEN = "geheim"
_YES = {True: "ja", False: "nein", None: ""}
ADDRESS = ("street", "postal_code", "city", "lat", "lon", "social_space", "served_postal_codes", "served_ags")
INTERNAL = ("prevention_level", "source", "external_id", "extra", "imported_at")


class Group(NamedTuple):
    """A heading and what stands under it: (label, value); an empty value is not known yet."""

    title: str
    facts: Sequence[tuple[str, str]]

    @property
    def known(self) -> list[tuple[str, str]]:
        """What is known."""
        return [(name, value) for name, value in self.facts if value]

    @property
    def unknown(self) -> str:
        """What is not, in one line: what one might ask the provider for."""
        return ", ".join(name for name, value in self.facts if not value)


def facts_of(offer: Offer, member: Membership, *, labels: Mapping[str, str]) -> list[Group]:
    """What this member may know of the offer. ``labels``: of the terms it names, by code."""
    groups = [
        Group("Worum es geht", [*_plain(offer, "summary", "description"), *_terms(offer, labels)]),
        Group("Für wen und wie", [_ages(offer), *_plain(offer, *_HOW)]),
        Group("Wo", _place(offer, secret=not may_see_hidden_address(member, offer))),
        Group("So erreicht man es", _plain(offer, *_REACH)),
        Group("Wer mithilft", _plain(offer, "carriers", "funders")),
    ]
    if may_see_internal(member, offer):
        groups.append(Group("Nur intern", _internal(offer, labels)))
    return groups


_HOW = ("access", "opening_hours", "cost_kind", "cost_note", "languages", "interpreter", "anonymous", "certificate",
        "wheelchair")  # fmt: skip
_REACH = ("phone", "email", "website", "sms", "messenger", "chat", "video")


def label(name: str) -> str:
    """What a column of an offer is called."""
    return str(Offer._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def shown(offer: Offer, name: str) -> str:
    """A column's value as words; empty if it is not known."""
    value = getattr(offer, name)
    if name == "access":
        known = dict(Offer.Access.choices)
        return ", ".join(str(known.get(code, code)) for code in value)
    if name == "languages":
        return ", ".join(_language(code) for code in value)
    if isinstance(value, bool) or value is None:
        return _YES[value]
    if isinstance(value, list):
        return ", ".join(value)
    getter = getattr(offer, f"get_{name}_display", None)
    return str(getter() if getter else value)


@cache
def _language(code: str) -> str:
    return str(Locale("de").languages.get(code, code))


def _plain(offer: Offer, *names: str) -> list[tuple[str, str]]:
    return [(label(name), shown(offer, name)) for name in names]


def _terms(offer: Offer, labels: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for name in ("offer_types", "needs", "target_groups"):
        yield label(name), ", ".join(labels.get(code, code) for code in getattr(offer, name))


def _ages(offer: Offer) -> tuple[str, str]:
    first, last = _age(offer.age_from_months), _age(offer.age_to_months)
    if first and last:
        return "Alter", f"{first} bis {last}"
    return "Alter", f"ab {first}" if first else f"bis {last}" if last else ""


def _age(months: int | None) -> str:
    if months is None:
        return ""
    if months < 0:
        return "Schwangerschaft"
    if months == 0:
        return "Geburt"
    if months < 24 or months % 12:
        return f"{months} {'Monat' if months == 1 else 'Monate'}"
    return f"{months // 12} Jahre"


def _place(offer: Offer, *, secret: bool) -> list[tuple[str, str]]:
    hidden = (label("hidden_address"), shown(offer, "hidden_address"))
    if secret:
        return [("Anschrift", HIDDEN), hidden]
    town = f"{offer.postal_code} {offer.city}".strip()
    return [
        ("Anschrift", ", ".join(part for part in (offer.street, town) if part)),
        hidden,
        (label("social_space"), str(offer.social_space or "")),
        *_plain(offer, "served_postal_codes", "served_ags"),
    ]


def _internal(offer: Offer, labels: Mapping[str, str]) -> list[tuple[str, str]]:
    return [
        ("Präventionsebene", labels.get(offer.prevention_level, offer.prevention_level)),
        *_plain(offer, "source", "external_id"),
        *((str(name), str(value)) for name, value in offer.extra.items()),
    ]
