"""An offer's own texts in the reader's language: part by part, German where nobody has written anything else."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from nestwerk.catalogue.records import OfferRecord
from nestwerk.common.locales import numbers_kept
from nestwerk.finder.languages import LANGUAGES, PLAIN, Language
from nestwerk.finder.links import Links
from nestwerk.finder.page import GERMAN_TEXT


@dataclass(frozen=True, slots=True)
class Said:
    """A text and its attributes: empty in the language of the page."""

    text: str
    attributes: Markup


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


def further(offer: OfferRecord, language: Language) -> tuple[tuple[Language, str], ...]:
    """Other languages somebody wrote this offer in, with the address of its page there."""
    return tuple(
        (other, Links(other).offer(offer.network, offer.id))
        for other in LANGUAGES
        if other.code in offer.texts and other != language and other != PLAIN
    )


def paragraphs(text: str) -> tuple[str, ...]:
    """A text cut where a line is empty."""
    return tuple(piece.strip() for piece in re.split(r"\n\s*\n", text) if piece.strip())
