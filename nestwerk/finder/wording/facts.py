"""Cost, access, languages, interpreter, wheelchair: codes into sentences. Unknown is said as unknown, never as no."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from babel import Locale

from nestwerk.common.locales import capital, small
from nestwerk.finder.texts import Texts

_OWN_NAMES = ("dgs",)  # languages Babel has no name for


def cost(kind: str, texts: Texts, *, short: bool = False) -> str:
    """What it costs, by kind (free, paid, reducible, insurance); empty kind: unknown (empty when ``short``)."""
    if not kind:
        return "" if short else texts("cost.unknown")
    return texts(f"cost.short.{kind}" if short else f"cost.{kind}")


def access(codes: Iterable[str], texts: Texts) -> tuple[str, ...]:
    """Ways in, one sentence each: "Einfach vorbeikommen, ohne Termin"."""
    return tuple(texts(f"access.{code}") for code in codes if texts.has(f"access.{code}"))


@lru_cache(maxsize=1024)
def _language_name(code: str, locale: str) -> str:
    name = Locale.parse(locale).languages.get(code, code)
    return capital(name, locale)


def language(code: str, texts: Texts) -> str:
    """The name of a language in the reader's language: "Türkisch", "Turkish"; ``dgs`` is German Sign Language."""
    if code in _OWN_NAMES:
        return texts(f"language.{code}")
    return _language_name(code, texts.language.locale)


def languages(codes: Iterable[str], texts: Texts) -> str:
    """Names of languages, joined by commas; within a line Russian and Ukrainian write them small."""
    first, *more = [language(code, texts) for code in codes] or [""]
    within = [small(name, texts.language.locale) for name in more] if texts.language.code in ("ru", "uk") else more
    return texts.comma.join([first, *within])


def interpreter(kind: str, texts: Texts) -> str:
    """Whether an interpreter can come: yes, on_request, no; empty if unknown."""
    return texts(f"interpreter.{kind}") if kind else ""


def wheelchair(kind: str, texts: Texts) -> str:
    """Whether a wheelchair or pram gets in: yes, limited, no; empty if unknown."""
    return texts(f"wheelchair.{kind}") if kind else ""


def anonymous(known: bool | None, texts: Texts) -> str:
    """Whether a name is needed; empty if unknown."""
    return "" if known is None else texts("anonymous.yes" if known else "anonymous.no")
