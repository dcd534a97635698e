"""Standing pages: the network, who is responsible, emergencies, and what the law asks for."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse

from nestwerk.catalogue.records import NetworkRecord, SpaceRecord
from nestwerk.common.order import german_key
from nestwerk.finder.asking import read_question
from nestwerk.finder.page import Page, answer, intro, public_page
from nestwerk.finder.present.contact import Way, ways
from nestwerk.finder.present.emergency_page import emergency_page
from nestwerk.finder.present.first_call import first_call
from nestwerk.finder.present.linked_data import data_block, network_data
from nestwerk.finder.present.statement import statement
from nestwerk.finder.present.take_away import there_is
from nestwerk.finder.wording import dates
from nestwerk.finder.wording.hours import opening
from nestwerk.finder.wording.labels import label_of

MOST_PLACES = 8


@public_page
def network(page: Page) -> HttpResponse:
    """What the network is, its coordination office, its regions and who takes part."""
    record = page.network
    if record is None:
        raise Http404
    state = opening(record.contact.opening_hours, page.at, record.land, page.t)
    page.until(state.changes)
    return answer(
        page,
        "network",
        title=page.t("network.title"),
        intro=intro(page),
        contact=ways(record.contact, page.t),
        opening=state,
        spaces=_spaces(page, record),
        partners=_partners(page, record),
        data=data_block(network_data(record, settings.PUBLIC_URL)),
        own=_own(page),
    )


def _own(page: Page) -> list[tuple[str, str, bool]]:
    """What the network wrote itself, if anything: title, address, whether the title stays German."""
    found = page.snap.addition(page.slug, "pages") or {"menu": []}
    return [
        (
            titles.get(page.language.code) or titles["de"],
            page.links.page(path, page.slug),
            page.language.code not in titles and not page.language.german,
        )
        for path, titles in found["menu"]
    ]


def _spaces(page: Page, record: NetworkRecord) -> list[tuple[SpaceRecord, tuple[Way, ...]]]:
    return [(space, ways(space.contact, page.t)) for space in record.spaces]


def _partners(page: Page, record: NetworkRecord) -> list[tuple[str, list[str]]]:
    """Names of partners by what they are, both in order."""
    by_type: dict[str, list[str]] = {}
    for organisation in record.organisations:
        by_type.setdefault(label_of(organisation.type, page.snap.terms, page.t), []).append(organisation.name)
    named = [(title, sorted(names, key=german_key)) for title, names in by_type.items()]
    return sorted(named, key=lambda pair: (not pair[0], german_key(pair[0])))  # who says nothing of itself comes last


@public_page
def responsible(page: Page) -> HttpResponse:
    """ "Wer ist zuständig?": from any German place or postal code to its network, or an honest no."""
    asked = read_question(page.request.GET).place
    place = page.snap.find_place(asked) if asked else None
    slugs = page.snap.responsible_for(place) if place else ()
    networks = [page.snap.networks[slug] for slug in slugs if slug in page.snap.networks]
    if place:
        near = page.snap.namesakes(asked, place)[:MOST_PLACES]
    else:
        near = page.snap.suggest_places(asked, MOST_PLACES) if asked else []
    return answer(
        page,
        "responsible",
        title=page.t("responsible.title"),
        private=bool(asked),
        asked=asked,
        place=place,
        networks=[(record, ways(record.contact, page.t), _space_of(record, place.name)) for record in networks]
        if place
        else [],
        suggestions=near,
    )


def _space_of(record: NetworkRecord, place_name: str) -> SpaceRecord | None:
    """The region inside the network a place belongs to."""
    return next((space for space in record.spaces if place_name in space.places), None)


@public_page
def emergency(page: Page) -> HttpResponse:
    """Every helpline for parents by what is the matter, those without the voice gathered at the end."""
    return answer(
        page,
        "emergency",
        title=page.t("emergency.title"),
        help=emergency_page(page),
        call=first_call(page.language.code),
        checked=_checked(page),
    )


def _checked(page: Page) -> str:
    """The day of the oldest check among the lines, in words: the honest one."""
    return (
        dates.long_day(min(record.checked_on for record in page.snap.helplines), page.t) if page.snap.helplines else ""
    )


@public_page
def imprint(page: Page) -> HttpResponse:
    """Who is answerable for these pages."""
    return _legal(page, "imprint")


@public_page
def privacy(page: Page) -> HttpResponse:
    """What is stored (nothing), what the browser keeps, and whom to ask."""
    return _legal(page, "privacy")


@public_page
def accessibility(page: Page) -> HttpResponse:
    """The accessibility statement with the way to report a barrier."""
    return _legal(page, "accessibility", said=statement(page))


@public_page
def about(page: Page) -> HttpResponse:
    """What this site is, and how to delete the traces it leaves in a browser."""
    return answer(page, "about", title=page.t("about.title"))


def _legal(page: Page, kind: str, **context: Any) -> HttpResponse:
    record = page.network
    return answer(
        page,
        kind,
        title=page.t(f"{kind}.title"),
        imprint=record.imprint if record else {},
        contact=ways(record.contact, page.t) if record else (),
        networks=page.all_networks(),
        **context,
        newsletter=page.network is not None and there_is(page.snap, page.slug, "newsletter", "audiences"),
    )
