"""That a way of contact was touched: what the ``ping`` of a link tells. A number, and nothing about who it was."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from nestwerk.catalogue import public as catalogue
from nestwerk.common.anonymous import anonymous_post
from nestwerk.finder import counting


@anonymous_post
@require_POST
def touched(request: HttpRequest, network: str, offer_id: str) -> HttpResponse:
    """Count it for the offer and the day; 204, whatever comes of it. 404 for an offer that is not public."""
    try:
        known = catalogue.current().offer(network, offer_id) is not None
    except catalogue.NotReady:
        known = False
    if not known:
        raise Http404
    counting.counts.touched((network, offer_id), request.META)
    return HttpResponse(status=204)
