"""What the emergency pages of all languages share: the sentences for the phone, and the way to every other language."""

from __future__ import annotations

from dataclasses import dataclass

from nestwerk.finder.emergencies.languages import Sentence, further, sentences
from nestwerk.finder.languages import LANGUAGES
from nestwerk.finder.links import Links

NAME = "notfall"  # the last part of the address of the emergency page


@dataclass(frozen=True, slots=True)
class Door:
    """The emergency page in another language: its own name, its tag, its address."""

    name: str
    tag: str
    address: str


@dataclass(frozen=True, slots=True)
class FirstCall:
    """What to say in German, and the same page in further languages."""

    sentences: tuple[Sentence, ...]
    doors: tuple[Door, ...]


def further_doors() -> tuple[Door, ...]:
    """The pages in languages the site does not speak: the same for every network."""
    return tuple(Door(tongue.name, tongue.code, f"/{NAME}/{tongue.code}") for tongue in further())


def all_doors() -> tuple[Door, ...]:
    """The emergency page in every language there is."""
    own = (Door(language.name, language.tag, Links(language).page(NAME)) for language in LANGUAGES)
    return (*own, *further_doors())


def first_call(code: str) -> FirstCall:
    """For the emergency page of the site in the language ``code``."""
    return FirstCall(sentences(code), further_doors())
