"""The desk of the embeds: choose, look, copy; and who may show them."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from nestwerk.catalogue import public as catalogue
from nestwerk.common.headers import content_policy
from nestwerk.common.order import german_key
from nestwerk.common.refusals import Refused
from nestwerk.finder.languages import BY_CODE, GERMAN
from nestwerk.finder.page import Page
from nestwerk.finder.texts import Texts, texts_for
from nestwerk.finder.wording.labels import label

from ..actions.embeds import allow_origin, remove_origin, restore_origin
from ..embeds.choice import DATES, OFFER, SEARCH, Choice, is_topic, path
from ..embeds.code import frame, listener
from ..embeds.coming import coming
from ..forms.embeds import HEIGHTS, EmbedForm, OriginForm
from ..models.embeds import EmbedOrigin
from ..queries.embeds import origin_in, origins_of
from .embeds_public import listed, loopback, regions

_TITLES = {"suche": "embeds.search_title", "ergebnisse": "embeds.results_title", "termine": "embeds.dates_title"}


class Made(NamedTuple):
    """An embed as it was chosen: where the preview looks, what to paste, and what its makers should know."""

    address: str
    title: str
    width: str
    height: int
    code: str
    warning: str


@require_safe
def desk(request: Any, network: str) -> HttpResponse:
    """Choose an embed, see it, copy its code; below, the websites that may show it."""
    return _desk(request, OriginForm())


@require_POST
def allow(request: Any, network: str) -> HttpResponse:
    """Take a website onto the list."""
    form = OriginForm(request.POST)
    if not form.is_valid():
        return _desk(request, form, status=422)
    try:
        row = allow_origin(
            request.network, form.cleaned_data["website"], loopback=loopback(), by=request.member, at=timezone.now()
        )
    except Refused as no:
        form.add_error("website", no.sentence)
        return _desk(request, form, status=409)
    messages.success(request, f"Alle Seiten von {row.origin} dürfen Ihre Angebote jetzt einbetten.")
    return _back(network)


@require_POST
def remove(request: Any, network: str, origin_id: int) -> HttpResponse:
    """Take a website off the list; the way back stands below it for thirty days."""
    origin = _origin(request, origin_id)
    if remove_origin(origin, by=request.member, at=timezone.now()):
        messages.success(request, f"{origin.origin} ist entfernt. Unten können Sie das zurücknehmen.")
    return _back(network)


@require_POST
def restore(request: Any, network: str, origin_id: int) -> HttpResponse:
    """Take the removal back."""
    origin = _origin(request, origin_id)
    if restore_origin(origin, by=request.member, at=timezone.now()):
        messages.success(request, f"{origin.origin} darf wieder einbetten.")
    return _back(network)


def _origin(request: Any, origin_id: int) -> EmbedOrigin:
    origin = origin_in(request.network, origin_id)
    if origin is None:
        raise Http404
    return origin


def _back(network: str) -> HttpResponse:
    response = redirect("publishing:embeds", network=network)
    response["Location"] += "#websites"
    return response


def _desk(request: Any, website: OriginForm, *, status: int = 200) -> HttpResponse:
    on_list, removed = origins_of(request.network)
    context: dict[str, Any] = {
        "website": website, "origins": on_list, "removed": removed, "listener": listener(), "form": None, "made": None,
    }  # fmt: skip
    page = _page(request)
    if page is not None:
        asked = request.GET if "art" in request.GET else QueryDict("art=suche")
        form = EmbedForm(_topics(page), _offers(page), list(regions(page).items()), asked)
        context |= {"form": form, "made": _made(request, page, form) if form.is_valid() else None}
    response = render(request, "publishing/embeds.html", context, status=status)
    response["Content-Security-Policy"] = content_policy(frames="'self'")
    return response


def _page(request: Any) -> Page | None:
    """The public site of this network in the language chosen; None while it was never published."""
    try:
        snap = catalogue.current()
    except catalogue.NotReady:
        return None
    record = snap.networks.get(request.network.slug)
    language = BY_CODE.get(request.GET.get("sprache", ""), GERMAN)
    return Page(request=request, language=language, snap=snap, at=timezone.now(), network=record) if record else None


def _made(request: Any, page: Page, form: EmbedForm) -> Made:
    kind, offer_id = form.cleaned_data["art"], form.cleaned_data["angebot"]
    choice = form.choice()
    address = path(kind, page.slug, page.language.prefix, offer_id) + choice.query()
    base = (settings.PUBLIC_URL or request.build_absolute_uri("/")).rstrip("/")
    title = _title(page, kind, choice, offer_id)
    width, height = form.cleaned_data["breite"] or "100%", form.cleaned_data["hoehe"] or HEIGHTS[kind]
    code = frame(base + address, title, width=width, height=height)
    return Made(address, title, width, height, code, _warning(page, kind, choice))


def _title(page: Page, kind: str, choice: Choice, offer_id: str) -> str:
    """The accessible name of the frame, in its language."""
    assert page.network is not None  # noqa: S101  # ``_page`` says so
    offer = page.snap.offer(page.slug, offer_id) if kind == OFFER else None
    if offer is not None:
        return f"{offer.title} – {page.network.name}"
    topic = page.snap.terms.get(choice.topic)
    what = page.t(_TITLES.get(kind, _TITLES[SEARCH]))
    about = ", ".join(filter(None, (label(topic, page.t) if topic else "", regions(page).get(choice.space, ""))))
    return f"{what}: {about} – {page.network.name}" if about else f"{what} – {page.network.name}"


def _warning(page: Page, kind: str, choice: Choice) -> str:
    if kind == OFFER:
        return ""
    if choice.place and page.snap.find_place(choice.place, page.home()) is None:
        return "Diesen Ort kennen wir nicht. Bitte prüfen Sie, wie er geschrieben wird."
    if kind == DATES and not coming(page, choice)[1]:
        return (
            "Zu dieser Auswahl steht in den nächsten 60 Tagen kein Termin fest. Die Liste ist leer, bis jemand beim"
            " Angebot Termine einträgt."
        )
    if kind != DATES and not listed(page, choice).total:
        return "Zu dieser Auswahl gibt es im Moment kein Angebot. Nehmen Sie ein anderes Thema oder lassen Sie es weg."
    return ""


def _topics(page: Page) -> list[tuple[str, Any]]:
    """Kinds of offers and needs that may be said aloud, by name; needs in parents' words."""
    texts: Texts = texts_for(GERMAN.code)
    groups = []
    for prefix, heading in (("offer.", "Art des Angebots"), ("need.", "Anliegen der Eltern")):
        named = [(code, label(term, texts)) for code, term in page.snap.terms.items()
                 if is_topic(term) and code.startswith(prefix)]  # fmt: skip
        groups.append((heading, sorted(named, key=lambda one: german_key(one[1]))))
    return groups


def _offers(page: Page) -> list[tuple[str, str]]:
    found = page.snap.offers(page.slug)
    return [(one.id, f"{one.title} ({one.city})" if one.city else one.title) for one in found]
