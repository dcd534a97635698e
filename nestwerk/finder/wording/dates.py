"""Days, times and distances in words."""

from __future__ import annotations

from datetime import date, time
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

from nestwerk.finder.texts import Texts


@lru_cache(maxsize=4096)
def _day(iso: str, locale: str) -> str:
    return format_date(date.fromisoformat(iso), format="long", locale=locale)


def long_day(iso: str, texts: Texts) -> str:
    """An ISO day as people write it: "30. September 2026"."""
    return _day(iso, texts.language.locale)


def confirmed(last_verified: str, texts: Texts, how: str = "") -> str:
    """When somebody last said that the record is right: "Zuletzt bestätigt am 30. September 2026".

    ``how``: ``provider`` or ``phone`` where that is known.
    """
    if not last_verified:
        return texts("fresh.unknown")
    day = long_day(last_verified, texts)
    return texts(f"fresh.confirmed_{how}", day=day) if how else texts("fresh.confirmed", day=day)


@lru_cache(maxsize=4096)
def _formatted(day: date, pattern: str, locale: str) -> str:
    return format_date(day, format=pattern, locale=locale)


def day_and_month(day: date | str, texts: Texts) -> str:
    """A day without its year: "12. November"."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return _formatted(day, "d. MMMM" if texts.language.locale == "de" else "d MMMM", texts.language.locale)


def near_day(day: date, today: date, texts: Texts) -> str:
    """A day ahead: "1. März", with its year only where one could mistake it."""
    soon = day.year == today.year or (day.year == today.year + 1 and day.month <= today.month)
    return day_and_month(day, texts) if soon else long_day(day.isoformat(), texts)


def month_name(day: date, texts: Texts) -> str:
    """The month of a day: "April"."""
    return _formatted(day, "LLLL", texts.language.locale)


def month_and_year(month: str, texts: Texts) -> str:
    """The month of an ISO day or month: "April 2026"."""
    return _formatted(date.fromisoformat(f"{month[:7]}-01"), "LLLL yyyy", texts.language.locale)


def clock(moment: time, texts: Texts, *, bare: bool = False) -> str:
    """A time of day: "9 Uhr", "16:30 Uhr", "4:30 pm" as the language has it; ``bare`` leaves the word "Uhr" out."""
    hour, minute = moment.hour, moment.minute
    if texts.language.german:
        figures = f"{hour}:{minute:02}" if minute else f"{hour}"
        return figures if bare else texts("hours.clock", time=figures)
    if (hour, minute) == (12, 0):
        return texts("hours.noon")
    half = "am" if hour < 12 else "pm"
    twelve = hour % 12 or 12
    return f"{twelve}:{minute:02} {half}" if minute else f"{twelve} {half}"


@lru_cache(maxsize=4096)
def _kilometres(tenths: int, locale: str) -> str:
    return format_decimal(tenths / 10 if tenths < 100 else round(tenths / 10), format="0.#", locale=locale)


def distance(km: float, texts: Texts, *, exact: bool = True) -> str:
    """How far as the crow flies: "12 km", "3,5 km", "ganz in der Nähe". Rounded, since nobody walks straight."""
    if km < 1:
        return texts("distance.near")
    tenths = round(km * 2) * 5 if km < 10 else round(km) * 10
    return texts("distance.km" if exact else "distance.about_km", km=_kilometres(tenths, texts.language.locale))
