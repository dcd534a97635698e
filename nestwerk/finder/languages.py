"""The languages of the public site. The address alone decides which one a page speaks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """One language as the site knows it.

    ``code`` names the text catalogue, ``tag`` is the BCP 47 tag for ``lang``, ``prefix`` the first part of
    the address (German has none), ``locale`` the Babel locale, ``labels`` the key of taxonomy labels.
    """

    code: str
    tag: str
    prefix: str
    locale: str
    name: str
    labels: str
    direction: str = "ltr"

    @property
    def german(self) -> bool:
        """Whether German text from the catalogue needs no ``lang`` of its own on such a page."""
        return self.locale == "de"


GERMAN = Language(code="de", tag="de", prefix="", locale="de", name="Deutsch", labels="de")
PLAIN = Language(
    code="de-einfach", tag="de-simple", prefix="de-einfach", locale="de", name="Einfache Sprache", labels="de-einfach"
)
ENGLISH = Language(code="en", tag="en", prefix="en", locale="en_GB", name="English", labels="en")


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language an offer may be written in although the site does not speak it: its own name, its direction."""

    name: str
    direction: str = "ltr"


WRITTEN = {"tr": Tongue("Türkçe"), "ru": Tongue("Русский"), "uk": Tongue("Українська"), "ar": Tongue("العربية", "rtl")}

LANGUAGES: tuple[Language, ...] = (GERMAN, PLAIN, ENGLISH)
BY_CODE = {language.code: language for language in LANGUAGES}
