"""The result pages: what was understood, what helps, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Protocol

from django.http import HttpResponse
from markupsafe import Markup

from nestwerk.catalogue.public import Answer
from nestwerk.catalogue.records import NetworkRecord
from nestwerk.finder.asking import COUNTED_AS, LAST_PAGE, STAGES, Question, read_question
from nestwerk.finder.page import Page, answer, public_page
from nestwerk.finder.present.cards import card
from nestwerk.finder.present.chips import chips
from nestwerk.finder.present.contact import ways
from nestwerk.finder.present.filters import filters
from nestwerk.finder.present.form import form
from nestwerk.finder.present.help_lines import COMFORT, lines_for
from nestwerk.finder.present.maps import draw
from nestwerk.finder.present.outcome import Above, above
from nestwerk.finder.present.shortlist import carried
from nestwerk.matching.types import Context, Place

PER_PAGE = 10
NEAR_KM = 40.0  # where no network is responsible, only what lies this near is offered
LOOKED_AT = 300  # results among which that is looked for


def ask(page: Page, question: Question, place: Place | None, *, limit: int = PER_PAGE, offset: int = 0) -> Answer:
    """Put the question to the published catalogue, from the page's network."""
    context = Context(
        language=page.language.code,
        near=place,
        age_months=question.age_months,
        age_stage=COUNTED_AS.get(question.age, ""),
        network=page.slug,
        home=page.home(),
        without=frozenset(question.without),
        needs=question.needs,
        offer_types=question.types,
        languages=question.languages,
        access=question.access,
        cost=question.cost or None,
    )
    silent = frozenset({"voice:none"}) if question.voice else frozenset[str]()
    return page.snap.search(question.q, context, today=page.today, limit=limit, offset=offset, filters=silent)


@public_page
def search(page: Page) -> HttpResponse:
    """The results of one network and its neighbourhood."""
    question = read_question(page.request.GET)
    place = page.snap.find_place(question.place, page.home()) if question.place else None
    return _results(page, question, place, unknown_place=bool(question.place) and place is None)


@public_page
def search_everywhere(page: Page) -> HttpResponse:
    """The search without a network: asks for the place first, since help is local, then asks who is responsible."""
    question = read_question(page.request.GET)
    place = page.snap.find_place(question.place) if question.place else None
    if place is None:
        found = ask(page, question, None) if question.q else None
        place = found.understood.place if found else None
        if place is None:
            return _ask_for_place(page, question, found)
    responsible = page.snap.responsible_for(place)
    home = page.snap.networks.get(responsible[0]) if responsible else None
    return _results(page, question, place, home=home, uncovered=home is None)


def _elsewhere(page: Page, place: Place | None) -> tuple[NetworkRecord | None, bool]:
    """The network responsible for a place outside the page's own, if there is one; and whether it is outside."""
    network = page.network
    if network is None or place is None or not (network.ags or network.postal_codes):
        return None, False
    responsible = page.snap.responsible_for(place)
    if network.slug in responsible:
        return None, False
    return (page.snap.networks[responsible[0]] if responsible else None), True


def _ask_for_place(page: Page, question: Question, found: Answer | None) -> HttpResponse:
    first = above(page, question, found.understood, []) if found else Above()
    return _answer(
        page,
        "where",
        question,
        above=first,
        networks=[(network, page.links.search(network.slug) + question.query()) for network in page.all_networks()],
        unknown_place=bool(question.place),
        urgent=first.urgent,
    )


def _results(
    page: Page,
    question: Question,
    place: Place | None,
    *,
    home: NetworkRecord | None = None,
    unknown_place: bool = False,
    uncovered: bool = False,
) -> HttpResponse:
    asked_from = page.network
    page.network = asked_from or home
    if uncovered:
        found = ask(page, question, place, limit=LOOKED_AT)
        near = [
            (hit, offer) for hit, offer in found.offers if hit.distance_km is not None and hit.distance_km <= NEAR_KM
        ]
        offers = near[: 2 * PER_PAGE]  # there is no further page: who offers help there is asked by telephone
    else:
        found = ask(page, question, place, offset=(question.page - 1) * PER_PAGE)
        if not found.offers and found.ranking.total:  # an old address of a list that has become shorter: its last page
            question = replace(question, page=min(LAST_PAGE, -(-found.ranking.total // PER_PAGE)))
            found = ask(page, question, place, offset=(question.page - 1) * PER_PAGE)
        offers = list(found.offers)
    understood = found.understood
    first = above(page, question, understood, offers)
    total = len(offers) if uncovered else found.ranking.total
    match = found.ranking.match if offers or question.page > 1 else "none"
    from_search = question.query()
    number = (question.page - 1) * PER_PAGE
    cards = [
        card(
            page,
            offer,
            number=number + n,
            hit=hit,
            query=from_search,
            kept=question.kept,
            silently=bool(question.voice),
        )
        for n, (hit, offer) in enumerate(offers, 1)
    ]
    home_network = page.network
    page.network = asked_from
    elsewhere, outside = _elsewhere(page, understood.place)
    base = page.links.search(page.slug)
    return _answer(
        page,
        "results",
        question,
        form=form(page, question, unknown_place=unknown_place),
        above=first,
        urgent=first.urgent,
        chips=_joined(chips(page, question, understood)),
        corrections=understood.corrections,
        all_again=base + question.query(without=()) if question.without else "",
        match=match,
        total=total,
        cards=cards,
        list=_joined(cards),
        map=draw(home_network, cards, understood.place),
        place=understood.place,
        carried=carried(page, question.kept, home_network.slug if home_network else ""),
        groups="" if uncovered else _joined(filters(page, question, found.ranking.facets)),
        uncovered=uncovered,
        home_network=home_network,
        outside=outside,
        elsewhere=elsewhere,
        search_there=page.links.search(elsewhere.slug) + question.query() if elsewhere else "",
        contact=ways(home_network.contact, page.t) if home_network else (),
        lines=lines_for(page, {COMFORT}) if match == "none" and not first.urgent and not first.comfort else (),
        previous=base + question.query(page=question.page - 1) if question.page > 1 else "",
        following=base + question.query(page=question.page + 1)
        if number + len(cards) < total and question.page < LAST_PAGE and not uncovered
        else "",
    )


class _Rendered(Protocol):
    @property
    def html(self) -> str: ...


def _joined(parts: Iterable[_Rendered]) -> Markup:
    """Finished pieces of the page, one after the other."""
    return Markup("".join([part.html for part in parts]))  # noqa: S704 - rendered by our own templates


def _answer(page: Page, template: str, question: Question, **context: Any) -> HttpResponse:
    """The whole page, or only its changing part for a request of our own script."""
    meta = page.request.META
    partial = template == "results" and "HTTP_HX_REQUEST" in meta and "HTTP_HX_HISTORY_RESTORE_REQUEST" not in meta
    response = answer(
        page,
        f"_{template}" if partial else template,
        title=page.t("results.title"),
        private=True,
        question=question,
        stages=tuple(STAGES),
        **context,
    )
    response["Vary"] = "HX-Request"
    return response
