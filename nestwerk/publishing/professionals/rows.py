"""An offer in two lines, as somebody reads it who has ninety seconds and knows the field's words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from nestwerk.catalogue.public import Snapshot
from nestwerk.catalogue.records import OfferRecord, TermRecord
from nestwerk.finder.kept import KeptWithSnapshot
from nestwerk.finder.links import Links
from nestwerk.finder.present.contact import Way, ways
from nestwerk.finder.texts import Texts
from nestwerk.finder.wording import dates, facts
from nestwerk.finder.wording.marks import mark
from nestwerk.finder.wording.places import still_said

from .words import words

MOST_NEEDS, MOST_TYPES = 4, 2
REFERRAL = "referral"
BIRTH = 0
_EXPLANATION = re.compile(r"\s*\([^)]*\)\s*\Z")


@dataclass(frozen=True, slots=True)
class Row:
    """What stands in the list of an offer. ``warned``: confirmed too long ago, or away for now, as ``state`` says."""

    id: str
    title: str
    address: str
    by: str
    place: str
    types: str
    needs: str
    age: str
    referral: str
    access: str
    room: str
    has_room: bool
    languages: str
    reach: Way | None
    state: str
    warned: bool


_kept: KeptWithSnapshot[Row] = KeptWithSnapshot(8192)


def row(snap: Snapshot, offer: OfferRecord, today: date, texts: Texts) -> Row:
    """The row of ``offer`` on the day ``today``; ``texts`` are the German ones. Worked out once a catalogue."""
    key = (offer.network, offer.id, today)
    return _kept.get(snap, key, lambda: make(offer, snap.terms, today, texts))


def make(offer: OfferRecord, terms: dict[str, TermRecord], today: date, texts: Texts) -> Row:
    """The same, worked out anew."""
    say = words()
    state, warned = confirmed(offer, today, texts)
    found = ways(offer, texts)
    return Row(
        id=offer.id,
        title=offer.title,
        address=Links(texts.language).offer(offer.network, offer.id),
        by=offer.organisation if offer.organisation != offer.title else "",
        place=say("hidden_place") if offer.hidden_address else offer.city,
        types=_labels(offer.offer_types, terms, MOST_TYPES),
        needs=_labels(offer.needs, terms, MOST_NEEDS),
        age=ages(offer.age_from_months, offer.age_to_months),
        referral=say("referral") if REFERRAL in offer.access else "",
        access=" · ".join(texts(f"access.chip.{one}") for one in offer.access if one != REFERRAL),
        room=room(offer, today, texts),
        has_room=has_room(offer, today),
        languages=_languages(offer, texts),
        reach=next((way for way in found if way.voice), next((way for way in found if way.href), None)),
        state=state,
        warned=warned,
    )


def has_room(offer: OfferRecord, today: date) -> bool:
    """Whether somebody said that there is room, and it may still be said."""
    return bool(offer.places_free) and still_said(offer, today)


def room(offer: OfferRecord, today: date, texts: Texts) -> str:
    """ "2 Plätze frei, 12. November · Wartezeit etwa 4 Wochen"; empty for what is unknown or too old."""
    if not still_said(offer, today):
        return ""
    said = []
    if offer.places_free is not None:
        free = texts("places.free", n=offer.places_free) if offer.places_free else texts("places.none")
        said.append(f"{free}, {dates.day_and_month(offer.last_verified, texts)}" if offer.last_verified else free)
    if offer.waiting_weeks:
        said.append(texts("places.waiting", n=offer.waiting_weeks))
    return " · ".join(said)


def ages(first: int | None, last: int | None) -> str:
    """For whom by age, as short as it can be said: "Schwangerschaft bis 12 Mon.", "ab 3 J."; empty if unknown."""
    say = words()
    if last is not None and last < BIRTH:
        return say("pregnant")
    begins = (
        "" if first is None else say("pregnant") if first < BIRTH else say("born") if first == BIRTH else _age(first)
    )
    ends = "" if last is None else say("born") if last == BIRTH else _age(last)
    if begins and ends:
        return begins if begins == ends else say("span", first=begins, last=ends)
    return say("from", first=begins) if begins else say("until", last=ends) if ends else ""


def _age(months: int) -> str:
    if months % 12 == 11:  # "up to 35 months" and "up to 36" both mean the third birthday
        months += 1
    whole = months >= 24 and months % 12 == 0
    return words()("years", n=months // 12) if whole else words()("months", n=months)


def confirmed(offer: OfferRecord, today: date, texts: Texts) -> tuple[str, bool]:
    """When it was last confirmed, and whether that is something to be wary of; a pause comes first."""
    say, marked = words(), mark(offer, today, texts)
    if marked and marked.away:
        return marked.short, True
    if not offer.last_verified:
        return say("never"), True
    day = date.fromisoformat(offer.last_verified)
    return say("overdue" if marked else "confirmed", month=f"{day.month:02}/{day.year}"), marked is not None


def _languages(offer: OfferRecord, texts: Texts) -> str:
    said = [facts.language(code, texts) for code in offer.languages]
    if offer.interpreter in ("yes", "on_request"):
        said.append(words()("interpreter"))
    return ", ".join(said)


def _labels(codes: tuple[str, ...], terms: dict[str, TermRecord], most: int) -> str:
    known = [terms[code] for code in codes if code in terms]
    return ", ".join(named(term) for term in known[:most])


def named(term: TermRecord) -> str:
    """The field's own name of a term, without the explanation in brackets at its end."""
    return _EXPLANATION.sub("", term.labels["de"])
