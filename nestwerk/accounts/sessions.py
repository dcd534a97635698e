"""When a session ends by itself: after a time without a click, and after a day's work at the latest (R-53)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

BEGAN, SEEN = "began", "seen"  # epoch seconds in the session
KEEP_UP = 60  # seconds between two notes of the last click


def has_ended(began: float, seen: float, at: datetime) -> bool:
    """Whether a session that began and was last used at these instants (epoch seconds) is over at ``at``."""
    now = at.timestamp()
    idle = timedelta(minutes=settings.IDLE_MINUTES).total_seconds()
    whole = timedelta(hours=settings.SESSION_HOURS).total_seconds()
    return now - seen > idle or now - began > whole


class EndedSessions:
    """Signs out who was away too long, before anything else is looked at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Note the click; end what is over."""
        if request.user.is_authenticated:
            at = timezone.now()
            began, seen = request.session.get(BEGAN), request.session.get(SEEN)
            if began is None or seen is None:
                request.session[BEGAN] = request.session[SEEN] = at.timestamp()
            elif has_ended(began, seen, at):
                request.session_is_over = True  # type: ignore[attr-defined]  # the record tells it from a leave
                logout(request)
                request.session["ended"] = True
            elif at.timestamp() - seen > KEEP_UP:
                request.session[SEEN] = at.timestamp()
        return self.get_response(request)


def new_key(request: HttpRequest) -> None:
    """Give a session a new key, as at a change of the hat (R-53). It stays on the list of this person's sessions."""
    before = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)


def say_ended(request: HttpRequest) -> None:
    """On the sign-in page: why one has to sign in again."""
    if request.session.pop("ended", False):
        messages.info(request, "Sie waren eine Weile nicht da. Bitte melden Sie sich noch einmal an.")
