"""What the workspace reads about a network's own words in the Elternbegleitbuch."""

from __future__ import annotations

from nestwerk.networks.models import Network

from ..handbook.book import Words
from ..models.handbook import HandbookText


def own_texts(network: Network, language: str) -> dict[tuple[str, str], HandbookText]:
    """The network's own sections in a language, by chapter and section."""
    rows = HandbookText.objects.filter(network=network, language=language)
    return {(one.chapter, one.section): one for one in rows}


def own_text(
    network: Network, chapter: str, section: str, language: str, *, locked: bool = False
) -> HandbookText | None:
    """One of them; None where the common text stands. ``locked``: nobody else changes it meanwhile."""
    rows = HandbookText.objects.select_for_update() if locked else HandbookText.objects.all()
    return rows.filter(network=network, chapter=chapter, section=section, language=language).first()


def seen_words(row: HandbookText) -> Words:
    """The common words as somebody last saw them beside the network's own."""
    return Words(row.common_title, row.common_text)
