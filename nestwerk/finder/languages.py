"""The languages of the public site. The address alone decides which one a page speaks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from nestwerk.common.locales import LOCALES


@dataclass(frozen=True)
class Language:
    """One language as the site knows it.

    ``code`` names the text catalogue, ``tag`` is the BCP 47 tag for ``lang``, ``prefix`` the first part of
    the address (German has none), ``locale`` the Babel locale, ``labels`` the key of taxonomy labels.
    """

    code: str
    tag: str
    prefix: str
    name: str
    direction: str = "ltr"

    @cached_property
    def locale(self) -> str:
        """The Babel locale."""
        return LOCALES[self.code]

    @property
    def labels(self) -> str:
        """The key of taxonomy labels and of the names of help lines."""
        return self.code

    @property
    def german(self) -> bool:
        """Whether German text from the catalogue needs no ``lang`` of its own on such a page."""
        return self.locale == "de"


GERMAN = Language(code="de", tag="de", prefix="", name="Deutsch")
PLAIN = Language(code="de-einfach", tag="de-simple", prefix="de-einfach", name="Einfache Sprache")
ENGLISH = Language(code="en", tag="en", prefix="en", name="English")
TURKISH = Language(code="tr", tag="tr", prefix="tr", name="Türkçe")
RUSSIAN = Language(code="ru", tag="ru", prefix="ru", name="Русский")
UKRAINIAN = Language(code="uk", tag="uk", prefix="uk", name="Українська")
ARABIC = Language(code="ar", tag="ar", prefix="ar", name="العربية", direction="rtl")

LANGUAGES: tuple[Language, ...] = (GERMAN, PLAIN, ENGLISH, TURKISH, RUSSIAN, UKRAINIAN, ARABIC)
BY_CODE = {language.code: language for language in LANGUAGES}
