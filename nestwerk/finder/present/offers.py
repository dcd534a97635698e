"""One offer as its page shows it: facts as a list, ways to get in touch, who stands behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from nestwerk.catalogue.records import OfferRecord
from nestwerk.common import hours
from nestwerk.finder.languages import Language
from nestwerk.finder.page import Page
from nestwerk.finder.present.contact import Way, position, sign_without_voice, ways
from nestwerk.finder.present.maps import Alone, Map, draw
from nestwerk.finder.present.series import Dates, dates_of
from nestwerk.finder.present.tongues import Said, further, original_changed, paragraphs, said, written
from nestwerk.finder.present.week import Day, usual_week
from nestwerk.finder.wording import ages, dates, facts
from nestwerk.finder.wording.hours import UNKNOWN, Opening, opening
from nestwerk.finder.wording.labels import label, label_of
from nestwerk.finder.wording.marks import Mark, mark, season_in_words, while_nobody_looks
from nestwerk.finder.wording.places import places
from nestwerk.finder.wording.rhythm import remarks, rhythm
from nestwerk.matching.sensitive import SENSITIVE

MONTHS_TOLD = 6


@dataclass(frozen=True, slots=True)
class OfferPage:
    """Everything the page of an offer says, in the reader's language; description and notes stay as written."""

    record: OfferRecord
    title: Said
    summary: Said
    description: Said
    paragraphs: tuple[str, ...]
    untranslated: bool
    original_changed: bool
    further: tuple[tuple[Language, str], ...]
    mark: Mark | None
    types: tuple[str, ...]
    needs: tuple[str, ...]
    groups: tuple[str, ...]
    age: str
    opening: Opening
    week: tuple[Day, ...]
    rhythm: tuple[str, ...]
    remarks: tuple[tuple[str, str], ...]
    season: str
    dates: Dates
    places: tuple[str, ...]
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
    silent: str
    geo: str
    map: Map | None
    organisation_type: str
    confirmed: str
    hidden: bool
    report: str
    touched: str
    answers: tuple[tuple[str, str], ...]


def offer_page(page: Page, offer: OfferRecord) -> OfferPage:
    """The page of ``offer`` for this reader."""
    texts, terms = page.t, page.snap.terms
    record = page.snap.networks.get(offer.network)
    land = record.land if record else page.land
    marked = mark(offer, page.today, texts) or while_nobody_looks(offer, record, page.today, texts)
    away = marked is not None and marked.away
    since = page.at
    if marked and marked.since:
        since = datetime.combine(marked.since, time(), hours.BERLIN)
    state = UNKNOWN if away else opening(offer.opening_hours, page.at, offer.land or land, texts)
    page.until(state.changes)
    page.until(page.midnight)
    title, description = said(offer, "title", page.language), said(offer, "description", page.language)
    contact = ways(offer, texts)
    exact = offer.position_exact and not offer.hidden_address
    return OfferPage(
        record=offer,
        title=title,
        summary=said(offer, "summary", page.language),
        description=description,
        paragraphs=paragraphs(description.text),
        untranslated=not written(offer, "description", page.language),
        original_changed=original_changed(offer, page.language),
        further=further(offer, page.language),
        mark=marked,
        types=tuple(text for code in offer.offer_types if (text := label_of(code, terms, texts))),
        needs=_shown(page, offer.needs),
        groups=_shown(page, offer.target_groups),
        age=ages.age_range(offer.age_from_months, offer.age_to_months, texts),
        opening=state,
        week=()
        if away
        else usual_week(offer.opening_hours, page.at.astimezone(hours.BERLIN), offer.land or land, texts),
        rhythm=rhythm(offer.opening_hours, texts),
        remarks=remarks(offer.opening_hours, texts),
        season=season_in_words(offer.season, texts),
        dates=dates_of(page, offer, land, since=since),
        places=() if away else places(offer, page.today, texts),
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
        silent=sign_without_voice(contact, texts),
        geo=position(offer.lat, offer.lon) if exact else "",
        map=None if offer.hidden_address else draw(record, [Alone(title.text, offer.lat, offer.lon)], None),
        organisation_type=label_of(offer.organisation_type, terms, texts),
        confirmed=dates.confirmed(offer.last_verified, texts, offer.confirmed_how),
        hidden=offer.hidden_address,
        report=record.contact.email if record else "",
        touched=page.links.touched(offer.network, offer.id),
        answers=_answers(page, offer),
    )


def _answers(page: Page, offer: OfferRecord) -> tuple[tuple[str, str], ...]:
    """What was changed because families wrote, with its month: of this month and the six before it."""
    now = page.today.year * 12 + page.today.month
    return tuple(
        (dates.month_and_year(month, page.t), answer)
        for month, answer in offer.answers
        if now - (int(month[:4]) * 12 + int(month[5:7])) <= MONTHS_TOLD
    )


def _shown(page: Page, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Names of the terms that may be said aloud."""
    terms = (page.snap.terms.get(code) for code in codes)
    return tuple(label(term, page.t) for term in terms if term and term.shown and term.code not in SENSITIVE)
