"""One offer on paper: title, who makes it, one sentence, facts each with an icon, ways to get in touch, an address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from nestwerk.catalogue.records import ContactRecord, NetworkRecord, OfferRecord, TermRecord
from nestwerk.common.dates import in_words, readable
from nestwerk.finder.links import Links
from nestwerk.finder.present.contact import Way, ways
from nestwerk.finder.texts import Texts
from nestwerk.finder.wording import ages, dates, facts
from nestwerk.finder.wording.joints import with_joints
from nestwerk.finder.wording.labels import label_of
from nestwerk.finder.wording.marks import mark, season_in_words
from nestwerk.finder.wording.usual_hours import hours_in_words

MOST_SERIES = 6
LONGEST_SUMMARY = 300  # characters; longer ones end with the sentence before that, or a dash


@dataclass(frozen=True, slots=True)
class Setting:
    """What every entry of a brochure shares."""

    texts: Texts
    terms: Mapping[str, TermRecord]
    network: NetworkRecord
    today: date
    base: str  # the public address of the installation, without a slash at its end


def entry(offer: OfferRecord, number: int, about: Setting) -> dict[str, Any]:
    """The entry as the template reads it; ``number`` is its place in the booklet."""
    texts = about.texts
    own = offer.texts.get(texts.language.code, {})
    title = own.get("title") or offer.title
    summary = own.get("summary") or offer.summary or own.get("description") or offer.description
    marked = mark(offer, about.today, texts)
    address = about.base + Links(texts.language).offer(offer.network, offer.id)
    return {
        "id": f"angebot-{number}",
        "title": with_joints(title),
        "plain_title": title,
        "by": with_joints(offer.organisation) if offer.organisation != title else "",
        "summary": with_joints(shortened(summary)),
        "german": not texts.language.german and not own.get("summary"),
        "mark": marked.text if marked else "",
        "reason": marked.reason if marked else "",
        "facts": _facts(offer, about),
        "ways": contact(offer, texts),
        "confirmed": "" if marked and marked.kind == "unconfirmed" else _confirmed(offer, texts),
        "address": address,
        "qr": f"qr-{number}.svg",
        "place": offer.city,
    }


def shortened(text: str) -> str:
    """The first sentences of a text, up to ``LONGEST_SUMMARY``."""
    text = " ".join(text.split())
    if len(text) <= LONGEST_SUMMARY:
        return text
    head = text[:LONGEST_SUMMARY]
    for end in (". ", "! ", "? "):
        if (at := head.rfind(end)) > LONGEST_SUMMARY // 2:
            return head[: at + 1]
    return head[: head.rfind(" ")] + " …"


def contact(record: OfferRecord | ContactRecord, texts: Texts) -> list[dict[str, str]]:
    """Ways to get in touch, each with its icon; only addresses a reader can act on become links."""
    return [{"icon": way.icon, "kind": way.kind, "text": way.shown, "href": _href(way)} for way in ways(record, texts)]


def _href(way: Way) -> str:
    return way.href if way.href.startswith(("tel:", "mailto:", "https:", "http:", "sms:")) else ""


def _facts(offer: OfferRecord, about: Setting) -> list[dict[str, str]]:
    """What one wants to know before going, in the order one asks."""
    texts = about.texts
    languages = [code for code in offer.languages if code != "de"]
    found: list[tuple[str, str]] = [
        ("family", ages.age_range(offer.age_from_months, offer.age_to_months, texts)),
        *(("calendar", text) for text in series_in_words(offer, about)),
        ("clock", ". ".join(hours_in_words(offer.opening_hours, texts))),
        ("calendar", season_in_words(offer.season, texts)),
        ("place", place(offer, texts)),
        ("coin", _cost(offer, texts)),
        ("hand", _side_by_side(facts.access(offer.access, texts))),
        ("language", facts.languages(("de", *languages), texts) if languages else ""),
        ("wheelchair", facts.wheelchair(offer.wheelchair, texts) if offer.wheelchair in ("yes", "limited") else ""),
        ("shield", facts.anonymous(offer.anonymous, texts) if offer.anonymous else ""),
        ("shield", texts("certificate.yes") if offer.certificate else ""),
    ]
    return [{"icon": icon, "text": with_joints(text)} for icon, text in found if text]


def _side_by_side(said: Sequence[str]) -> str:
    """Short words with a dot between them, whole sentences one after the other."""
    return (" " if any(one.endswith(".") for one in said) else " · ").join(said)


def series_in_words(offer: OfferRecord, about: Setting) -> list[str]:
    """The rules of its recurring dates, those that are not over."""
    found = []
    for series in readable(offer.dates)[:MOST_SERIES]:
        if series.until is None or series.until >= about.today:
            found.append(in_words(series, about.texts.language.code, today=about.today))
    return list(dict.fromkeys(found))


def place(offer: OfferRecord | ContactRecord, texts: Texts) -> str:
    """The address in one line; a hidden one says that it is."""
    if getattr(offer, "hidden_address", False):
        return texts("brochure.hidden")
    town = " ".join(filter(None, (offer.postal_code, offer.city)))
    return ", ".join(filter(None, (offer.street, town)))


def _cost(offer: OfferRecord, texts: Texts) -> str:
    said = facts.cost(offer.cost_kind, texts, short=True)
    return f"{said} ({offer.cost_note})" if said and offer.cost_note else said or offer.cost_note


def _confirmed(offer: OfferRecord, texts: Texts) -> str:
    return dates.confirmed(offer.last_verified, texts, offer.confirmed_how) if offer.last_verified else ""


def kinds(offer: OfferRecord, about: Setting) -> str:
    """What kind of offer it is, in words."""
    return ", ".join(filter(None, (label_of(code, about.terms, about.texts) for code in offer.offer_types)))
