"""Whether a text names a secret place: for lists that come in and for what stands there. Values in, values out."""

from __future__ import annotations

import re
from collections.abc import Iterable

PLACE = ("street", "postal_code", "city")


def street_alone(street: str) -> str:
    """The street without its number."""
    return re.sub(r"\s+\d.*", "", street)


def named(text: str, parts: Iterable[str]) -> str:
    """The first of ``parts`` that stands in the text as a word of its own, however it is spelled; or nothing."""
    plain = _plain(text)
    return next((p for p in parts if p.strip() and re.search(rf"(?<!\w){re.escape(_plain(p))}(?!\w)", plain)), "")


def _plain(text: str) -> str:
    return re.sub(r"str(aße|asse|\.)", "str", " ".join(text.casefold().replace("ss", "ß").split()))
