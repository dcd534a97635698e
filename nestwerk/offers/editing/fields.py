"""Which columns of an offer people edit, in which sections, and how their values stand in a draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..models import Offer


@dataclass(frozen=True, slots=True)
class Section:
    """One task of the list. ``wanted``: fields without which the section counts as open; the rest may stay empty."""

    key: str
    title: str
    ask: str
    fields: tuple[str, ...]
    wanted: tuple[str, ...] = ()


SECTIONS = (
    Section("text", "Worum es geht", "Wie heißt das Angebot, und was haben Familien davon?",
            ("title", "summary", "description"), ("title", "summary")),
    Section("art", "Art und Anliegen", "Wobei hilft es? Wir schlagen etwas vor, Sie haken an.",
            ("offer_types", "needs", "target_groups"), ("offer_types", "needs")),
    Section("wen", "Für wen", "Wie alt sind die Kinder, und in welchen Sprachen?",
            ("age_from_months", "age_to_months", "languages", "interpreter", "anonymous", "certificate"),
            ("age_to_months", "languages")),
    Section("wann", "Wann", "Öffnungszeiten oder Termine",
            ("opening_hours", "dates", "season"), ("opening_hours|dates",)),
    Section("wo", "Wo", "Wohin kommt man, oder kommen Sie?",
            ("access", "street", "postal_code", "city", "hidden_address", "social_space_id", "served_postal_codes",
             "served_ags", "wheelchair"), ("access", "city|served_postal_codes|served_ags")),
    Section("kontakt", "Kontakt", "Wie erreicht man Sie, auch ohne zu sprechen?",
            ("phone", "email", "website", "sms", "messenger", "chat", "video"), ("phone|email|sms|messenger|chat",)),
    Section("kosten", "Kosten und Träger", "Was kostet es, und wer trägt es mit?",
            ("cost_kind", "cost_note", "carriers", "funders"), ("cost_kind",)),
    Section("plaetze", "Freie Plätze", "Nur wenn Sie Plätze vergeben. Die Angabe läuft von selbst ab.",
            ("places_free", "waiting_weeks", "places_until")),
    Section("sprachen", "Weitere Sprachen", "Derselbe Text in einfacher Sprache und in anderen Sprachen", ("texts",)),
)  # fmt: skip
BY_KEY = {section.key: section for section in SECTIONS}
EDITABLE = tuple(name for section in SECTIONS for name in section.fields)
INTERNAL = ("prevention_level",)  # only for those who keep the directory
_DAYS = frozenset({"places_until"})


def as_json(offer: Offer, name: str) -> Any:
    """A column's value as a draft holds it: days as ISO text, everything else as it is."""
    value = getattr(offer, name)
    return value.isoformat() if isinstance(value, date) else value


def from_json(name: str, value: Any) -> Any:
    """A draft's value as the column wants it."""
    return date.fromisoformat(value) if name in _DAYS and value else None if name in _DAYS else value


def same(name: str, one: Any, other: Any) -> bool:
    """Whether two values of a draft say the same; spaces around a text and the order of codes say nothing."""
    if isinstance(one, str) and isinstance(other, str):
        return _lines(one) == _lines(other)
    if name in _SETS and isinstance(one, list) and isinstance(other, list):
        return set(one) == set(other)
    return bool(one == other)


_SETS = frozenset({"needs", "target_groups", "languages", "access", "served_postal_codes", "served_ags"})


def _lines(text: str) -> str:
    return text.strip().replace("\r\n", "\n")


def label(name: str) -> str:
    """What a field is called."""
    return str(Offer._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def missing(section: Section, values: Mapping[str, Any]) -> list[str]:
    """The labels of what the section still wants. ``values``: every field as a draft holds it."""
    found = []
    for wish in section.wanted:
        names = wish.split("|")
        if not any(values.get(name) not in (None, "", [], {}) for name in names):
            found.append(" oder ".join(label(name) for name in names))
    return found


def current(offer: Offer, names: Iterable[str] = EDITABLE) -> dict[str, Any]:
    """The approved values as a draft would hold them."""
    return {name: as_json(offer, name) for name in names}
