"""What the published catalogue may know of the taxonomy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nestwerk.common.tenancy import PUBLISHER

from .models import Term
from .terms import shipped_lexicon

__all__ = ["PublicTerm", "lexicon", "terms"]


@dataclass(frozen=True, slots=True)
class PublicTerm:
    """A term with the labels that may be shown and the phrases that may only be searched."""

    code: str
    kind: str
    labels: dict[str, str]  # de, de-einfach, en, parent (German words of parents), and others there are
    synonyms: tuple[str, ...]
    shown: bool
    urgency: str


def terms(*, using: str = PUBLISHER) -> list[PublicTerm]:
    """Every term of the installation in its order."""
    return [
        PublicTerm(
            code=term.code,
            kind=term.kind,
            labels={"de": term.de, "de-einfach": term.de_plain, "en": term.en, "parent": term.parent} | term.others,
            synonyms=tuple(term.synonyms),
            shown=term.shown,
            urgency=term.urgency,
        )
        for term in Term.objects.using(using).all()
    ]


def lexicon() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Ways of saying things by code and language, as shipped."""
    return shipped_lexicon()
