"""An offer as a result: what it is, why it fits, where, when, what it costs, one thing to do."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from nestwerk.catalogue.records import OfferRecord
from nestwerk.finder.page import Page
from nestwerk.finder.present.contact import Way, ways
from nestwerk.finder.wording import dates, facts
from nestwerk.finder.wording.hours import Opening, opening
from nestwerk.finder.wording.reasons import reasons
from nestwerk.matching.types import Hit

MOST_REASONS = 2
MOST_LINES = 7  # of a result on a phone 360 px wide, which has room for this many letters:
TITLE_LINE = 24
FACTS_LINE = 36
REASON_LINE = 29
_FACT_REASONS = frozenset({"place", "cost"})  # said by the facts below already


@dataclass(frozen=True, slots=True)
class Card:
    """One result of a list. ``german`` tells that title and summary are German on a page in another language."""

    number: int
    id: str
    title: str
    summary: str
    organisation: str
    address: str
    reasons: tuple[str, ...]
    where: str
    opening: Opening
    cost: str
    action: Way | None
    lat: float | None
    lon: float | None

    @property
    def tight(self) -> bool:
        """Whether title and facts are so long that a phone has room for one line of the summary only."""
        facts_length = len(self.where) + len(self.opening.text) + len(self.cost)
        lines = ceil(len(self.title) / TITLE_LINE) + ceil(facts_length / FACTS_LINE)
        why = ceil(len(self.reasons[0]) / REASON_LINE) if self.reasons else 0
        return lines + why + bool(self.action) + 2 > MOST_LINES


def card(page: Page, offer: OfferRecord, *, number: int = 0, hit: Hit | None = None, query: str = "") -> Card:
    """The card of ``offer``. ``query`` travels to the offer's page so that it can say why it fits."""
    texts = page.t
    record = page.snap.networks.get(offer.network)
    state = opening(offer.opening_hours, page.at, record.land if record else page.land, texts, short=True)
    page.until(state.changes)
    contact = ways(offer, texts)
    given = tuple(one for one in hit.reasons if one.code not in _FACT_REASONS) if hit else ()
    return Card(
        number=number,
        id=offer.id,
        title=offer.title,
        summary=offer.summary,
        organisation=offer.organisation,
        address=page.links.offer(offer.network, offer.id) + query,
        reasons=reasons(given, page.snap.terms, texts)[:MOST_REASONS],
        where=where(offer, hit.distance_km if hit else None, page),
        opening=state,
        cost=facts.cost(offer.cost_kind, texts, short=True),
        action=next((way for way in contact if way.href), None),
        lat=offer.lat,
        lon=offer.lon,
    )


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
