"""What every public page shares: its language, its network, its moment, its frame; and how it becomes an answer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from markupsafe import Markup, escape

from nestwerk.catalogue import public as catalogue
from nestwerk.catalogue.records import NetworkRecord
from nestwerk.common.hours import BERLIN
from nestwerk.common.order import german_key
from nestwerk.finder import fallback
from nestwerk.finder.environment import template as template_in
from nestwerk.finder.frame import frame
from nestwerk.finder.gaps import cut, fill, gaps
from nestwerk.finder.kept import KeptWithSnapshot
from nestwerk.finder.languages import BY_CODE, LANGUAGES, Language
from nestwerk.finder.links import Links
from nestwerk.finder.present.qr import qr_code
from nestwerk.finder.texts import Texts, texts_for
from nestwerk.finder.tiles import tiles

MIDDLES = {"results": "_results"}  # pages asked anew by everyone, with the template of what changes
_GAPS = gaps("tail", "main")
TARGETS = {"notfall": ("schriftlich",), "ueber": ("verlauf",)}  # parts of pages that links lead to
READING = ("GET", "HEAD")
# Such a page computes and waits for nothing. Two at once in one process only take the interpreter from each other,
# fifty times a page: numpy lets go of it at every step. Threads that wait for the database are not held up.
_computing = threading.Lock()
LONGEST_ON_PAPER = 300  # characters of a path; none of ours is longer, and nobody types more from paper
EXAMPLE_CODE = "96515"  # where no network is known
SHORTEST_LIFE = 5  # seconds a page may live at least, so that a change of opening hours causes no storm


@dataclass(slots=True)
class Page:
    """One page being made. Texts, addresses, the snapshot it reads, and the instant until which it stays true."""

    request: HttpRequest
    language: Language
    snap: catalogue.Snapshot
    at: datetime
    network: NetworkRecord | None = None
    changes: list[datetime] = field(default_factory=list)

    @property
    def t(self) -> Texts:
        """The texts of the page's language."""
        return texts_for(self.language.code)

    @property
    def links(self) -> Links:
        """Addresses in the page's language."""
        return Links(self.language)

    @property
    def slug(self) -> str:
        """The network's slug, or empty on the pages for all networks."""
        return self.network.slug if self.network else ""

    @property
    def land(self) -> str:
        """The Land whose holidays and poison number apply; empty when no network is known."""
        return self.network.land if self.network else ""

    @property
    def example_code(self) -> str:
        """A postal code to show how one is written: the network's own."""
        if self.network is None:
            return EXAMPLE_CODE
        return self.network.contact.postal_code or next(iter(self.network.postal_codes), EXAMPLE_CODE)

    @property
    def today(self) -> date:
        """The day it is in Germany."""
        return self.at.astimezone(BERLIN).date()

    @property
    def midnight(self) -> datetime:
        """When the day ends in Germany."""
        return datetime.combine(self.today + timedelta(days=1), time(), BERLIN)

    def home(self) -> tuple[float, float] | None:
        """The centre of the network, to tell places of one name apart."""
        return (self.network.lat, self.network.lon) if self.network else None

    def home_beyond(self, network: str) -> str:
        """The slug of the reader's own network where something of another ``network`` is shown to her; else empty."""
        return self.slug if self.slug != network else ""

    def all_networks(self) -> list[NetworkRecord]:
        """Every network by name, in German order."""
        return sorted(self.snap.networks.values(), key=lambda network: german_key(network.name))

    def until(self, moment: datetime | None) -> None:
        """Note that something on the page stops being true at ``moment``."""
        if moment is not None:
            self.changes.append(moment)

    @property
    def tail(self) -> str:
        """The query string of this page's address with its question mark, as it came; or empty."""
        query = self.request.META.get("QUERY_STRING", "")
        return f"?{query}" if query else ""

    def other_languages(self, tail: str) -> list[tuple[Language, str]]:
        """Every language with this page's address in it. The words asked travel along, in the reader's own tab only."""
        path = self.request.path
        if self.language.prefix:
            path = path[len(self.language.prefix) + 1 :]
        return [(other, f"{'/' + other.prefix if other.prefix else ''}{path}{tail}") for other in LANGUAGES]

    def alternates(self) -> list[tuple[str, str]]:
        """This page in every language for search engines: ``hreflang`` and whole address, German for all others."""
        found = [(other.tag, self.absolute(address)) for other, address in self.other_languages(self.tail)]
        return [*found, ("x-default", found[0][1])]

    @property
    def targets(self) -> tuple[str, ...]:
        """The top of this page, and the part (anchor) other pages lead to: the switch of languages keeps it, without a
        script too."""
        return ("", *TARGETS.get(self.request.path.rsplit("/", 1)[-1], ()))

    def absolute(self, path: str) -> str:
        """``path`` with the public address of this installation in front, for print and QR codes."""
        base = settings.PUBLIC_URL or self.request.build_absolute_uri("/")
        return base.rstrip("/") + path


_shells: KeptWithSnapshot[tuple[str, ...]] = KeptWithSnapshot(2048)
View = Callable[..., HttpResponse]
# Marks what stays German on a page in another language: names, descriptions, addresses.
GERMAN_TEXT = Markup(' lang="de" dir="ltr"')


def public_page(view: View) -> View:
    """Turn ``view(page, …)`` into a Django view that is only read: anything but GET and HEAD gets a 405."""
    made = form_page(view)

    @wraps(view)
    def only_read(request: HttpRequest, *, language: str, **rest: Any) -> HttpResponse:
        if request.method not in READING:
            return fallback.wrong_method(language, READING)
        with _computing:
            return made(request, language=language, **rest)

    return only_read


def form_page(view: View) -> View:
    """Turn ``view(page, …)`` into a Django view: finds the language, the network (404) and the published catalogue.

    What the view does not find (Http404) leads back to the network that was asked.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *, language: str, network: str = "", **rest: Any) -> HttpResponse:
        at = timezone.now()
        try:
            snap = catalogue.current()
        except catalogue.NotReady:
            return fallback.not_ready(language)
        record = None
        if network:
            record = snap.networks.get(network)
            if record is None:
                raise Http404
        page = Page(request=request, language=BY_CODE[language], snap=snap, at=at, network=record)
        try:
            return view(page, **rest)
        except Http404:
            if record is None:
                raise
            return fallback.not_found_in(language, network)

    return wrapped


def answer(
    page: Page, template: str, *, title: str, private: bool = False, status: int = 200, **context: Any
) -> HttpResponse:
    """Render ``finder/<template>.html``, or another app's ``<app>/<template>.html``.

    ``private``: the address holds what was asked, so no browser may keep it.

    ``title`` is the neutral page title, the same for every question. The header ``X-Fresh-Until`` (epoch
    seconds) tells the page cache when an opening or closing time makes the page untrue.
    """
    texts = page.t
    name = page.network.name if page.network else texts("site.name")
    context |= {
        "page": page,
        "tail": page.tail,
        "t": texts,
        "links": page.links,
        "network": page.network,
        "title": title if title == name else f"{title} – {name}",
        "private": private,
        "tiles": tiles(),
        "de": "" if page.language.german else GERMAN_TEXT,
        "frame": frame(
            page.language.code,
            page.slug,
            name if page.network else "",
            page.network.logo if page.network else "",
            _demonstration(page),
        ),
        "paper": _on_paper(page, private),
    }
    body = _in_its_shell(page, template, context) if template in MIDDLES else _rendered(page, template, context)
    response = HttpResponse(body, status=status)
    if private:
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
    else:
        response["Cache-Control"] = "no-cache"
    later = [moment for moment in page.changes if moment > page.at]
    if later:
        response["X-Fresh-Until"] = str(max(int(min(later).timestamp()), int(page.at.timestamp()) + SHORTEST_LIFE))
    return response


def _rendered(page: Page, template: str, context: dict[str, Any]) -> Markup:
    return Markup(template_in(template, page.language.code).render(context))  # noqa: S704 - our own template


def _in_its_shell(page: Page, template: str, context: dict[str, Any]) -> Markup:
    """A page whose surroundings are the same for every question: rendered once a network, language and catalogue."""

    def make() -> tuple[str, ...]:
        return cut(_rendered(page, template, context | {"tail": _GAPS["tail"], "main": _GAPS["main"]}))

    pieces = _shells.get(page.snap, (page.language.code, page.slug, template), make)
    middle = _rendered(page, MIDDLES[template], context)
    return fill(pieces, {_GAPS["tail"]: escape(context["tail"]), _GAPS["main"]: middle})


def intro(page: Page) -> tuple[str, bool]:
    """The network's introduction in the reader's language, or else in German; and whether it is German."""
    by_language = page.network.intro if page.network else {}
    own = by_language.get(page.language.code) or (by_language.get("de", "") if page.language.german else "")
    return (own, False) if own else (by_language.get("de", ""), not page.language.german)


def _demonstration(page: Page) -> bool:
    """Whether the page shows data that nobody has verified."""
    if page.network:
        return page.network.unverified
    return any(network.unverified for network in page.snap.networks.values())


def _on_paper(page: Page, private: bool) -> tuple[str, Markup]:
    """The address printed under the page, as text and QR code; never one that holds what was asked."""
    lasting = not private or "/angebote/" in page.request.path  # an offer's own path says nothing of the question
    path = page.request.path
    address = page.absolute(path if lasting and len(path) <= LONGEST_ON_PAPER else page.links.start(page.slug))
    return address, qr_code(address)
