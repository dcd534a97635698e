"""What a network itself says in its brochure, read from its shard: foreword, funders' notices and logos."""

from __future__ import annotations

import re

from nestwerk.catalogue.public import Snapshot

from ..pages.content import FUNDER, GERMAN, Content
from ..pages.writing import plain
from .content import Funder, Words

FOREWORDS, PAGES = "brochure", "pages"  # names of the additions


def words_of(snap: Snapshot, slug: str, language: str) -> Words:
    """Foreword and funders of a network in a language. KeyError for an unknown network."""
    kept = snap.addition(slug, FOREWORDS) or {}
    foreword = kept.get("forewords", {}).get(language, "")
    pages = (snap.addition(slug, PAGES) or {}).get("pages", [])
    funders = [_funder(snap, slug, Content.read(page), language) for page in pages if page["kind"] == FUNDER]
    return Words(paragraphs(foreword), tuple(funders))


def paragraphs(text: str) -> tuple[str, ...]:
    """A text cut where a line is empty."""
    return tuple(" ".join(piece.split()) for piece in re.split(r"\n\s*\n", text) if piece.strip())


def _funder(snap: Snapshot, slug: str, content: Content, language: str) -> Funder:
    text = content.text(language)
    text = content.text(GERMAN) if text.empty else text
    notice = (*paragraphs(text.lead), *paragraphs(plain(text.body)))
    logo = snap.addition_file(slug, PAGES, content.picture) if content.picture else None
    return Funder(text.title, notice, logo or b"", text.picture_alt)
