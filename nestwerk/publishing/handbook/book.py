"""The common book: chapters and sections in their order, and their words in each language. Read once, immutable."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from nestwerk.common.locales import LOCALES, numbers_kept

LOCAL = "local"  # the section of every chapter that has no common text: what is special in this network
FIRST = "de"  # what stands where a language lacks a text


@dataclass(frozen=True, slots=True)
class Section:
    """A section: what belongs to it beside its words."""

    key: str
    rules: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    approve: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter; ``first_month`` and ``last_month`` are the child's age it speaks about."""

    key: str
    slug: str
    first_month: int
    last_month: int
    sections: tuple[Section, ...]

    def section(self, key: str) -> Section | None:
        """A section by its key; the network's own one is in every chapter."""
        return next((one for one in self.sections if one.key == key), None)


@dataclass(frozen=True, slots=True)
class Words:
    """Title and text of a section. The text is plain: paragraphs, and lines that begin with "- "."""

    title: str
    text: str

    @property
    def digest(self) -> str:
        """A short fingerprint, to see later whether the words have changed."""
        return hashlib.sha256(f"{self.title}\n{self.text}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Heading:
    """Title and first sentence of a chapter."""

    title: str
    lead: str


def _file(*parts: str) -> Mapping[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("chapters", *parts).read_text(encoding="utf-8"))


@cache
def chapters() -> tuple[Chapter, ...]:
    """All chapters in their order, each with the section for the network's own words at its end."""
    return tuple(
        Chapter(
            key=one["key"],
            slug=one["slug"],
            first_month=one["months"][0],
            last_month=one["months"][1],
            sections=(*(_section(each) for each in one["sections"]), Section(LOCAL)),
        )
        for one in _file("chapters.toml")["chapter"]
    )


def _section(one: Mapping[str, Any]) -> Section:
    lists = {name: tuple(one.get(name, ())) for name in ("rules", "types", "needs")}
    return Section(key=one["key"], approve=one.get("approve", ""), **lists)


def chapter_at(slug: str) -> Chapter | None:
    """The chapter with this address."""
    return next((one for one in chapters() if one.slug == slug), None)


def chapter_called(key: str) -> Chapter | None:
    """The chapter with this key."""
    return next((one for one in chapters() if one.key == key), None)


@cache
def _written(language: str, chapter: str) -> Mapping[str, Any]:
    return _file(language, f"{chapter}.toml")


def heading(chapter: str, language: str) -> Heading:
    """Title and first sentence of a chapter in a language of the site."""
    found = _written(language, chapter)
    return Heading(found["title"], found["lead"])


def common(chapter: str, section: str, language: str) -> Words | None:
    """The common words of a section; None for the network's own section, which has none."""
    found = _written(language, chapter).get(section)
    return Words(found["title"], numbers_kept(found["text"].strip(), LOCALES[language])) if found else None
