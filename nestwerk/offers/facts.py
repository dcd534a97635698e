"""Everything known of an offer, grouped and worded for people who keep the directory. Values in, words out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from nestwerk.networks.models import Membership

from .at_a_glance import pause, places
from .compare import Names
from .compare.values import age, in_words, language
from .editing.fields import current, label
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


def facts_of(offer: Offer, member: Membership, *, labels: Mapping[str, str], today: date) -> list[Group]:
    """What this member may know of the offer. ``labels``: of the terms it names, by code."""
    groups = [
        Group("Worum es geht", [*_plain(offer, "summary", "description"), *_terms(offer, labels)]),
        Group("Für wen und wie", [_ages(offer), *_plain(offer, *_HOW)]),
        Group("Wann", [*_worded(offer, ("opening_hours",), today), *_if_known(offer, today)]),
        Group("Wo", _place(offer, secret=not may_see_hidden_address(member, offer))),
        Group("So erreicht man es", _plain(offer, *_REACH)),
        Group("Wer mithilft", _plain(offer, "carriers", "funders")),
    ]
    if may_see_internal(member, offer):
        groups.append(Group("Nur intern", _internal(offer, labels)))
    return groups


_HOW = ("access", "cost_kind", "cost_note", "languages", "interpreter", "anonymous", "certificate",
        "wheelchair")  # fmt: skip
_REACH = ("phone", "email", "website", "sms", "messenger", "chat", "video")


def shown(offer: Offer, name: str) -> str:
    """A column's value as words; empty if it is not known."""
    value = getattr(offer, name)
    if name == "access":
        known = dict(Offer.Access.choices)
        return ", ".join(str(known.get(code, code)) for code in value)
    if name == "languages":
        return ", ".join(language(code) for code in value)
    if isinstance(value, bool) or value is None:
        return _YES[value]
    if isinstance(value, list):
        return ", ".join(value)
    getter = getattr(offer, f"get_{name}_display", None)
    return str(getter() if getter else value)


def _plain(offer: Offer, *names: str) -> list[tuple[str, str]]:
    return [(label(name), shown(offer, name)) for name in names]


def _worded(offer: Offer, names: Sequence[str], today: date) -> list[tuple[str, str]]:
    words = Names(today=today)
    return [(label(name), "\n".join(in_words(name, value, words))) for name, value in current(offer, names).items()]


def _if_known(offer: Offer, today: date) -> list[tuple[str, str]]:
    """What most offers need not say: nobody is asked for it."""
    said = [
        *_worded(offer, ("dates", "season"), today),
        ("Pause", ", ".join(pause(offer))),
        ("Plätze", ", ".join(places(offer, today))),
        *_worded(offer, ("texts",), today),
    ]
    return [(name, value) for name, value in said if value]


def _terms(offer: Offer, labels: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for name in ("offer_types", "needs", "target_groups"):
        yield label(name), ", ".join(labels.get(code, code) for code in getattr(offer, name))


def _ages(offer: Offer) -> tuple[str, str]:
    first, last = age(offer.age_from_months), age(offer.age_to_months)
    if first and last:
        return "Alter", f"{first} bis {last}"
    return "Alter", f"ab {first}" if first else f"bis {last}" if last else ""


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
