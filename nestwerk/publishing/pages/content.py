"""What a version of a page holds, and what has to be right before families see it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from .showing import is_safe_address
from .writing import Picture, addresses, blocks, marks

GERMAN = "de"
LONGEST_TITLE, LONGEST_LEAD = 120, 400  # characters
LONGEST_SLUG = 60
PAGE, NEWS, PRESS, PORTRAIT, FUNDER = "page", "news", "press", "portrait", "funder"
TAKEN = frozenset({"seiten", "aktuelles", "presse", "neu"})


@dataclass(frozen=True, slots=True)
class Text:
    """A page in one language. ``picture_alt``: what is to be seen on its picture."""

    title: str = ""
    lead: str = ""
    body: str = ""
    picture_alt: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is written."""
        return not (self.title or self.lead or self.body)


@dataclass(frozen=True, slots=True)
class Content:
    """A whole version: its texts by language, the mark of its picture, its day (news), its place in the menu."""

    texts: dict[str, Text] = field(default_factory=dict)
    picture: str = ""
    on: str = ""  # ISO day
    order: int = 0
    website: str = ""  # of a funder

    @classmethod
    def read(cls, stored: dict[str, Any]) -> Content:
        """From what is stored. Unknown keys are left out."""
        texts = {
            code: Text(**{name: str(text.get(name, "")) for name in Text.__dataclass_fields__})
            for code, text in stored.get("texts", {}).items()
        }
        return cls(
            texts, stored.get("picture", ""), stored.get("on", ""), stored.get("order", 0), stored.get("website", "")
        )

    def stored(self) -> dict[str, Any]:
        """As JSON holds it; languages without a word are left out."""
        texts = {
            code: {name: getattr(text, name) for name in Text.__dataclass_fields__}
            for code, text in self.texts.items()
            if not text.empty
        }
        return {"texts": texts, "picture": self.picture, "on": self.on, "order": self.order, "website": self.website}

    def text(self, code: str) -> Text:
        """The text in a language; empty where nothing is written."""
        return self.texts.get(code, Text())

    @property
    def title(self) -> str:
        """What it is called in German."""
        return self.text(GERMAN).title

    def marks(self) -> set[str]:
        """The files it needs."""
        return {self.picture} - {""} | {mark for text in self.texts.values() for mark in marks(text.body)}


def problems_of(kind: str, content: Content, files: Collection[str], names: dict[str, str]) -> list[str]:
    """What keeps a version from being published, as German sentences; none if it may.

    ``files``: marks of the files the page has. ``names``: what the languages are called.
    """
    found = []
    if not content.title:
        found.append("Der deutsche Titel fehlt.")
    if kind != FUNDER and not (content.text(GERMAN).lead or content.text(GERMAN).body):
        found.append("Der deutsche Text fehlt.")
    if kind == NEWS and not content.on:
        found.append("Das Datum der Meldung fehlt.")
    if content.website and not is_safe_address(content.website):
        found.append("Die Website beginnt mit https://")
    if content.picture and content.picture not in files:
        found.append("Das gewählte Bild gibt es auf dieser Seite nicht mehr.")
    for code, text in content.texts.items():
        found += [f"{names.get(code, code)}: {sentence}" for sentence in _problems_of(text, content.picture, files)]
    return found


def _problems_of(text: Text, picture: str, files: Collection[str]) -> list[str]:
    found = []
    if not text.title and not text.empty:
        found.append("Der Titel fehlt.")
    if picture and not text.picture_alt:
        found.append("Bitte schreiben Sie, was auf dem Bild der Seite zu sehen ist.")
    pictures = [block for block in blocks(text.body) if isinstance(block, Picture)]
    if any(not one.alt for one in pictures):
        found.append("Ein Bild im Text hat keine Beschreibung. Sie steht in den eckigen Klammern: ![Was man sieht](…)")
    if marks(text.body) - set(files):
        found.append("Ein Bild oder eine Datei im Text gibt es auf dieser Seite nicht.")
    for words, address in addresses(text.body):
        if not address.startswith("datei:") and not is_safe_address(address):
            found.append(f"Der Link „{words}“ führt nirgendwohin. Er beginnt mit https://, mailto: oder tel:")
    return found


def slug_of(title: str) -> str:
    """An address from a title: "Über uns" → "ueber-uns". Empty if nothing is left of it."""
    text = title.lower()
    for letter, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        text = text.replace(letter, plain)
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")[:LONGEST_SLUG].strip("-")


def free_slug(title: str, taken: Collection[str]) -> str:
    """An address nobody has: "ueber-uns", "ueber-uns-2" …"""
    first = slug_of(title) or "seite"
    for number in range(1, len(taken) + len(TAKEN) + 3):
        slug = first if number == 1 else f"{first}-{number}"
        if slug not in taken and slug not in TAKEN:
            return slug
    raise AssertionError("more addresses than pages")
