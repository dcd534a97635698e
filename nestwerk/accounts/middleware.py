"""Everything that knows who asks, around private addresses only. Public pages pay nothing for it and set no cookie."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.usersessions.middleware import UserSessionsMiddleware
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django_htmx.middleware import HtmxMiddleware

from nestwerk.common.doors import is_private

from .sessions import EndedSessions
from .unavailable import unavailable

Handler = Callable[[HttpRequest], HttpResponse]
# From the outside in.
PARTS: tuple[Any, ...] = (
    SessionMiddleware,
    AuthenticationMiddleware,
    EndedSessions,
    MessageMiddleware,
    HtmxMiddleware,
    UserSessionsMiddleware,
)


class SignedIn:
    """Session, account and messages for private addresses; without a database they say so kindly (503)."""

    def __init__(self, get_response: Handler) -> None:
        self.public = self.private = get_response
        for part in reversed(PARTS):
            self.private = part(self.private)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Public addresses pass by."""
        if not is_private(request.path_info):
            return self.public(request)
        try:
            response = self.private(request)
        except (OperationalError, InterfaceError):  # the session could not be read or kept
            response = unavailable(request)
        response.setdefault("Referrer-Policy", "same-origin")  # Django checks where a form came from
        response.setdefault("Cache-Control", "no-store")
        response.setdefault("X-Robots-Tag", "noindex")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A view that does not find the database."""
        if is_private(request.path_info) and isinstance(exception, (OperationalError, InterfaceError)):
            return unavailable(request)
        return None
