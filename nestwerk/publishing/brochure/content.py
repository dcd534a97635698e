"""Everything one brochure says, as plain data for the template: from snapshot, the network's own words and a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from nestwerk.catalogue.public import Snapshot
from nestwerk.catalogue.records import NetworkRecord, OfferRecord, SpaceRecord
from nestwerk.common.order import german_key
from nestwerk.finder.links import Links
from nestwerk.finder.texts import Texts, texts_for
from nestwerk.finder.wording import dates
from nestwerk.finder.wording.labels import label_of

from .emergency import emergency
from .entries import Setting, contact, entry, kinds, place
from .registers import by_need, by_place, calendar
from .variants import Variant, chapters, chapters_of
from .withdrawn import providers_of

LONGEST_FOREWORD = 3000  # characters, so that it fills a page at most
STEP = 100  # offers between two reports of progress
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Funder:
    """Who gives the money: the notice it asks for, and its logo with what is to be seen on it."""

    name: str
    notice: tuple[str, ...] = ()
    logo: bytes = field(default=b"", repr=False)
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What the network itself says in its brochure: its foreword (else the common one stands there), its funders."""

    foreword: tuple[str, ...] = ()
    funders: tuple[Funder, ...] = ()


class NothingToSet(LookupError):
    """The variant names a social space this network does not have."""


def content(
    snap: Snapshot,
    slug: str,
    variant: Variant,
    words: Words,
    *,
    today: date,
    base: str,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """The brochure ``variant`` of a network on the day ``today``. KeyError: unknown network; NothingToSet."""
    network, texts = snap.networks[slug], texts_for(variant.language)
    about = Setting(texts, snap.terms, network, today, base)
    space = _space(network, variant)
    offers = [offer for offer in snap.offers(slug) if _wanted(offer, variant, space)]
    groups = _grouped(offers, variant, texts)
    shown, numbered = _set(groups, len(offers), about, progress)
    links = Links(texts.language)
    return {
        "lang": texts.language.locale.split("_")[0],
        "variant": {"paper": variant.paper, "large": variant.large, "marks": variant.marks},
        "kicker": texts("brochure.kicker"),
        "title": texts("brochure.title"),
        "claim": texts("brochure.claim"),
        "subtitle": _subtitle(variant, space, texts),
        "network": network.name,
        "area": network.short_name or network.name,
        "stand": texts("brochure.stand", day=dates.long_day(today.isoformat(), texts)),
        "demonstration": texts("brochure.demonstration") if network.unverified else "",
        "foreword": _foreword(network, words, texts),
        "how": texts.paragraphs("brochure.how.steps"),
        "emergency": emergency(snap.helplines, network.land, texts),
        "chapters": shown,
        "empty": [] if offers else list(texts.paragraphs("brochure.empty.text")),
        "contact": _office(network, texts),
        "calendar": calendar(numbered, about),
        "needs": by_need(numbered, about),
        "places": by_place(numbered, about) if variant.order == "topic" else [],
        "providers": providers_of(offers),
        "people": _people(network, offers, about),
        "funders": [
            {
                "name": one.name,
                "notice": one.notice,
                "alt": one.alt or texts("brochure.funders.logo_alt", name=one.name),
                "file": "",
            }
            for one in words.funders
        ],
        "imprint": _imprint(network, texts),
        "address": base + links.start(slug),
        "t": _labels(texts),
    }


def _space(network: NetworkRecord, variant: Variant) -> SpaceRecord | None:
    if not variant.space:
        return None
    found = next((space for space in network.spaces if space.slug == variant.space), None)
    if found is None:
        raise NothingToSet(variant.space)
    return found


def _wanted(offer: OfferRecord, variant: Variant, space: SpaceRecord | None) -> bool:
    """In a brochure of a space also what serves the whole network: it has no space."""
    here = space is None or offer.social_space in (space.slug, "")
    return here and (not variant.topic or variant.topic in chapters_of(offer.offer_types))


def _grouped(
    offers: Sequence[OfferRecord], variant: Variant, texts: Texts
) -> list[tuple[str, str, list[OfferRecord], list[OfferRecord]]]:
    """Title and note of each chapter, the offers that stand in it, and those it only points to."""
    own: dict[str, list[OfferRecord]] = defaultdict(list)
    also: dict[str, list[OfferRecord]] = defaultdict(list)
    if variant.order == "place":
        for offer in offers:
            own[offer.city].append(offer)
        cities = sorted(own, key=lambda city: (not city, german_key(city)))
        return [(city or texts("brochure.by_place.elsewhere"), "", own[city], []) for city in cities]
    for offer in offers:
        keys = chapters_of(offer.offer_types)
        home = variant.topic or keys[0]
        own[home].append(offer)
        if not variant.topic:
            for key in keys[1:]:
                also[key].append(offer)
    return [
        (texts(f"brochure.chapter.{key}"), texts(f"brochure.chapter.{key}_note"), own[key], also[key])
        for key in chapters()
        if own[key]
    ]


def _set(
    groups: list[tuple[str, str, list[OfferRecord], list[OfferRecord]]],
    total: int,
    about: Setting,
    progress: Progress | None,
) -> tuple[list[dict[str, Any]], list[tuple[OfferRecord, dict[str, Any]]]]:
    """The chapters with their entries, numbered in the order they stand in; and every offer with its entry."""
    numbered: list[tuple[OfferRecord, dict[str, Any]]] = []
    shown: list[dict[str, Any]] = []
    for title, note, own, also in groups:
        first = len(numbered)
        for offer in own:
            numbered.append((offer, {**entry(offer, len(numbered) + 1, about), "kind": kinds(offer, about)}))
            if progress and len(numbered) % STEP == 0:
                progress(len(numbered), total)
        shown.append({"title": title, "note": note, "offers": [one for _, one in numbered[first:]], "also": also})
    ids = {offer.id: one for offer, one in numbered}
    for chapter in shown:
        chapter["also"] = [
            {"id": ids[offer.id]["id"], "title": ids[offer.id]["plain_title"]} for offer in chapter["also"]
        ]
    return shown, numbered


def _subtitle(variant: Variant, space: SpaceRecord | None, texts: Texts) -> str:
    parts = [texts("brochure.variant.space", name=space.name)] if space else []
    if variant.topic:
        parts.append(texts("brochure.variant.topic", name=texts(f"brochure.chapter.{variant.topic}")))
    return " · ".join(parts)


def _foreword(network: NetworkRecord, words: Words, texts: Texts) -> list[str]:
    return list(words.foreword or texts.paragraphs("brochure.foreword.default"))


def _office(network: NetworkRecord, texts: Texts) -> dict[str, Any]:
    return {
        "name": network.contact.role or network.name,
        "place": place(network.contact, texts),
        "ways": contact(network.contact, texts),
    }


def _people(network: NetworkRecord, offers: Sequence[OfferRecord], about: Setting) -> dict[str, Any]:
    texts = about.texts
    present = {offer.organisation_id for offer in offers}
    return {
        "network": _office(network, texts),
        "spaces": [
            {
                "name": space.name,
                "role": space.contact.role,
                "place": place(space.contact, texts),
                "ways": contact(space.contact, texts),
                "places": texts("brochure.people.places", places=", ".join(space.places)) if space.places else "",
            }
            for space in network.spaces
        ],
        "organisations": [
            {"name": one.name, "kind": label_of(one.type, about.terms, texts)}
            for one in network.organisations
            if one.id in present
        ],
    }


def _imprint(network: NetworkRecord, texts: Texts) -> list[dict[str, str]]:
    keys = ("operator", "address", "represented_by", "supervisory", "responsible", "note")
    return [
        {"label": texts(f"imprint.field.{key}"), "text": network.imprint[key]}
        for key in keys
        if network.imprint.get(key)
    ]


_LABELS = (
    "contents", "page", "more", "qr_alt", "logo_alt", "see_also", "foreword.title", "how.title", "how.icons",
    "empty.title", "calendar.title", "calendar.lead", "calendar.other", "index.needs", "index.needs_lead",
    "index.places", "index.places_lead", "people.title", "people.network", "people.spaces", "people.organisations",
    "funders.title", "imprint.title", "imprint.publisher", "imprint.made", "online", "ask_network",
    "german_only",
)  # fmt: skip
ICONS = (
    "family", "clock", "calendar", "place", "coin", "hand", "language", "wheelchair", "shield", "phone", "mail", "chat",
    "web", "house", "alert", "print",
)  # fmt: skip


def _labels(texts: Texts) -> dict[str, str]:
    """Words of the frame, and what each icon means."""
    named = {key: texts(f"brochure.{key}") for key in _LABELS}
    return named | {f"icon.{icon}": texts(f"brochure.icon.{icon}") for icon in ICONS if icon != "print"}
