"""What the standard's formats accept: addresses of pages and mails; anything else is left out, never guessed."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_HOST = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_KEPT = "/:@!$&'()*+,;=-._~%?"


def web(address: str) -> str:
    """An http(s) address in the letters RFC 3986 allows; umlauts in the host become Punycode. Empty if it is none."""
    address = address.strip()
    if not address or any(letter.isspace() for letter in address):
        return ""
    if "://" not in address:
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme.lower() not in ("http", "https") or not _HOST.fullmatch(host) or parts.username:
        return ""
    path, query, fragment = (_quoted(part) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme.lower(), host + port, path, query, fragment))


def _quoted(part: str) -> str:
    return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quote(part, safe=_KEPT))


def mail(address: str) -> str:
    """A mail address; empty if it is none."""
    address = address.strip()
    return address if _MAIL.fullmatch(address) else ""


def without_empty(values: dict[str, Any]) -> dict[str, Any]:
    """Only what is known: the standard has no null, and an empty text or list says nothing. Zero and False stay."""
    return {name: value for name, value in values.items() if value is not None and value != "" and value != []}
