"""Anonymous POSTs: no cookie, no session, so no CSRF token; the browser itself says where a form came from."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.views.decorators.csrf import csrf_exempt

OWN_SITES = {"same-origin", "none"}  # none: typed or opened from outside a page


def from_own_site(request: HttpRequest) -> bool:
    """Whether a form was sent from one of our own pages, as far as the browser tells.

    ``Sec-Fetch-Site`` decides where it is sent, else ``Origin``. A client that sends neither is let through:
    without a cookie there is no right of somebody else to borrow.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in OWN_SITES
    if origin := request.headers.get("Origin"):
        return urlsplit(origin).netloc == request.get_host()
    return True


def anonymous_post(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view by name as one that anybody may post to without a cookie, from our own pages only."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not from_own_site(request):
            return HttpResponseForbidden("Dieses Formular kam von einer fremden Seite.", content_type="text/plain")
        return view(request, *args, **kwargs)

    return csrf_exempt(checked)
