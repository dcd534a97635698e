"""The sheet a practice, clinic or office gives to a family: a few offers, in German and in the family's language.

Nothing is kept anywhere: the offers stand in the address, notes are written by hand on the paper.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from nestwerk.catalogue.records import OfferRecord
from nestwerk.finder.languages import BY_CODE, LANGUAGES
from nestwerk.finder.links import Links
from nestwerk.finder.texts import Texts, texts_for
from nestwerk.finder.wording.marks import mark

from ..brochure.entries import Setting, contact, entry
from .common import Here, frame, printed

MOST = 8
SIZES = ("a4", "a6")
OTHER = {language.code: language.name for language in LANGUAGES if language.code != "de"}
SHOWN = ("calendar", "clock", "place", "coin", "language")


def chosen(here: Here, ids: Iterable[str]) -> list[OfferRecord]:
    """The offers with these ids in the order given, each once; unknown ones and those that rest are left out.

    An offer of a neighbour stands on the sheet as well. Of more than fit only as many are looked for as tell that.
    """
    wanted = list(dict.fromkeys(ids))[: 2 * MOST]
    return [offer for known in wanted if (offer := _listed(here, known)) is not None]


def _listed(here: Here, known: str) -> OfferRecord | None:
    own = here.network.slug
    for slug in (own, *(other for other in here.snap.shards if other != own)):
        if known in here.snap.shards[slug].resting:
            return None
        if offer := here.snap.offer(slug, known):
            return offer
    return None


def make_sheet(here: Here, offers: list[OfferRecord], size: str, other: str) -> bytes:
    """The PDF. ``here`` is in German; ``other``: code of the family's language, or empty."""
    codes = {f"qr-{number}.svg": _address(here, offer, other) for number, offer in enumerate(offers)}
    return printed(here, "handover.typ", content(here, offers, size, other), codes)


def content(here: Here, offers: list[OfferRecord], size: str, other: str) -> dict[str, Any]:
    """Everything it says."""
    texts = here.texts
    second = texts_for(other) if other in BY_CODE else None
    links = Links(second.language) if second else here.links
    data = frame(here, texts("sheets.handover.title"), here.base + links.start(here.network.slug))
    return data | {
        "size": size,
        "other": second.language.locale.split("_")[0] if second else other or "de",
        "heading": texts("sheets.handover.title"),
        "lead": texts("sheets.handover.lead"),
        "other_lead": second("sheets.handover.lead") if second else "",
        "other_ask": second("sheets.handover.ask") if second else "",
        "offers": [_offer(here, offer, number, other, second) for number, offer in enumerate(offers)],
        "t": {"notes": texts("sheets.handover.notes"), "ask": texts("sheets.handover.ask")},
    }


def _offer(here: Here, offer: OfferRecord, number: int, other: str, second: Texts | None) -> dict[str, Any]:
    said = entry(offer, 1, here.setting)
    marked = mark(offer, here.today, here.texts)
    own = offer.texts.get(other, {})
    address = _address(here, offer, other)
    translated = _facts(here, offer, second)
    return {
        "title": said["title"],
        "by": said["by"],
        "summary": said["summary"],
        "other_lang": second.language.locale.split("_")[0] if second else other or "de",
        "other_title": own.get("title", "") if own.get("title", "") != offer.title else "",
        "other_summary": own.get("summary", ""),
        "note": f"{marked.text.rstrip('.')}. {marked.more}" if marked else "",
        "facts": [
            {"icon": one["icon"], "text": one["text"], "other": translated.get(f"{one['icon']}-{place}", "")}
            for place, one in enumerate(said["facts"])
            if one["icon"] in SHOWN
        ],
        "ways": [way for way in contact(offer, here.texts) if way["kind"] in ("phone", "email", "sms", "messenger")],
        "qr": f"qr-{number}.svg",
        "address": address,
        "alt": here.texts("brochure.qr_alt", address=address),
    }


def _facts(here: Here, offer: OfferRecord, second: Texts | None) -> dict[str, str]:
    """The same facts in the family's language, by icon and position; addresses stay as they are."""
    if second is None:
        return {}
    about = Setting(second, here.snap.terms, here.network, here.today, here.base)
    return {
        f"{one['icon']}-{place}": one["text"]
        for place, one in enumerate(entry(offer, 1, about)["facts"])
        if one["icon"] != "place" or offer.hidden_address
    }


def _address(here: Here, offer: OfferRecord, other: str) -> str:
    links = Links(BY_CODE[other]) if other in BY_CODE else here.links
    return here.base + links.offer(offer.network, offer.id)
