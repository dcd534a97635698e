"""What the views of all sheets share: the place a page speaks of, and a PDF as an answer."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable
from functools import cache, wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from nestwerk.catalogue import public as catalogue
from nestwerk.common.hours import BERLIN
from nestwerk.finder.page import Page, form_page
from nestwerk.finder.texts import texts_for

from ..sheets.common import Here
from ..sheets.printing import Busy, Press

LIFE = "public, max-age=900"
ASKED = "no-store"  # an address that holds what somebody chose for a family


@cache
def press() -> Press:
    """Where sheets are made, one per process."""
    return Press(Path(settings.DATA_DIR))


def sheet_page(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A file made on demand: only read, found in the published catalogue, never listed by a search engine."""
    made = form_page(view)  # type: ignore[arg-type]

    @require_safe
    @wraps(view)
    def wrapped(request: HttpRequest, **rest: Any) -> HttpResponseBase:
        answered = made(request, **rest)
        answered["X-Robots-Tag"] = "noindex, nofollow"
        return answered

    return wrapped


def here_of(page: Page, *, language: str = "") -> Here:
    """Where, when and in which language a sheet is made. 404 outside a network."""
    if page.network is None:
        raise Http404
    texts = texts_for(language) if language else page.t
    return Here(page.snap, page.network, texts, page.at, page.today, page.absolute(""))


def here_in(request: Any) -> Here | None:
    """The same for a page of the workspace, in German; None where the network is not published yet."""
    try:
        snap = catalogue.current()
    except catalogue.NotReady:
        return None
    record = snap.networks.get(request.network.slug)
    if record is None:
        return None
    at = timezone.now()
    base = (settings.PUBLIC_URL or request.build_absolute_uri("/")).rstrip("/")
    return Here(snap, record, texts_for("de"), at, at.astimezone(BERLIN).date(), base)


def pdf_answer(
    page: Page, here: Here, key: Hashable, make: Callable[[], bytes], name: str, *, life: str = LIFE
) -> HttpResponseBase:
    """The PDF, made now or found; 304 for who has it; 503 and a moment to wait where too many ask at once.

    ``key`` tells it from the other sheets of this network, day and language.
    """
    slug = here.network.slug
    state = (slug, page.snap.shards[slug].file, page.snap.version, here.today, here.texts.language.code, here.base)
    try:
        body = press().get((state, key), make)
    except Busy:
        busy = HttpResponse(page.t("sheets.busy"), status=503, content_type="text/plain; charset=utf-8")
        busy["Retry-After"] = "5"
        return busy
    etag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    answered = get_conditional_response(page.request, etag=etag) or HttpResponse(body, content_type="application/pdf")
    answered["ETag"], answered["Cache-Control"] = etag, life
    answered["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answered


def one_of(given: str | None, known: tuple[str, ...]) -> str:
    """A value of an address that must be one of a few; the first where nothing is given. 404 for anything else."""
    if not given:
        return known[0]
    if given not in known:
        raise Http404
    return given
