"""Days, times and distances in words."""

from __future__ import annotations

from datetime import date, time

from nestwerk.common import locales
from nestwerk.finder.texts import Texts


def long_day(iso: str, texts: Texts) -> str:
    """An ISO day as people write it: "30. September 2026"."""
    return locales.day(date.fromisoformat(iso), texts.language.locale)


def full_day(day: date, texts: Texts) -> str:
    """A day with its weekday: "Dienstag, 1. Dezember 2026"."""
    locale = texts.language.locale
    return locales.capital(locales.day(day, locale, "full"), locale)


def confirmed(last_verified: str, texts: Texts, how: str = "") -> str:
    """When somebody last said that the record is right: "Zuletzt bestätigt am 30. September 2026".

    ``how``: ``provider`` or ``phone`` where that is known.
    """
    if not last_verified:
        return texts("fresh.unknown")
    day = long_day(last_verified, texts)
    return texts(f"fresh.confirmed_{how}", day=day) if how else texts("fresh.confirmed", day=day)


def day_and_month(day: date | str, texts: Texts) -> str:
    """A day without its year: "12. November"."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return locales.day(day, texts.language.locale, "month")


def near_day(day: date, today: date, texts: Texts) -> str:
    """A day ahead: "1. März", with its year only where one could mistake it."""
    soon = day.year == today.year or (day.year == today.year + 1 and day.month <= today.month)
    return day_and_month(day, texts) if soon else long_day(day.isoformat(), texts)


def month_name(day: date, texts: Texts) -> str:
    """The month of a day: "April"."""
    return locales.day(day, texts.language.locale, "LLLL")


def month_and_year(month: str, texts: Texts) -> str:
    """The month of an ISO day or month: "April 2026"."""
    return locales.day(date.fromisoformat(f"{month[:7]}-01"), texts.language.locale, "LLLL y")


def clock(moment: time, texts: Texts, *, bare: bool = False) -> str:
    """A time of day: "9 Uhr", "16:30 Uhr", "4:30 pm" as the language has it; ``bare`` leaves words like "Uhr" out."""
    figures = locales.clock(moment, texts.language.locale)
    if (moment.hour, moment.minute) == (12, 0) and texts.language.locale.startswith("en"):
        return texts("hours.noon")
    return figures if bare else texts("hours.clock", time=figures)


def midnight(texts: Texts) -> str:
    """The end of a day, where the end of something is meant: "24 Uhr", "24:00"."""
    return texts("hours.clock", time=locales.midnight(texts.language.locale))


def distance(km: float, texts: Texts, *, exact: bool = True) -> str:
    """How far as the crow flies: "12 km", "3,5 km", "ganz in der Nähe". Rounded, since nobody walks straight."""
    if km < 1:
        return texts("distance.near")
    tenths = round(km * 2) * 5 if km < 10 else round(km) * 10
    return texts("distance.km" if exact else "distance.about_km", km=_kilometres(tenths, texts))


def _kilometres(tenths: int, texts: Texts) -> str:
    return locales.decimal(tenths / 10 if tenths < 100 else round(tenths / 10), texts.language.locale)
