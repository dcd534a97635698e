"""One offer as its page shows it: facts as a list, ways to get in touch, who stands behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nestwerk.catalogue.records import OfferRecord
from nestwerk.common import hours
from nestwerk.finder.page import Page
from nestwerk.finder.present.cards import card
from nestwerk.finder.present.contact import Way, position, ways
from nestwerk.finder.present.maps import Map, draw
from nestwerk.finder.present.week import Day, usual_week
from nestwerk.finder.wording import ages, dates, facts
from nestwerk.finder.wording.hours import Opening, opening
from nestwerk.finder.wording.labels import label, label_of
from nestwerk.finder.wording.rhythm import rhythm
from nestwerk.matching.sensitive import SENSITIVE


@dataclass(frozen=True, slots=True)
class OfferPage:
    """Everything the page of an offer says, in the reader's language; description and notes stay as written."""

    record: OfferRecord
    paragraphs: tuple[str, ...]
    types: tuple[str, ...]
    needs: tuple[str, ...]
    groups: tuple[str, ...]
    age: str
    opening: Opening
    week: tuple[Day, ...]
    rhythm: tuple[str, ...]
    access: tuple[str, ...]
    cost: str
    languages: str
    interpreter: str
    wheelchair: str
    anonymous: str
    certificate: str
    ways: tuple[Way, ...]
    main: Way | None
    written: bool
    geo: str
    map: Map | None
    organisation_type: str
    confirmed: str
    hidden: bool
    report: str


def offer_page(page: Page, offer: OfferRecord) -> OfferPage:
    """The page of ``offer`` for this reader."""
    texts, terms = page.t, page.snap.terms
    record = page.snap.networks.get(offer.network)
    land = record.land if record else page.land
    state = opening(offer.opening_hours, page.at, land, texts)
    page.until(state.changes)
    contact = ways(offer, texts)
    exact = offer.position_exact and not offer.hidden_address
    return OfferPage(
        record=offer,
        paragraphs=tuple(p.strip() for p in re.split(r"\n\s*\n", offer.description) if p.strip()),
        types=tuple(text for code in offer.offer_types if (text := label_of(code, terms, texts))),
        needs=_shown(page, offer.needs),
        groups=_shown(page, offer.target_groups),
        age=ages.age_range(offer.age_from_months, offer.age_to_months, texts),
        opening=state,
        week=usual_week(offer.opening_hours, page.at.astimezone(hours.BERLIN), land, texts),
        rhythm=rhythm(offer.opening_hours, texts),
        access=facts.access(offer.access, texts),
        cost=facts.cost(offer.cost_kind, texts),
        languages=facts.languages(offer.languages, texts),
        interpreter=facts.interpreter(offer.interpreter, texts),
        wheelchair=facts.wheelchair(offer.wheelchair, texts),
        anonymous=facts.anonymous(offer.anonymous, texts),
        certificate=texts("certificate.yes") if offer.certificate else "",
        ways=contact,
        main=next((way for way in contact if way.href), None),
        written=any(not way.voice and way.kind != "website" for way in contact),
        geo=position(offer.lat, offer.lon) if exact else "",
        map=draw(record, [card(page, offer, number=1)], None) if not offer.hidden_address else None,
        organisation_type=label_of(offer.organisation_type, terms, texts),
        confirmed=dates.confirmed(offer.last_verified, texts),
        hidden=offer.hidden_address,
        report=record.contact.email if record else "",
    )


def _shown(page: Page, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Names of the terms that may be said aloud."""
    terms = (page.snap.terms.get(code) for code in codes)
    return tuple(label(term, page.t) for term in terms if term and term.shown and term.code not in SENSITIVE)
