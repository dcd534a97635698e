"""A poster or flyer of one offer, or of one of its dates: the same words on every size of paper."""

from __future__ import annotations

import re
from typing import Any

from nestwerk.catalogue.records import OfferRecord
from nestwerk.common.dates import Occurrence, date_in_words
from nestwerk.finder.wording import facts
from nestwerk.finder.wording.joints import with_joints
from nestwerk.finder.wording.marks import mark

from ..brochure.entries import entry, kinds
from .common import Here, frame, own_names, printed
from .week import Row, dates_ahead

POSTERS, FLYERS = ("a4", "a3"), ("a5", "dl")
LONGEST_CLAIM = 170  # characters of the sentence under the title
MOST_DATES = 4  # on a folded flyer
ORDER = ("calendar", "clock", "place", "coin", "family", "hand", "language", "wheelchair", "shield")


def make_sheet(here: Here, offer: OfferRecord, size: str, row: Row | None) -> bytes:
    """The PDF of a poster or flyer in a size of ``POSTERS`` or ``FLYERS``; ``row``: the one date it announces."""
    return printed(here, "folded.typ" if size == "dl" else "poster.typ", content(here, offer, size, row))


def content(here: Here, offer: OfferRecord, size: str, row: Row | None) -> dict[str, Any]:
    """Everything it says."""
    texts = here.texts
    said = entry(offer, 1, here.setting)
    marked = mark(offer, here.today, texts)
    known = _facts(here, offer, said["facts"], row)
    data = frame(here, f"{said['plain_title']} – {here.network.name}", said["address"])
    return data | {
        "size": size,
        "name": said["title"],
        "kind": with_joints(kinds(offer, here.setting).split(", ")[0]),
        "when": _moment(here, row) if row else "",
        "cancelled": _cancelled(here, row) if row else "",
        "by": with_joints(offer.organisation) if offer.organisation != said["plain_title"] else "",
        "by_words": texts("sheets.by"),
        "claim": claim(said["summary"]),
        "summary": said["summary"],
        "description": _paragraphs(offer, texts.language.code),
        "german": said["german"],
        "description_german": not texts.language.german
        and not offer.texts.get(texts.language.code, {}).get("description"),
        "facts": known,
        "dates": _dates(here, offer) if size == "dl" and row is None else [],
        "note": " ".join(filter(None, (marked.text.rstrip(".") + ".", marked.reason, marked.more))) if marked else "",
        "ways": said["ways"],
        "confirmed": said["confirmed"],
        "t": {
            "more": texts("sheets.more"),
            "ask": texts("sheets.ask"),
            "facts": texts("sheets.facts"),
            "dates": texts("sheets.next_dates"),
            "about": texts("sheets.about"),
            "what": texts("sheets.what_are"),
            "ask_network": texts("brochure.ask_network"),
            "read": texts("sheets.read"),
        },
    }


def claim(summary: str) -> str:
    """As many whole sentences as a passer-by reads; a long first one is cut at a word."""
    if len(summary) <= LONGEST_CLAIM:
        return summary
    kept = ""
    for sentence in re.split(r"(?<=[.!?]) ", summary):
        if len(kept) + len(sentence) >= LONGEST_CLAIM:
            break
        kept = f"{kept} {sentence}".strip()
    return kept or summary[: summary.rfind(" ", 0, LONGEST_CLAIM)] + " …"


def _moment(here: Here, row: Row) -> str:
    one = Occurrence(row.day, row.begins, row.ends, row.place)
    return date_in_words(one, here.texts.language.code).rstrip(".")


def _cancelled(here: Here, row: Row) -> str:
    return here.texts("sheets.cancelled") + (f": {row.reason}" if row.reason else "") if row.cancelled else ""


def _facts(here: Here, offer: OfferRecord, known: list[dict[str, str]], row: Row | None) -> list[dict[str, str]]:
    """The facts in the order of a poster: when, where, what it costs; languages as their speakers write them."""
    texts = here.texts
    kept = [one for one in known if not (row and one["icon"] in ("calendar", "clock"))]
    if not any(one["icon"] == "coin" for one in kept):
        kept.append({"icon": "coin", "text": facts.cost("", texts)})
    if own := own_names(offer):
        for one in kept:
            if one["icon"] == "language":
                one["own"] = own
    return sorted(kept, key=lambda one: ORDER.index(one["icon"]))


def _dates(here: Here, offer: OfferRecord) -> list[dict[str, Any]]:
    """The next dates of a folded flyer."""
    found = dates_ahead(offer, here.network.land, here.today)[:MOST_DATES]
    return [{"text": _moment(here, row), "note": _cancelled(here, row)} for row in found]


def _paragraphs(offer: OfferRecord, language: str) -> list[str]:
    text = offer.texts.get(language, {}).get("description") or offer.description
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()][:4]
