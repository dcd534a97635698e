"""The project's addresses and one more, whose view gets into every kind of trouble. For ``tests/test_pool.py``."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.urls import include, path

from nestwerk.common.refusals import Refused
from nestwerk.config.urls import handler400, handler403, handler404, handler500
from nestwerk.config.urls import urlpatterns as real
from nestwerk.networks.models import SocialSpace

__all__ = ["WAYS", "handler400", "handler403", "handler404", "handler500", "urlpatterns"]
WAYS = ("fine", "refused", "broken", "forbidden", "missing", "aborted", "savepoint", "answer500", "stream", "lost")


def seen() -> list[str]:
    """What this transaction sees, unfiltered: only the database keeps it apart."""
    return sorted(SocialSpace.objects.values_list("name", flat=True))


def trouble(request: HttpRequest, network: str, way: str) -> HttpResponseBase:
    """Write something, look around, and end as ``way`` says."""
    place: Any = request
    SocialSpace.objects.create(network=place.network, slug=secrets.token_hex(8), name=f"{network} neu")
    if way == "refused":
        raise Refused("Das geht so nicht.")
    if way == "broken":
        raise ZeroDivisionError
    if way == "forbidden":
        raise PermissionDenied
    if way == "missing":
        raise Http404
    if way == "aborted":
        with suppress(DatabaseError), connection.cursor() as cursor:
            cursor.execute("SELECT 1/0")
        return HttpResponse(status=500)
    if way == "savepoint":
        with suppress(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1/0")
    if way == "answer500":
        return JsonResponse(seen(), safe=False, status=500)
    if way == "stream":
        return StreamingHttpResponse(_lazily(), content_type="text/plain")
    if way == "lost":
        connection.close()  # handed back in the middle of its transaction
    return JsonResponse(seen(), safe=False)


def _lazily() -> Iterator[str]:
    """Looks only when somebody reads: long after the transaction of the request has ended."""
    yield "anfang;"
    yield ";".join(seen())


urlpatterns = [
    *real,
    # Under a name that the table of rights knows, so that the door opens.
    path("netz/<slug:network>/aerger/<str:way>/", include(([path("", trouble, name="today")], "workspace"))),
]
