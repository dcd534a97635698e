"""Headers every answer carries: nothing foreign is loaded, nothing about the visit leaks elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_CONTENT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}

_PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "hid",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "serial",
        "usb",
    )
)


def content_policy(tile_source: str = "", *, frames: str = "", framed_by: str = "") -> str:
    """The Content-Security-Policy. ``tile_source`` is the operator's own map server, if there is one.

    ``frames``: what the page may hold in a frame; ``framed_by``: who may hold it in one. Nothing and nobody otherwise.
    """
    rules = dict(_CONTENT)
    if tile_source:
        rules["img-src"] += f" {tile_source}"
    if frames:
        rules["frame-src"] = frames
    if framed_by:
        rules["frame-ancestors"] = framed_by
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def answer_headers() -> dict[str, str]:
    """The headers every answer of this installation carries, by name."""
    headers = {
        "Content-Security-Policy": content_policy(getattr(settings, "NESTWERK_TILE_ORIGIN", "")),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Permissions-Policy": _PERMISSIONS,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    if settings.HTTPS:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    return headers


def security_headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: adds the headers unless a view has set its own (an embeddable page may allow frames)."""
    headers = answer_headers()

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in headers.items():
            response.setdefault(name, value)
        return response

    return middleware
