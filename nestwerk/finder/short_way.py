"""The short way to a result page: past all that is there for people who sign in.

A search by GET goes straight to its view: no list of addresses, no middleware, no look at the database connections it
does not use. It gets the same headers as every other answer. Whatever is not a plain page (an unknown network, no
catalogue yet, a defect, another method) goes the whole way and is answered there.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse

from nestwerk.finder.languages import LANGUAGES
from nestwerk.finder.views.results import search, search_everywhere
from nestwerk.networks.public import RESERVED

log = logging.getLogger(__name__)

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
_CODES = {language.prefix: language.code for language in LANGUAGES}
_PREFIXES = "|".join(re.escape(prefix) for prefix in _CODES if prefix)
_ADDRESS = re.compile(rf"/(?:({_PREFIXES})/)?(?:([a-z0-9][a-z0-9-]{{1,59}})/)?suche\Z")


def with_short_way(app: App, headers: Mapping[str, str]) -> App:
    """Answer searches before ``app`` does. ``headers`` are what every answer carries that has none of its own."""
    always = list(headers.items())

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        found = _ADDRESS.match(environ["PATH_INFO"]) if environ["REQUEST_METHOD"] == "GET" else None
        response = _page(environ, found[1] or "", found[2] or "") if found else None
        if response is None:
            return app(environ, start_response)
        own = response.headers
        start_response("200 OK", [*own.items(), *[pair for pair in always if pair[0] not in own]])
        return [response.content]

    return answer


def _page(environ: dict[str, Any], prefix: str, network: str) -> HttpResponse | None:
    if network in RESERVED:
        return None
    request = WSGIRequest(environ)
    try:
        if network:
            response = search(request, language=_CODES[prefix], network=network)
        else:
            response = search_everywhere(request, language=_CODES[prefix])
    except Http404:
        return None
    except Exception:  # a defect: the whole way meets it again and gives the page for trouble
        log.exception("Eine Suche ist auf dem kurzen Weg gescheitert")
        return None
    return response if response.status_code == 200 else None
