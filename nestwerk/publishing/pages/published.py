"""A network's own pages as the published catalogue holds them, ready for a reader in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from .content import GERMAN, NEWS, PAGE, Content, Text
from .showing import Files, Shown, shown

ORDER = (PAGE, "portrait", "press", "funder")
_GERMAN_ENOUGH = {"de", "de-einfach"}


@dataclass(frozen=True, slots=True)
class Seen:
    """One page for one reader. ``fallback``: her language has no text of its own, this is the German one."""

    kind: str
    slug: str
    text: Text
    fallback: bool
    content: Content
    published_at: str

    @property
    def on(self) -> str:
        """The day of a news item (ISO), or that of the publication."""
        return self.content.on or self.published_at[:10]


def seen(page: Mapping[str, Any], language: str) -> Seen:
    """A page of the catalogue in a language, or else in German."""
    content = Content.read(dict(page))
    own = content.text(language)
    fallback = language != GERMAN and own.empty
    return Seen(
        page["kind"], page["slug"], content.text(GERMAN) if fallback else own, fallback, content, page["published_at"]
    )


def pages_seen(data: Mapping[str, Any] | None, language: str, today: date) -> list[Seen]:
    """Everything public today, in the order of its kind and place; of news the newest first."""
    rows = [page for page in (data or {}).get("pages", []) if not page["until"] or page["until"] >= today.isoformat()]
    found = [seen(page, language) for page in rows]
    news = sorted((one for one in found if one.kind == NEWS), key=lambda one: (one.on, one.slug), reverse=True)
    others = [one for one in found if one.kind != NEWS]
    return [
        *sorted(others, key=lambda one: (ORDER.index(one.kind), one.content.order, one.text.title.casefold())),
        *news,
    ]


def files_seen(data: Mapping[str, Any] | None, base: str) -> dict[str, Shown]:
    """The files of all pages; ``base`` stands in front of the mark."""
    return {
        mark: Shown(f"{base}{mark}", file["name"], file["size"], file["width"], file["height"])
        for mark, file in (data or {}).get("files", {}).items()
    }


def body(one: Seen, files: Files) -> Markup:
    """The text of a page as HTML."""
    return shown(one.text.body, files)
