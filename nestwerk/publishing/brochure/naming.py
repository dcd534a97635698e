"""What a brochure is called in a list of brochures."""

from __future__ import annotations

from collections.abc import Mapping

from nestwerk.finder.texts import Texts

from .variants import PAPERS, Variant


def name_of(variant: Variant, spaces: Mapping[str, str], texts: Texts) -> str:
    """ "Alle Angebote in großer Schrift, DIN A4". ``spaces``: names of the social spaces by slug."""
    parts = []
    if variant.space:
        parts.append(texts("brochure.name.space", name=spaces.get(variant.space, variant.space)))
    if variant.topic:
        parts.append(texts("brochure.name.topic", name=texts(f"brochure.chapter.{variant.topic}")))
    parts = parts or [texts("brochure.name.whole")]
    if variant.order == "place":
        parts.append(texts("brochure.name.by_place"))
    if variant.language != texts.language.code:
        parts.append(texts(f"brochure.name.{variant.language}"))
    if variant.large:
        parts.append(texts("brochure.name.large"))
    if variant.marks:
        parts.append(texts("brochure.name.marks"))
    return ", ".join([*parts, PAPERS[variant.paper]])
