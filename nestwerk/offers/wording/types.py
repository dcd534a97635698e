"""What is found in a text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What makes a place hard to read."""

    SENTENCE = "sentence"
    COMPOUND = "compound"
    PASSIVE = "passive"
    NOMINAL = "nominal"
    ABBREVIATION = "abbreviation"
    OFFICE = "office"  # the language of letters from an authority
    JARGON = "jargon"  # the language of the professions


@dataclass(frozen=True, slots=True)
class Finding:
    """One place in a text: ``text[start:end]``. ``hint`` says what, ``suggestion`` (may be empty) what instead.

    ``strong``: worth looking at first.
    """

    start: int
    end: int
    kind: Kind
    hint: str
    suggestion: str = ""
    strong: bool = False
