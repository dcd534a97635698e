"""What stands on the page: a network's own words where it wrote some, the common ones elsewhere; and how the two stand
to each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from .book import FIRST, Chapter, Section, Words, common

Own = Mapping[str, Mapping[str, str]]  # "chapter/section/language" → title, text


LONGEST_TITLE = 120  # letters of own words
LONGEST_TEXT = 6000


class State(StrEnum):
    """How a network's section stands to the common one."""

    COMMON = "common"
    OWN = "own"
    CHANGED = "changed"  # own, and the common text has changed since
    DRAFT = "draft"  # own, not public yet: families read the common text
    EMPTY = "empty"  # the network's own section, nothing in it


@dataclass(frozen=True, slots=True)
class Shown:
    """A section as readers see it. ``language`` is that of its words, the reader's own or else German."""

    section: Section
    words: Words
    language: str


def place(chapter: str, section: str, language: str) -> str:
    """The key under which a network's own words travel."""
    return f"{chapter}/{section}/{language}"


def shown(chapter: Chapter, own: Own, language: str) -> tuple[Shown, ...]:
    """The sections of a chapter in the reader's language.

    A network that wrote its own words in German only keeps the common ones in other languages: they are right
    everywhere, a translation nobody made is not. Its own section has no common words and is shown in German then.
    """
    found: list[Shown] = []
    for section in chapter.sections:
        for code in (language, FIRST):
            words = _own(own, chapter.key, section.key, code) or common(chapter.key, section.key, code)
            if words:
                found.append(Shown(section, words, code))
                break
    return tuple(found)


def _own(own: Own, chapter: str, section: str, language: str) -> Words | None:
    found = own.get(place(chapter, section, language))
    return Words(found["title"], found["text"]) if found else None


def state(written: bool, seen: str, now: Words | None, *, public: bool = True) -> State:
    """``written``: the network has words of its own; ``seen``: fingerprint of the common ones it last looked at."""
    if not written:
        return State.COMMON if now else State.EMPTY
    if not public:
        return State.DRAFT
    return State.CHANGED if now and seen != now.digest else State.OWN
