"""The texts of an offer in further languages: whether the German original has changed since. Values in, values out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .fields import label

PARTS = ("title", "summary", "description")


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language one can write in. ``tag`` is for ``lang`` (BCP 47)."""

    code: str
    name: str
    own: str
    tag: str
    direction: str = "ltr"


TONGUES = (
    Tongue("de-einfach", "Einfache Sprache", "Einfache Sprache", "de-simple"),
    Tongue("en", "Englisch", "English", "en"),
    Tongue("tr", "Türkisch", "Türkçe", "tr"),
    Tongue("ru", "Russisch", "Русский", "ru"),
    Tongue("uk", "Ukrainisch", "Українська", "uk"),
    Tongue("ar", "Arabisch", "العربية", "ar", "rtl"),
)


def digest(original: Mapping[str, Any]) -> str:
    """A mark of the German original: one short piece for each part, so that one sees which of them changed."""
    return ".".join(_piece(original.get(part)) for part in PARTS)


def changed_parts(of: str, original: Mapping[str, Any]) -> tuple[str, ...]:
    """The parts of the original that are not as they were when the mark ``of`` was made."""
    pieces = of.split(".")
    if len(pieces) != len(PARTS):
        return PARTS if of else ()
    return tuple(part for part, piece in zip(PARTS, pieces, strict=True) if piece != _piece(original.get(part)))


def earlier(of: str, part: str, wordings: Iterable[str]) -> str:
    """How the part read when the mark was made, found among its earlier wordings; empty if nobody knows any more."""
    pieces = of.split(".")
    wanted = pieces[PARTS.index(part)] if len(pieces) == len(PARTS) else ""
    return next((text for text in wordings if wanted and _piece(text) == wanted), "")


def written(
    before: Mapping[str, Any],
    texts: Mapping[str, Mapping[str, str]],
    original: Mapping[str, Any],
    still_right: set[str],
) -> dict[str, dict[str, str]]:
    """The texts as they are kept. A language that was rewritten, or said to be ``still_right``, is of today's original.

    Languages nobody may write here (an older list) stay as they are; one without a word is taken out.
    """
    kept: dict[str, dict[str, str]] = {code: dict(value) for code, value in before.items() if code not in texts}
    for code, text in texts.items():
        parts = {part: text.get(part, "") for part in PARTS if text.get(part)}
        if not parts:
            continue
        old = dict(before.get(code, {}))
        same = all(parts.get(part, "") == old.get(part, "") for part in PARTS)
        of = old.get("of", "") if same and code not in still_right else digest(original)
        kept[code] = parts | {"of": of}
    return kept


def state(text: Mapping[str, Any] | None, original: Mapping[str, Any]) -> str:
    """What is to be said of a language: empty, "noch leer", that parts are missing, or that the original changed."""
    if not text:
        return "noch leer"
    if parts := changed_parts(str(text.get("of", "")), original):
        return f"Original geändert: {', '.join(label(part) for part in parts)}"
    lacking = [label(part) for part in PARTS if original.get(part) and not text.get(part)]
    return f"fehlt noch: {', '.join(lacking)}" if lacking else "fertig"


def _piece(text: Any) -> str:
    return hashlib.sha256(" ".join(str(text or "").split()).encode()).hexdigest()[:12]
