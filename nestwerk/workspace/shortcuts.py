"""Single keys such as ``/`` and ``?``: everybody may switch them off (WCAG 2.2, 2.1.4). Kept in the session only."""

from __future__ import annotations

from django.http import HttpRequest

_KEY = "single_keys_off"


def shortcuts_on(request: HttpRequest) -> bool:
    """Whether single keys do something in this session."""
    return not request.session.get(_KEY, False)


def switch_shortcuts(request: HttpRequest, on: bool) -> None:
    """Remember the wish until the session ends."""
    request.session[_KEY] = not on
