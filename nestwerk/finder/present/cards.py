"""An offer as a result: what it is, why it fits, where, when, what it costs, one thing to do.

A result page shows ten of them. What depends on the offer and the language alone is rendered once per published
catalogue, with gaps for what a question adds: its number, why it fits, how far it is, whether somebody is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from markupsafe import Markup

from nestwerk.catalogue.records import OfferRecord
from nestwerk.finder.asking import from_home
from nestwerk.finder.environment import template
from nestwerk.finder.gaps import cut, fill, gaps, in_attribute
from nestwerk.finder.kept import KeptWithSnapshot
from nestwerk.finder.page import Page
from nestwerk.finder.present.contact import Way, sign_without_voice, ways
from nestwerk.finder.present.series import next_date
from nestwerk.finder.present.tongues import said
from nestwerk.finder.wording import dates, facts
from nestwerk.finder.wording.hours import UNKNOWN, Opening, opening
from nestwerk.finder.wording.marks import Mark, mark
from nestwerk.finder.wording.places import places_short
from nestwerk.finder.wording.reasons import reason, reasons
from nestwerk.matching.types import Hit, Reason

MOST_REASONS = 2
MOST_LINES = 7  # of a result on a phone 360 px wide, which has room for this many letters of a wide font:
TITLE_LINE = 22
FACTS_LINE = 33
REASON_LINE = 27
CYRILLIC = 0.25  # of a letter: how much wider a Cyrillic one is
_FACT_REASONS = frozenset({"place", "cost"})  # said by the facts below already
_TERM_REASONS = frozenset({"need", "type", "group"})
_GAPS = gaps("tight", "number", "query", "why", "facts", "kept", "word")
_TIGHT, _NUMBER, _QUERY, _WHY, _FACTS, _KEPT, _WORD = _GAPS.values()


@dataclass(frozen=True, slots=True)
class Prepared:
    """What every card of an offer shares in one language. ``pieces`` alternate between text and gaps."""

    pieces: tuple[str, ...]
    address: str
    action: Way | None
    cost: str
    title: str
    title_lines: int
    land: str
    silent: str  # how else one gets in touch, where the first way asks for the voice
    timely: bool  # something on it is true for some days only: a mark, dates, free places


class Card(NamedTuple):
    """One result of a list. ``html`` is the finished list item."""

    number: int
    id: str
    title: str
    organisation: str
    address: str
    reasons: tuple[str, ...]
    where: str
    opening: Opening
    action: Way | None
    lat: float | None
    lon: float | None
    html: Markup


_kept: KeptWithSnapshot[Prepared] = KeptWithSnapshot()


def card(
    page: Page,
    offer: OfferRecord,
    *,
    number: int = 0,
    hit: Hit | None = None,
    query: str = "",
    kept: tuple[str, ...] = (),
    silently: bool = False,
) -> Card:
    """The card of ``offer``. ``query`` travels to the offer's page so that it can say why it fits.

    ``kept``: the shortlist carried in the address; without one the button's state comes from the phone. ``silently``:
    who asked for ways without the voice gets one to press where there is one.
    """
    texts, code = page.t, page.language.code
    home = page.home_beyond(offer.network)
    query = from_home(query, home)
    key = (code, offer.network, home, offer.id, number > 0, bool(kept), silently)
    prepared = _kept.get(
        page.snap, key, lambda: _prepare(page, offer, numbered=number > 0, carries=bool(kept), silently=silently)
    )
    marked, coming, room = _of_the_day(page, offer, prepared.land) if prepared.timely else _NOTHING
    if marked and marked.away:
        state = UNKNOWN
    else:
        state = opening(offer.opening_hours, page.at, offer.land or prepared.land, texts, short=True)
        page.until(state.changes)
    why = _reasons(page, hit) if hit else ()
    place = where(offer, hit.distance_km if hit else None, page)
    time = state.text if state.open or not coming else coming
    facts_line = " · ".join([one for one in (place, time, prepared.cost, room, prepared.silent) if one])
    filled = {
        _TIGHT: " tight" if _tight(prepared.title_lines, 1 + (marked is not None), why, facts_line) else "",
        _NUMBER: str(number),
        _QUERY: in_attribute(query),
        _WHY: _why(why, code) if why else "",
        _FACTS: _facts(
            place,
            Opening(state.open, time, state.changes if time is state.text else None),
            prepared.cost,
            room,
            prepared.silent,
            marked,
            code,
        ),
    }
    if kept:
        filled[_KEPT] = "".join([f"a={known}&amp;" for known in kept])
        filled[_WORD] = texts("shortlist.kept" if offer.id in kept else "shortlist.keep")
    return Card(
        number=number,
        id=offer.id,
        title=prepared.title,
        organisation=offer.organisation,
        address=prepared.address + query,
        reasons=why,
        where=place,
        opening=state,
        action=prepared.action,
        lat=offer.lat,
        lon=offer.lon,
        html=fill(prepared.pieces, filled),
    )


_NOTHING: tuple[Mark | None, str, str] = (None, "", "")


def _of_the_day(page: Page, offer: OfferRecord, land: str) -> tuple[Mark | None, str, str]:
    """What is true today: the mark, the next date, that there is room."""
    page.until(page.midnight)
    marked = mark(offer, page.today, page.t)
    if marked and marked.away:
        return marked, "", ""
    return marked, next_date(page, offer, land) if offer.dates else "", places_short(offer, page.today, page.t)


def _prepare(page: Page, offer: OfferRecord, *, numbered: bool, carries: bool, silently: bool) -> Prepared:
    record = page.snap.networks.get(offer.network)
    address = page.links.offer(offer.network, offer.id)
    leading = [way for way in ways(offer, page.t) if way.href]
    action = next((way for way in leading if silently and not way.voice), next(iter(leading), None))
    title, summary = said(offer, "title", page.language), said(offer, "summary", page.language)
    html = template("_card", page.language.code).render(
        t=page.t,
        title=title,
        summary=summary,
        touched=page.links.touched(offer.network, offer.id),
        address=address,
        action=action,
        keep=page.links.shortlist(page.slug or offer.network),
        known=offer.id,
        numbered=numbered,
        gap=_GAPS if carries else _GAPS | {"kept": "", "word": page.t("shortlist.keep")},
    )
    return Prepared(
        pieces=cut(html),
        address=address,
        action=action,
        cost=facts.cost(offer.cost_kind, page.t, short=True),
        title=title.text,
        title_lines=_lines(title.text, TITLE_LINE),
        land=record.land if record else page.land,
        silent=sign_without_voice(ways(offer, page.t), page.t) if action and action.voice else "",
        timely=bool(offer.clock or offer.paused or offer.season or offer.dates or offer.places_until),
    )


@lru_cache(maxsize=4096)
def _why(given: tuple[str, ...], code: str) -> str:
    return template("_card_why", code).render(reasons=given)


@lru_cache(maxsize=4096)
def _facts(place: str, state: Opening, cost: str, room: str, silent: str, marked: Mark | None, code: str) -> str:
    if not (place or state.text or cost or room or silent or marked):
        return ""
    return template("_card_facts", code).render(
        where=place,
        opening=state,
        cost=cost,
        room=room,
        silent=silent,
        mark=marked.short if marked else "",
        away=marked is not None and marked.away,
    )


@lru_cache(maxsize=4096)
def _tight(title_lines: int, further: int, why: tuple[str, ...], facts_line: str) -> bool:
    """Whether title and facts are so long that a phone has room for one line of the summary only.

    ``further``: lines beside them, the row of buttons and a mark.
    """
    lines = title_lines + _lines(facts_line, FACTS_LINE)
    if why:
        lines += _lines(why[0], REASON_LINE)
    return lines + further + 2 > MOST_LINES


def _lines(text: str, letters: int) -> int:
    """How many lines a text takes of which each has room for so many ``letters``."""
    wide = sum("\u0400" <= letter <= "\u052f" for letter in text)
    return ceil((len(text) + CYRILLIC * wide) / letters)


def _reasons(page: Page, hit: Hit) -> tuple[str, ...]:
    """The first reasons in words, without what the facts say already; never none."""
    words: list[str] = []
    for one in hit.reasons:
        text = "" if one.code in _FACT_REASONS else _in_words(page, one)
        if text and text not in words:
            words.append(text)
            if len(words) == MOST_REASONS:
                break
    return tuple(words) or reasons((), page.snap.terms, page.t)


_of_terms: KeptWithSnapshot[str] = KeptWithSnapshot()


def _in_words(page: Page, one: Reason) -> str:
    """One reason; those that only name a term are the same for every question."""
    if one.code not in _TERM_REASONS:
        return reason(one, page.snap.terms, page.t)
    key = (page.language.code, one.code, one.values["term"])
    return _of_terms.get(page.snap, key, lambda: reason(one, page.snap.terms, page.t))


def where(offer: OfferRecord, km: float | None, page: Page) -> str:
    """Where it is and how far, in one line; how it comes to the family where there is no venue."""
    texts = page.t
    if offer.hidden_address:
        return texts("where.hidden")
    if offer.city:
        if km is None:
            return offer.city
        return texts("where.city", city=offer.city, distance=dates.distance(km, texts, exact=offer.position_exact))
    for code in ("home_visit", "mobile", "phone", "online"):
        if code in offer.access:
            return texts(f"where.{code}")
    return ""
