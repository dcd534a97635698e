"""An offer's own texts in the reader's language: part by part, German where nobody has written anything else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from nestwerk.catalogue.records import OfferRecord
from nestwerk.common.locales import numbers_kept
from nestwerk.finder.languages import WRITTEN, Language
from nestwerk.finder.page import GERMAN_TEXT


@dataclass(frozen=True, slots=True)
class Said:
    """A text and its attributes: empty in the language of the page."""

    text: str
    attributes: Markup


@dataclass(frozen=True, slots=True)
class Further:
    """The offer in a language the site itself does not speak."""

    name: str
    tag: str
    direction: str
    title: str
    paragraphs: tuple[str, ...]
    changed: bool


def said(offer: OfferRecord, part: str, language: Language) -> Said:
    """Title, summary or description in the reader's language, or else in German and marked as such."""
    own = offer.texts.get(language.code)
    if own and own.get(part):
        return Said(numbers_kept(own[part], language.locale), Markup())
    return Said(getattr(offer, part), Markup() if language.german else GERMAN_TEXT)


def written(offer: OfferRecord, part: str, language: Language) -> bool:
    """Whether somebody wrote this part for readers of this language; German is the original."""
    return language.code == "de" or bool(offer.texts.get(language.code, {}).get(part))


def original_changed(offer: OfferRecord, language: Language) -> bool:
    """Whether the German original has changed since the text in this language was written."""
    return bool(offer.texts.get(language.code, {}).get("changed"))


def further(offer: OfferRecord) -> tuple[Further, ...]:
    """The languages the offer is written in and the site does not speak."""
    return tuple(_further(offer, code, offer.texts[code]) for code in WRITTEN if code in offer.texts)


def _further(offer: OfferRecord, code: str, text: dict[str, Any]) -> Further:
    own = WRITTEN[code]
    told = "\n\n".join(filter(None, (text.get("summary", ""), text.get("description", ""))))
    told = numbers_kept(told, own.locale)
    return Further(own.name, own.tag, own.direction, text.get("title", ""), paragraphs(told), bool(text.get("changed")))


def paragraphs(text: str) -> tuple[str, ...]:
    """A text cut where a line is empty."""
    return tuple(piece.strip() for piece in re.split(r"\n\s*\n", text) if piece.strip())
