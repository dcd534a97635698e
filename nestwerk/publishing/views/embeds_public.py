"""The embeds as foreign pages show them: from the catalogue alone, no cookie, framed only by who is on the list."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from nestwerk.catalogue import public as catalogue
from nestwerk.catalogue.records import OfferRecord
from nestwerk.common.headers import content_policy
from nestwerk.finder.page import Page, answer, public_page
from nestwerk.finder.present.contact import ways
from nestwerk.finder.present.offers import offer_page
from nestwerk.finder.present.outcome import above
from nestwerk.finder.views.results import ask
from nestwerk.finder.wording.labels import label_of
from nestwerk.matching.types import Hit

from ..embeds.choice import SCHEMES, Choice, read_choice
from ..embeds.coming import coming
from ..embeds.origins import NAME, allowed, ancestors
from ..embeds.rows import row
from ..embeds.sheet import sheet

NEXT_DATES = 3  # of a single offer
MOST_LOOKED_AT = 500  # offers of a search that are looked through for those of a region
View = Callable[..., HttpResponse]


class Listed(NamedTuple):
    """What a result list shows: offers in their order with why, how many there are, whether it sounds urgent."""

    offers: list[tuple[Hit | None, OfferRecord]]
    total: int
    urgent: bool


def _embed(view: View) -> View:
    """Turn ``view(page, choice, …)`` into a page that websites of the network's list may hold in a frame."""

    @public_page
    @wraps(view)
    def framed(page: Page, **rest: Any) -> HttpResponse:
        choice = read_choice(page.request.GET, page.snap.terms, regions(page))
        response = view(page, choice, **rest)
        response["Content-Security-Policy"] = content_policy(framed_by=ancestors(hosts(page)))
        response["X-Robots-Tag"] = "noindex"
        response["Cross-Origin-Resource-Policy"] = "cross-origin"  # for websites that load nothing else
        return response

    return framed


def regions(page: Page) -> dict[str, str]:
    """The regions of the network by slug, with their names."""
    return {space.slug: space.name for space in page.network.spaces} if page.network else {}


def hosts(page: Page) -> tuple[str, ...]:
    """The websites that may show this network's embeds."""
    return allowed(page.snap.addition(page.slug, NAME), loopback=loopback())


def loopback() -> bool:
    """Whether pages on this machine may try embeds without https: a demonstration that is not on the web."""
    return bool(settings.DEMO and not settings.HTTPS)


def _answer(page: Page, choice: Choice, template: str, *, title: str, **context: Any) -> HttpResponse:
    question = choice.question
    return answer(
        page,
        f"publishing/embed_{template}",
        title=title,
        choice=choice,
        hosts=" ".join(hosts(page)),
        topic=label_of(choice.topic, page.snap.terms, page.t) if choice.topic else "",
        region=regions(page).get(choice.space, ""),
        question=question,
        everything=page.links.search(page.slug) + question.query() if question.asked else page.links.offers(page.slug),
        **context,
    )


@_embed
def search(page: Page, choice: Choice) -> HttpResponse:
    """The search box. What somebody types goes to the public site in a new tab, never to the page around."""
    return _answer(page, choice, "search", title=page.t("embeds.search_title"))


@_embed
def results(page: Page, choice: Choice) -> HttpResponse:
    """A list of offers for a topic, a place, or words."""
    found = listed(page, choice)
    return _answer(
        page,
        choice,
        "results",
        title=page.t("embeds.results_title"),
        private=bool(choice.q),
        rows=[row(page, offer, hit) for hit, offer in found.offers],
        total=found.total,
        urgent=found.urgent,
        ways=ways(page.network.contact, page.t) if page.network and not found.offers else (),
    )


def listed(page: Page, choice: Choice) -> Listed:
    """The offers of a result list, as the public site would find them; of a region only the network's own."""
    question = choice.question
    if not question.asked:
        offers = [offer for offer in page.snap.offers(page.slug) if choice.space in ("", offer.social_space)]
        return Listed([(None, offer) for offer in offers[: choice.number]], len(offers), False)
    place = page.snap.find_place(question.place, page.home()) if question.place else None
    found = ask(page, question, place, limit=MOST_LOOKED_AT if choice.space else choice.number)
    pairs, total = list(found.offers), found.ranking.total
    urgent = above(page, question, found.understood, pairs).urgent
    if choice.space:
        pairs = [(hit, one) for hit, one in pairs if (one.network, one.social_space) == (page.slug, choice.space)]
        total = len(pairs)
    return Listed([(hit, offer) for hit, offer in pairs[: choice.number]], total, urgent)


@_embed
def dates(page: Page, choice: Choice) -> HttpResponse:
    """The next dates."""
    shown, total = coming(page, choice)
    return _answer(page, choice, "dates", title=page.t("embeds.dates_title"), dates=shown, total=total)


@_embed
def offer(page: Page, choice: Choice, offer_id: str) -> HttpResponse:
    """One offer; a kind word and 404 once it is gone."""
    record = page.snap.offer(page.slug, offer_id)
    title = page.t("offer.title")
    if record is None:
        return _answer(page, choice, "gone", title=title, status=404)
    shown = offer_page(page, record)
    return _answer(page, choice, "offer", title=title, offer=shown, dates=shown.dates.next[:NEXT_DATES])


@require_safe
def style(request: HttpRequest, network: str, scheme: str) -> HttpResponse:
    """The style sheet of a network's embeds in one of the schemes."""
    try:
        record = catalogue.current().networks.get(network)
    except catalogue.NotReady:
        record = None
    if record is None or scheme not in SCHEMES:
        raise Http404
    response = HttpResponse(sheet(scheme, record.accent), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=300"
    return response
