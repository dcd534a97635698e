"""A shortlist: the offers a reader noted, in the order of noting. What a link names and nobody knows is explained.

The list itself is kept in the phone or in the address, never here. Without script its ids travel from page to page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from markupsafe import Markup

from nestwerk.catalogue.public import Snapshot
from nestwerk.catalogue.records import OfferRecord
from nestwerk.finder.asking import MOST_KEPT, Question, from_home, read_id
from nestwerk.finder.environment import template
from nestwerk.finder.page import Page
from nestwerk.finder.present.cards import where
from nestwerk.finder.present.contact import Way, ways
from nestwerk.finder.present.series import next_date
from nestwerk.finder.present.tongues import Said, said
from nestwerk.finder.wording import facts
from nestwerk.finder.wording.hours import UNKNOWN, Opening, opening
from nestwerk.finder.wording.marks import Mark, mark

HERE, GONE, BROKEN = "here", "gone", "broken"


@dataclass(frozen=True, slots=True)
class Asked:
    """A list as its address gives it. ``entries``: each id once, in its order; empty where a part cannot be read."""

    entries: tuple[str, ...]
    taken_off: tuple[str, ...]  # ids just removed, which may come back
    too_many: int  # entries beyond what fits

    @property
    def every(self) -> tuple[str, ...]:
        """Every readable id, also those just taken off."""
        return tuple(known for known in self.entries if known)

    @property
    def ids(self) -> tuple[str, ...]:
        """What stands on the list now."""
        return tuple(known for known in self.every if known not in self.taken_off)


@dataclass(frozen=True, slots=True)
class Noted:
    """An offer of the list: how to reach it, where it is, when it is next."""

    record: OfferRecord
    title: Said
    address: str
    by: str
    ways: tuple[Way, ...]
    call: Way | None
    place: str
    opening: Opening
    next: str
    cost: str
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list. ``state``: an offer, one that is gone, or a part of the link nobody can read."""

    state: str
    remove: str = ""
    offer: Noted | None = None


def read_list(params: QueryDict) -> Asked:
    """The list in an address; never an error, whatever stands there."""
    entries: list[str] = []
    for value in params.getlist("a"):
        known = read_id(value)
        if not known or known not in entries:
            entries.append(known)
    taken_off = tuple(dict.fromkeys(filter(None, map(read_id, params.getlist("weg")))))
    shown = entries[:MOST_KEPT]
    return Asked(tuple(shown), tuple(known for known in taken_off if known in shown), len(entries) - len(shown))


def find(snap: Snapshot, slug: str, ids: Sequence[str]) -> dict[str, OfferRecord]:
    """The offers with these ids: of the network ``slug`` first, then of all others (results show neighbours too)."""
    found = {known: offer for known in ids if (offer := snap.offer(slug, known))}
    for other, shard in snap.shards.items():
        missing = [known for known in ids if known not in found]
        if not missing:
            break
        if other == slug:
            continue
        for known, row in zip(missing, shard.rows_of(missing), strict=True):
            offer = shard.offers[int(row)] if row >= 0 else shard.resting.get(known)
            if offer is not None:
                found[known] = offer
    return found


def lines(page: Page, asked: Asked, found: dict[str, OfferRecord], *, own: bool) -> tuple[Line, ...]:
    """The list line by line, without what was just taken off. ``own``: it is the one in the phone."""
    made = []
    along = "" if own else Question(kept=asked.ids).query()
    for known in asked.entries:
        if known in asked.taken_off:
            continue
        if not known:
            made.append(Line(BROKEN))
            continue
        remove = page.links.shortlist(page.slug, asked.every, without=(*asked.taken_off, known))
        offer = found.get(known)
        made.append(Line(HERE, remove, noted(page, offer, along)) if offer else Line(GONE, remove))
    return tuple(made)


def noted(page: Page, offer: OfferRecord, along: str = "") -> Noted:
    """One offer in short."""
    texts = page.t
    record = page.snap.networks.get(offer.network)
    land = record.land if record else page.land
    marked = mark(offer, page.today, texts)
    away = marked is not None and marked.away
    state = UNKNOWN if away else opening(offer.opening_hours, page.at, offer.land or land, texts)
    page.until(state.changes)
    page.until(page.midnight)
    found = ways(offer, texts)
    title = said(offer, "title", page.language)
    return Noted(
        record=offer,
        title=title,
        address=page.links.offer(offer.network, offer.id) + from_home(along, page.home_beyond(offer.network)),
        by=offer.organisation if offer.organisation != title.text else "",
        ways=tuple(way for way in found if way.href)[:2],
        call=next((way for way in found if way.kind == "phone"), found[0] if found else None),
        place=where(offer, None, page),
        opening=state,
        next=next_date(page, offer, land) if offer.dates and not away else "",
        cost=facts.cost(offer.cost_kind, texts, short=True),
        mark=marked,
    )


def carried(page: Page, kept: tuple[str, ...], slug: str = "") -> Markup:
    """The way back to a list that travels in the address; empty where none does."""
    if not kept:
        return Markup()
    address = page.links.shortlist(slug or page.slug, kept)
    html = template("_carried", page.language.code).render(t=page.t, address=address, number=len(kept))
    return Markup(html)  # noqa: S704 - our own template, escaped there
