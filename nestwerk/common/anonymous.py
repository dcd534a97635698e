"""Anonymous POSTs: no cookie, no session, so no CSRF token; the browser itself says where a form came from."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.views.decorators.csrf import csrf_exempt

LARGEST = 16 * 1024  # bytes of a form; files are taken nowhere
OWN_SITES = {"same-origin", "none"}  # none: typed or opened from outside a page


def from_own_site(request: HttpRequest) -> bool:
    """Whether a form was sent from one of our own pages, as far as the browser tells.

    ``Sec-Fetch-Site`` decides where it is sent, else ``Origin``. Our own ``no-referrer`` makes browsers without
    the first send ``Origin: null``; they and clients that send neither are let through: without a cookie there
    is no right of somebody else to borrow.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in OWN_SITES
    origin = request.headers.get("Origin", "null")
    if origin == "null":
        return True
    try:
        return urlsplit(origin).netloc == request.get_host()
    except ValueError:  # "http://[": no address at all
        return False


def anonymous_post(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view by name as one that anybody may post to without a cookie, from our own pages only."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
                return HttpResponse("Das ist zu viel Text.", status=413, content_type="text/plain; charset=utf-8")
            if not from_own_site(request):
                return HttpResponseForbidden("Dieses Formular kam von einer fremden Seite.", content_type="text/plain")
        return view(request, *args, **kwargs)

    return csrf_exempt(checked)
