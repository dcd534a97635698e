"""Addresses as people write them: which of them lead anywhere."""

from __future__ import annotations

import re

_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_WEB = re.compile(r"(https?://)?[^\s.:/?#@]+(\.[^\s.:/?#@]+)+(:[0-9]+)?([/?#]\S*)?", re.IGNORECASE)


def is_mail(text: str) -> bool:
    """Whether a text is an address for mail."""
    return bool(_MAIL.fullmatch(text))


def web(text: str) -> str:
    """An address a browser may open: http or https only, https where none is written; else empty."""
    text = text.strip()
    found = _WEB.fullmatch(text)
    return "" if not found else text if found[1] else f"https://{text}"
