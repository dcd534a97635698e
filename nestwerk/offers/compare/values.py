"""A column's value, as a draft holds it, in words people read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from babel import Locale
from django.utils.dateformat import format as german

from nestwerk.common.dates.series import DateError, Series
from nestwerk.common.dates.words import in_words as dates_in_words
from nestwerk.common.hours_words import in_words as hours_in_words
from nestwerk.common.season import Season, SeasonError
from nestwerk.common.season import in_words as season_in_words

from ..editing.languages import TONGUES
from ..models import Offer

UNKNOWN = "nicht bekannt"
PARTS = {"title": "Titel", "summary": "Kurz gesagt", "description": "Beschreibung", "cost_note": "Kosten"}


@dataclass(frozen=True, slots=True)
class Names:
    """What codes and ids are called: terms by code, social spaces by id. ``today``: for dates in words."""

    terms: Mapping[str, str] = field(default_factory=dict)
    spaces: Mapping[int, str] = field(default_factory=dict)
    today: date | None = None


def in_words(name: str, value: Any, names: Names) -> list[str]:
    """The value as lines to read; a list has one line for each entry, nothing known is no line."""
    if value is None or value in ("", [], {}):
        return []
    if name in _OWN:
        return _OWN[name](value, names)
    if isinstance(value, bool):
        return ["ja" if value else "nein"]
    if isinstance(value, list):
        return [str(one) for one in value]
    choices = dict(Offer._meta.get_field(name).flatchoices)  # type: ignore[union-attr]
    return [str(choices.get(value, value))]


def is_text(name: str, value: Any) -> bool:
    """Whether the field is running text, so that single words are worth marking."""
    return name in ("title", "summary", "description", "cost_note") and isinstance(value, str | None)


def texts_in_parts(value: Any) -> dict[tuple[str, str], str]:
    """The further languages of an offer: (language, column) → text."""
    if not isinstance(value, dict):
        return {}
    return {
        (str(code), str(part)): str(text)
        for code, parts in sorted(value.items())
        if isinstance(parts, dict)
        for part, text in parts.items()
        if part in PARTS and text
    }


@cache
def language(code: str) -> str:
    """The language's German name."""
    ours = {tongue.code: tongue.name for tongue in TONGUES}
    return ours.get(code) or str(Locale("de").languages.get(code.replace("-", "_"), code))


def age(months: int | None) -> str:
    """An age in words; empty if it is not known."""
    if months is None:
        return ""
    if months <= 0:
        return "Schwangerschaft" if months < 0 else "Geburt"
    if months < 24 or months % 12:
        return f"{months} {'Monat' if months == 1 else 'Monate'}"
    return f"{months // 12} Jahre"


def _terms(value: Any, names: Names) -> list[str]:
    return [names.terms.get(code, code) for code in ([value] if isinstance(value, str) else value)]


def _access(value: Any, names: Names) -> list[str]:
    known = dict(Offer.Access.choices)
    return [str(known.get(code, code)) for code in value]


def _months(value: Any, names: Names) -> list[str]:
    return ["ab der Schwangerschaft" if value < 0 else age(value)]


def _hours(value: Any, names: Names) -> list[str]:
    return list(hours_in_words(value)) or [str(value)]


def _dates(value: Any, names: Names) -> list[str]:
    found = []
    for kept in value:
        try:
            found.append(dates_in_words(Series.from_dict(kept), today=names.today))
        except (DateError, AttributeError, TypeError):
            found.append("Termine, die wir nicht lesen können")
    return found


def _season(value: Any, names: Names) -> list[str]:
    try:
        season = Season.from_text(value)
    except SeasonError:
        return [str(value)]
    return [season_in_words(season)] if season else []


def _day(value: Any, names: Names) -> list[str]:
    return [german(date.fromisoformat(value), "j. F Y")]


def _space(value: Any, names: Names) -> list[str]:
    return [names.spaces.get(value, UNKNOWN)]


def _weeks(value: Any, names: Names) -> list[str]:
    return ["keine" if value == 0 else "1 Woche" if value == 1 else f"{value} Wochen"]


def _texts(value: Any, names: Names) -> list[str]:
    return [f"{PARTS[part]} ({language(code)}): {text}" for (code, part), text in texts_in_parts(value).items()]


_OWN: dict[str, Callable[[Any, Names], list[str]]] = {
    "offer_types": _terms, "needs": _terms, "target_groups": _terms, "prevention_level": _terms,
    "access": _access, "languages": lambda value, names: [language(code) for code in value],
    "age_from_months": _months, "age_to_months": _months, "opening_hours": _hours, "dates": _dates, "season": _season,
    "places_until": _day, "social_space_id": _space, "waiting_weeks": _weeks, "texts": _texts,
    "places_free": lambda value, names: [str(value)],
}  # fmt: skip
