"""Appointment lists for everybody: a page week by week, the same on paper, and the sheet for a waiting room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote, urlencode

from django.http import Http404, HttpResponse, HttpResponseBase

from nestwerk.common.order import german_key
from nestwerk.finder.kept import KeptWithSnapshot
from nestwerk.finder.page import Page, answer, public_page
from nestwerk.finder.present.contact import ways
from nestwerk.finder.wording.labels import label_of

from ..calendars.scopes import Choice, place_key, spaces, topics, towns
from ..sheets import dates as lists
from ..sheets.week import (
    SPANS,
    Asked,
    Row,
    bare,
    monday_of,
    rows,
    shortened,
    towns_of,
    week_for_a_wall,
    week_from,
    week_key,
)
from .sheets import Here, here_of, one_of, pdf_answer, sheet_page

NAMES = {"space": "region", "town": "ort", "provider": "anbieter", "topic": "thema"}  # in an address
_rows: KeptWithSnapshot[tuple[Row, ...]] = KeptWithSnapshot(64)
_keys: KeptWithSnapshot[dict[str, dict[str, str]]] = KeptWithSnapshot(256)
_towns: KeptWithSnapshot[dict[str, tuple[str, float, float]]] = KeptWithSnapshot(256)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A list as its address asks for it. ``week``: the one it names; without one a list begins today."""

    here: Here
    asked: Asked
    start: date
    week: str
    weeks: int
    names: dict[str, str]  # of what was chosen, by field

    @property
    def every(self) -> tuple[Row, ...]:
        """All rows of the time."""
        slug = self.here.network.slug
        return _rows.get(
            self.here.snap,
            (slug, self.start, self.weeks),
            lambda: rows(self.here.snap.offers(slug), self.here.network, self.start, self.weeks),
        )

    @property
    def found(self) -> list[Row]:
        """The rows wanted."""
        return [row for row in self.every if self.asked.wants(row.offer)]

    def address(self, path: str, **changed: str) -> str:
        """``path`` with what is asked for; ``changed`` takes the place of parts."""
        parts = {NAMES[field]: getattr(self.asked, field) for field in NAMES}
        parts |= {"woche": self.week, "wochen": str(self.weeks) if self.weeks != SPANS[0] else ""}
        query = urlencode({name: value for name, value in (parts | changed).items() if value})
        return f"{path}?{query}" if query else path


@public_page
def dates(page: Page) -> HttpResponse:
    """The dates of a week or a few, with filters that never lead to nothing by themselves."""
    wanted = _wanted(page)
    here, path = wanted.here, page.links.page("termine", page.slug)
    found, more = shortened(wanted.found)
    page.until(page.midnight)
    response = answer(
        page,
        "publishing/sheets_dates",
        title=page.t("sheets.dates.title"),
        days=lists.days(here, found),
        more=more,
        span=lists.span_of(wanted.start, wanted.weeks, page.t),
        fields=_fields(page, wanted),
        lengths=[(weeks, weeks == wanted.weeks) for weeks in SPANS],
        week=wanted.week,
        filtered=wanted.asked.any,
        whole=f"{path}?woche={wanted.week}" if wanted.week else path,
        before=_week(wanted, path, -wanted.weeks),
        after=_week(wanted, path, wanted.weeks),
        now=wanted.address(path, woche="") if wanted.week else "",
        contact=ways(page.network.contact, page.t) if page.network else (),
        pdf=wanted.address(page.links.page("termine.pdf", page.slug)),
        feed="webcal:" + page.absolute(_feed(page.slug, wanted.asked)).partition(":")[2],
    )
    if page.tail:
        response["X-Robots-Tag"] = "noindex"
    return response


@sheet_page
def dates_pdf(page: Page) -> HttpResponseBase:
    """The same list to print."""
    wanted = _wanted(page)
    path = wanted.address(page.links.page("termine", page.slug))
    return pdf_answer(
        page,
        wanted.here,
        ("termine", wanted.asked, wanted.start, wanted.weeks, wanted.week),
        lambda: lists.list_pdf(
            wanted.here,
            wanted.found,
            start=wanted.start,
            weeks=wanted.weeks,
            filters=list(wanted.names.values()),
            path=path,
        ),
        f"termine-{page.slug}-{wanted.start}",
    )


@sheet_page
def weekly_pdf(page: Page) -> HttpResponseBase:
    """What takes place in a week near a municipality of the network (``ort``), for a waiting room."""
    here = here_of(page)
    slug = here.network.slug
    known = _towns.get(page.snap, slug, lambda: towns_of(here.network, here.snap.offers(slug)))
    town = known.get(page.request.GET.get("ort", "") or next(iter(known), ""))
    monday = week_from(page.request.GET.get("woche", "") or week_key(week_for_a_wall(page.today)), page.today)
    if town is None or monday is None:
        raise Http404
    path = f"{page.links.page('termine', page.slug)}?woche={week_key(monday)}"
    return pdf_answer(
        page,
        here,
        ("wochenblatt", town, monday),
        lambda: lists.weekly_pdf(here, town, monday, path=path),
        f"woche-{place_key(town[0])}-{week_key(monday)}",
    )


def _wanted(page: Page) -> Wanted:
    """What the address asks for. 404 for a week too far away, and for what this network does not have."""
    here, given = here_of(page), page.request.GET
    week = given.get("woche", "")
    start = week_from(week, page.today) if week else page.today
    if start is None:
        raise Http404
    weeks = int(one_of(given.get("wochen"), tuple(map(str, SPANS))))
    chosen = {field: given.get(name, "") for field, name in NAMES.items()}
    names = {}
    if any(chosen.values()):
        known = _keys.get(page.snap, (page.slug, page.language.code), lambda: _known(page, here))
        for field, key in chosen.items():
            if key and key not in known[field]:
                raise Http404
            if key:
                names[field] = known[field][key]
    return Wanted(here, Asked(**chosen), start, week, weeks, names)


def _known(page: Page, here: Here) -> dict[str, dict[str, str]]:
    """Every key an address may hold, with its name."""
    offers = here.snap.offers(here.network.slug)
    places = {place_key(bare(name)): bare(name) for name, *_ in here.network.places}
    return {
        "space": {space.slug: space.name for space in here.network.spaces},
        "town": places | {place_key(offer.city): offer.city for offer in offers if offer.city},
        "provider": {offer.organisation_id: offer.organisation for offer in offers if offer.organisation_id},
        "topic": {
            code: label_of(code, page.snap.terms, page.t) for code, term in page.snap.terms.items() if term.shown
        },
    }


def _fields(page: Page, wanted: Wanted) -> list[dict[str, Any]]:
    """The filters with what can be chosen in this time; what is chosen stays even where it leads to nothing."""
    here = wanted.here
    offers = list({row.offer.id: row.offer for row in wanted.every}.values())
    number = Counter(offer.organisation_id for offer in offers if offer.organisation_id)
    named = {offer.organisation_id: offer.organisation for offer in offers}
    providers = [Choice(key, named[key], many) for key, many in number.items()]
    choices: dict[str, Sequence[Choice]] = {
        "space": spaces(offers, here.network),
        "town": towns(offers),
        "provider": sorted(providers, key=lambda one: german_key(one.name)),
        "topic": topics(offers, here.snap.terms, lambda code: label_of(code, here.snap.terms, page.t)),
    }
    fields = []
    for field, name in NAMES.items():
        chosen = getattr(wanted.asked, field)
        found = list(choices[field])
        if chosen and chosen not in {one.key for one in found}:
            found.append(Choice(chosen, wanted.names[field], 0))
        if len(found) > 1 or chosen:
            fields.append({"name": name, "field": field, "chosen": chosen, "choices": found})
    return fields


def _week(wanted: Wanted, path: str, weeks: int) -> str:
    """The address of the list before or after; empty where there is none."""
    key = week_key(monday_of(wanted.start) + timedelta(weeks=weeks))
    return wanted.address(path, woche=key) if week_from(key, wanted.here.today) else ""


def _feed(slug: str, asked: Asked) -> str:
    """The calendar nearest to the filters: of one region, place or topic where only that is asked for."""
    kinds = [(kind, key) for kind, key in (("raum", asked.space), ("ort", asked.town), ("thema", asked.topic)) if key]
    if len(kinds) == 1 and not asked.provider:
        (kind, key) = kinds[0]
        return f"/{slug}/kalender/{kind}/{quote(key)}.ics"
    return f"/{slug}/kalender.ics"
