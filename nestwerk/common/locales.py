"""How each language of the public site writes days, times, counts and beginnings: facts of languages, free of the web.

Codes are those of the site ("de", "de-einfach", "en" …). Decision 22 says why Arabic has its own digits here and why
numbers to dial, to type or to compare never change: they are texts, and nothing in this module touches a text
unless it is asked to.
"""

from __future__ import annotations

import re
from datetime import date, time
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

LOCALES = {
    "de": "de", "de-einfach": "de", "en": "en_GB", "tr": "tr", "ru": "ru", "uk": "uk", "ar": "ar",
}  # fmt: skip
_DIGITS = {"ar": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")}
# CLDR abbreviates the word "year" here ("г.", "р."): two full stops would meet at the end of a sentence.
_DAYS = {
    ("ru", "long"): "d MMMM y 'года'",
    ("ru", "full"): "EEEE, d MMMM y 'года'",
    ("uk", "long"): "d MMMM y 'року'",
    ("uk", "full"): "EEEE, d MMMM y 'року'",
    ("de", "month"): "d. MMMM",
}
_DOTTED = str.maketrans("iı", "İI")
# In a line that runs from right to left, the groups of "0800 111 0 550" would stand in the wrong order.
# A bracket belongs to the number only together with its other half: "(0)3675", but not "2021 (", not "116 117)".
_GROUP = r"(?:[0-9]|\([0-9]+\))+"
_GROUPED = re.compile(rf"\+?{_GROUP}(?:[ /\u00a0\u202f–-]{{1,3}}{_GROUP})+")
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
RIGHT_TO_LEFT = frozenset({"ar"})
_LEFT, _FIRST, _END = "\u2066", "\u2068", "\u2069"  # isolate left to right, by its first letter; end of it


def numbers_kept(text: str, locale: str) -> str:
    """``text`` whose numbers to dial keep their order where the line runs from right to left."""
    if locale not in RIGHT_TO_LEFT or _LEFT in text:
        return text
    return _GROUPED.sub(rf"{_LEFT}\g<0>{_END}", text)


def inserted(text: str, locale: str) -> str:
    """``text`` ready to stand inside a sentence: a name in Latin letters does not move what stands around it."""
    if locale not in RIGHT_TO_LEFT or not _LATIN.search(text) or text[0] == _FIRST:
        return text
    return f"{_FIRST}{text}{_END}"


def comma(locale: str) -> str:
    """What stands between the things of a list."""
    return "، " if locale in RIGHT_TO_LEFT else ", "


def figures(text: str | int, locale: str) -> str:
    """``text`` with the digits its readers write: "12" is "١٢" in Arabic. For counts, days and times of day only."""
    said = str(text)
    digits = _DIGITS.get(locale)
    return said.translate(digits) if digits else said


@lru_cache(maxsize=8192)
def day(of: date, locale: str, form: str = "long") -> str:
    """A day in words: ``long`` "30. September 2026", ``full`` with its weekday, ``month`` without its year; or a
    pattern of CLDR."""
    usual = "d MMMM" if form == "month" else form
    return figures(format_date(of, format=_DAYS.get((locale, form), usual), locale=locale), locale)


def clock(at: time, locale: str) -> str:
    """A time of day in figures: "9" and "16:30" in German, "4:30 pm" in English, "9:00" elsewhere, "9.00" in Turkish.

    The clock has 24 hours in every language but English, as on the doors here.
    """
    if locale == "de":
        return f"{at.hour}:{at.minute:02}" if at.minute else str(at.hour)
    if locale.startswith("en"):
        half, twelve = ("am" if at.hour < 12 else "pm"), at.hour % 12 or 12
        return f"{twelve}:{at.minute:02} {half}" if at.minute else f"{twelve} {half}"
    return figures(f"{at.hour}{'.' if locale == 'tr' else ':'}{at.minute:02}", locale)


def midnight(locale: str) -> str:
    """The end of a day as a time of day, where an end is meant: "24", "24:00"."""
    if locale == "de" or locale.startswith("en"):
        return "24"
    return figures("24.00" if locale == "tr" else "24:00", locale)


@lru_cache(maxsize=4096)
def decimal(number: float, locale: str, pattern: str = "0.#") -> str:
    """A number in figures: "3,5", "٣٫٥"."""
    system = "arab" if locale in _DIGITS else "default"
    return figures(format_decimal(number, format=pattern, locale=locale, numbering_system=system), locale)


def small(text: str, locale: str) -> str:
    """``text`` with a small first letter; Turkish has two letters I."""
    first = {"İ": "i", "I": "ı"}.get(text[:1], "") if locale == "tr" else ""
    return (first or text[:1].lower()) + text[1:]


def capital(text: str, locale: str) -> str:
    """``text`` with a capital first letter; Turkish has two letters I."""
    return (text[:1].translate(_DOTTED) if locale == "tr" else text[:1]).upper() + text[1:]
