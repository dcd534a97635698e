"""What a network writes as news, as an Atom feed. From the published catalogue, no table is asked."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from nestwerk.catalogue import public as catalogue

from ..calendars.events import START
from ..calendars.news import MOST, Entry, atom
from ..pages.content import NEWS
from ..pages.published import Seen, pages_seen
from ..pages.writing import plain
from .pages_public import NAME

CACHE = "public, max-age=300"
LONGEST = 300  # characters of a summary


@require_safe
def feed(request: HttpRequest, network: str) -> HttpResponseBase:
    """The newest news of a network; empty while there is none. 404 for an unknown one."""
    try:
        snap = catalogue.current()
        record = snap.networks[network]
    except (catalogue.NotReady, KeyError):
        raise Http404 from None
    base = (settings.PUBLIC_URL or request.build_absolute_uri("/")).rstrip("/")
    found = [one for one in pages_seen(snap.addition(network, NAME), "de", timezone.localdate()) if one.kind == NEWS]
    entries = sorted((_entry(one, record.name, f"{base}/{network}") for one in found), key=lambda one: one.at)[::-1]
    content = atom(
        entries[:MOST],
        title=f"{record.name}: Aktuelles",
        address=f"{base}/{network}/aktuelles.atom",
        page=f"{base}/{network}/aktuelles",
        stand=START,
    )
    response = HttpResponse(content, content_type="application/atom+xml; charset=utf-8")
    response["Cache-Control"], response["Access-Control-Allow-Origin"] = CACHE, "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["ETag"] = f'"{snap.version}"'
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


def _entry(one: Seen, network: str, base: str) -> Entry:
    summary = one.text.lead or plain(one.text.body)[:LONGEST]
    address = f"{base}/seiten/{one.slug}"
    return Entry(address, one.text.title, summary, network, address, datetime.fromisoformat(one.published_at))
