"""The further languages of the emergency page, and the German sentences to read out on the phone."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from nestwerk.finder.languages import GERMAN
from nestwerk.finder.texts import texts_for

CODES = ("pl", "ro", "bg", "bs", "sq", "ku", "fa", "fr", "vi")  # in the order of the chooser; each is a BCP 47 tag too
SENTENCES = ("help", "address", "breathing", "seizure", "awake", "poison", "bleeding", "threat", "language")
LANGUAGE = "language"  # the sentence that names the reader's language


@dataclass(frozen=True, slots=True)
class Tongue:
    """One further language: its code (also its tag), its own name, its direction, and its texts by key."""

    code: str
    name: str
    direction: str
    texts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A German sentence, how it sounds to a reader (empty in German), and what it means (empty in German)."""

    german: str
    sound: str
    meaning: str


@cache
def further() -> tuple[Tongue, ...]:
    """Every further language. Raises KeyError or OSError on a broken or missing file."""
    found = ((code, _read(code)) for code in CODES)
    return tuple(Tongue(code, texts["name"], texts["direction"], texts) for code, texts in found)


@cache
def sounds() -> Mapping[str, Mapping[str, str]]:
    """How the sentences sound, by language and sentence; ``speaks`` is the German sentence that names the language."""
    return _read("sounds")


def sentences(code: str) -> tuple[Sentence, ...]:
    """What to say on the phone, for readers of ``code``: a language of the site or a further one."""
    german = texts_for(GERMAN.code)
    heard = sounds().get(code)
    if heard is None:  # German readers: the sentences alone
        return tuple(Sentence(german(f"first_call.say.{key}"), "", "") for key in SENTENCES if key != LANGUAGE)
    own = next((tongue.texts["say"] for tongue in further() if tongue.code == code), None)
    meant = own or {key: texts_for(code)(f"first_call.say.{key}") for key in SENTENCES}
    return tuple(
        Sentence(heard["speaks"] if key == LANGUAGE else german(f"first_call.say.{key}"), heard[key], meant[key])
        for key in SENTENCES
    )


def _read(name: str) -> dict[str, Any]:
    text = resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
