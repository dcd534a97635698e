"""For a time without a network: the worker that serves what a device keeps, and the page it shows instead of others."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from markupsafe import Markup

from nestwerk.finder.environment import template
from nestwerk.finder.fallback import NUMBERS
from nestwerk.finder.page import Page, public_page
from nestwerk.finder.views.files import kept
from nestwerk.finder.worker import worker as whole_worker
from nestwerk.finder.worker import worker_version


@require_safe
def worker(request: HttpRequest, version: str) -> HttpResponse:
    """The worker under the address that holds its digest; an old address gets the current one, not for good."""
    response = HttpResponse(whole_worker(), content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = "/"
    return kept(response, for_good=version == worker_version())


@public_page
def without_network(page: Page) -> HttpResponse:
    """The page a device shows when it is offline and does not hold what was asked for: the emergency numbers."""
    context = {"page": page, "t": page.t, "links": page.links, "numbers": NUMBERS}
    html = Markup(template("without_network", page.language.code).render(context))  # noqa: S704 - our own template
    response = HttpResponse(html)
    response["Cache-Control"] = "no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response
