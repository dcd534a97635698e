"""Calendars to subscribe to, the page that offers them, and what is new. Read from the catalogue alone, no cookie."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from itertools import islice
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from nestwerk.catalogue import public as catalogue
from nestwerk.catalogue.public import Snapshot
from nestwerk.catalogue.records import NetworkRecord, OfferRecord
from nestwerk.common.hours import BERLIN
from nestwerk.common.readable import readable
from nestwerk.finder.kept import KeptWithSnapshot
from nestwerk.finder.page import Page, answer, public_page
from nestwerk.finder.wording.labels import label_of

from ..calendars import news
from ..calendars.events import START
from ..calendars.scopes import belongs, calendar, place_key, spaces, topics, towns, with_dates

_kept: KeptWithSnapshot[bytes] = KeptWithSnapshot(64)  # calendars of networks, their parts and single offers
View = Callable[..., bytes]


@public_page
def choose(page: Page) -> HttpResponse:
    """Every calendar of the network with a link that programs open by themselves."""
    assert page.network is not None  # noqa: S101  # the address has one
    offers = with_dates(page.snap.offers(page.slug))
    groups = [
        ("raum", spaces(offers, page.network)),
        ("ort", towns(offers)),
        ("thema", topics(offers, page.snap.terms, lambda code: label_of(code, page.snap.terms, page.t))),
    ]
    front = page.absolute(f"/{page.slug}/kalender")
    page.until(page.midnight)
    return answer(
        page,
        "publishing/calendars",
        title=page.t("calendars.title"),
        total=len(offers),
        whole=f"{front}.ics",
        groups=[
            (kind, [(f"{front}/{kind}/{quote(one.key)}.ics", one) for one in found]) for kind, found in groups if found
        ],
        news=(page.absolute(f"/{page.slug}/neues.atom"), page.absolute(f"/{page.slug}/neues.rss")),
    )


def _file(media_type: str, name: str) -> Callable[[View], Callable[..., HttpResponseBase]]:
    """A file for programs: any page may read it; 404 for an unknown network, 304 for who has it."""

    def made(view: View) -> Callable[..., HttpResponseBase]:
        @require_safe
        @wraps(view)
        def wrapped(request: HttpRequest, *, network: str, **rest: Any) -> HttpResponseBase:
            try:
                snap = catalogue.current()
            except catalogue.NotReady:
                response = HttpResponse("Der Katalog ist noch nicht geladen.\n", status=503, content_type="text/plain")
                response["Retry-After"] = "5"
                return response
            if network not in snap.networks:
                raise Http404
            day = timezone.now().astimezone(BERLIN).date()
            body = _kept.get(
                snap, (_base(request), request.path, day), lambda: view(request, snap, snap.networks[network], **rest)
            )
            etag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
            answered = get_conditional_response(request, etag=etag) or HttpResponse(body, content_type=media_type)
            answered["ETag"], answered["Cache-Control"] = etag, "public, max-age=900"
            readable(answered)
            answered["Content-Disposition"] = f'inline; filename="{network}-{name}"'
            return answered

        return wrapped

    return made


@_file("text/calendar; charset=utf-8", "kalender.ics")
def whole(request: HttpRequest, snap: Snapshot, network: NetworkRecord) -> bytes:
    """All dates of a network."""
    return _calendar(request, snap, network, with_dates(snap.offers(network.slug)), f"Termine: {network.name}")


@_file("text/calendar; charset=utf-8", "kalender.ics")
def part(request: HttpRequest, snap: Snapshot, network: NetworkRecord, *, kind: str, key: str) -> bytes:
    """The dates of a region, a topic or a place. A part that exists and has no dates just now is an empty calendar."""
    offers = snap.offers(network.slug)
    names = {
        "raum": {space.slug: space.name for space in network.spaces},
        "thema": {code: term.labels["de"] for code, term in snap.terms.items() if term.shown},
        "ort": {place_key(offer.city): offer.city for offer in offers if offer.city},
    }[kind]
    if key not in names:
        raise Http404
    name = f"{names[key]} ({network.name})"
    return _calendar(request, snap, network, [one for one in with_dates(offers) if belongs(kind, key)(one)], name)


@_file("text/calendar; charset=utf-8", "kalender.ics")
def one_offer(request: HttpRequest, snap: Snapshot, network: NetworkRecord, *, offer_id: str) -> bytes:
    """The dates of one offer."""
    offer = snap.offer(network.slug, offer_id)
    if offer is None:
        raise Http404
    shown = [] if offer_id in snap.shards[network.slug].resting else with_dates([offer])
    return _calendar(request, snap, network, shown, offer.title or network.name)


def _calendar(
    request: HttpRequest, snap: Snapshot, network: NetworkRecord, offers: list[OfferRecord], name: str
) -> bytes:
    base = _base(request)
    changes = snap.changes(network.slug)
    return calendar(
        offers,
        network,
        snap.terms,
        name=name,
        address=base + request.path,
        page=lambda offer_id: f"{base}/{network.slug}/angebote/{quote(offer_id, safe='')}",
        changed={known: change.moment for known, change in changes.items()},
        today=timezone.now().astimezone(BERLIN).date(),
    )


@_file("application/atom+xml; charset=utf-8", "neues.atom")
def atom(request: HttpRequest, snap: Snapshot, network: NetworkRecord) -> bytes:
    """What is new."""
    base = _base(request)
    page = f"{base}/{network.slug}/"
    return news.atom(
        _news(snap, network, base), title=network.name, address=base + request.path, page=page, stand=START
    )


@_file("application/rss+xml; charset=utf-8", "neues.rss")
def rss(request: HttpRequest, snap: Snapshot, network: NetworkRecord) -> bytes:
    """The same for older readers."""
    base = _base(request)
    page = f"{base}/{network.slug}/"
    return news.rss(_news(snap, network, base), title=network.name, address=base + request.path, page=page, stand=START)


def _base(request: HttpRequest) -> str:
    return (settings.PUBLIC_URL or request.build_absolute_uri("/")).rstrip("/")


def _news(snap: Snapshot, network: NetworkRecord, base: str) -> list[news.Entry]:
    """The offers that changed last, newest first."""
    changes = snap.changes(network.slug)
    newest = sorted(
        (known for known, one in changes.items() if not one.gone), key=lambda known: (-changes[known].at, known)
    )
    found = ((known, snap.offer(network.slug, known)) for known in newest)
    resting = snap.shards[network.slug].resting
    entries = (
        news.Entry(
            id=known,
            title=offer.title,
            summary=offer.summary,
            provider=offer.organisation,
            address=f"{base}/{network.slug}/angebote/{quote(known, safe='')}",
            at=changes[known].moment,
        )
        for known, offer in found
        if offer is not None and known not in resting
    )
    return list(islice(entries, news.MOST))
