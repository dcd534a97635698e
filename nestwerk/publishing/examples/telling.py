"""A concept in words: what it is, for whom, and where it came from."""

from __future__ import annotations

from collections.abc import Mapping

from nestwerk.catalogue.records import TermRecord
from nestwerk.finder.texts import Texts
from nestwerk.finder.wording.ages import age_range
from nestwerk.finder.wording.facts import access, languages
from nestwerk.finder.wording.labels import label_of

from .concepts import Concept
from .content import Published


def facts_of(concept: Concept, terms: Mapping[str, TermRecord], texts: Texts) -> list[tuple[str, str]]:
    """What is known of it beside its texts: (name in German, words)."""

    def named(codes: tuple[str, ...]) -> str:
        return ", ".join(found for code in codes if (found := label_of(code, terms, texts)))

    told = (
        ("Art", named(concept.offer_types)),
        ("Anliegen", named(concept.needs)),
        ("Zielgruppen", named(concept.target_groups)),
        ("Alter", age_range(concept.age_from_months, concept.age_to_months, texts)),
        ("Sprachen", languages(concept.languages, texts)),
        ("Zugang", ", ".join(access(concept.access, texts))),
    )
    return [(name, words) for name, words in told if words]


def origin_of(published: Published) -> str:
    """Where a concept comes from, as it goes on after "Begonnen mit einem Angebot"."""
    return f"aus dem Praxisbeispiel „{published.example.title}“ ({published.network})"
