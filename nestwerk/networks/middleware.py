"""One transaction per workspace request, speaking for the network in the address, rolled back on a no."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse

from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant

from .models import Network

WORKSPACE = "/netz/"


class TenantMiddleware:
    """Opens the transaction of ``/netz/<network>/…``, sets the tenant and ``request.network``.

    Public paths open none: they must answer with the database switched off. A ``Refused`` and any status
    ≥ 500 roll back, an exception does so by itself; a view that answers 4xx without raising keeps what it wrote.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Public paths pass through; workspace paths run inside their network's transaction."""
        if not request.path_info.startswith(WORKSPACE):
            return self.get_response(request)
        slug = request.path_info[len(WORKSPACE) :].split("/", 1)[0]
        network = Network.objects.filter(slug=slug).first()
        if network is None:
            raise Http404
        request.network = network  # type: ignore[attr-defined]
        with tenant(network.pk):
            response = self.get_response(request)
            if response.status_code >= 500 or getattr(response, "refused", False):
                transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """An expected no becomes its sentence; the transaction is rolled back, everything else surfaces."""
        if not isinstance(exception, Refused):
            return None
        response: Any = HttpResponse(exception.sentence, status=409, content_type="text/plain; charset=utf-8")
        response.refused = True
        return response
