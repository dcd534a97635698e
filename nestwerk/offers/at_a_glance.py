"""What families see of an offer, in a few lines: for whoever shall say whether it is still right. Values in, words out.

A secret address stays out: the page that shows this is opened by a link in a mail.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.utils.dateformat import format as german

from .compare import Names
from .compare.values import in_words
from .editing.fields import label
from .models import Offer
from .rules.places import still_true

SECRET_PLACE = "Die Adresse ist geheim und steht nirgends."  # noqa: S105  no password
_REACH = ("phone", "email", "website", "sms", "messenger", "chat", "video")


class Fact(NamedTuple):
    """A label with what is known; no line where nothing is, which somebody may want to add."""

    label: str
    lines: list[str]


def facts(offer: Offer, *, today: date) -> list[Fact]:
    """Contact, times, place, places, cost. What matters always has a line, the rest only where it is known."""
    names = Names(today=today)
    found = [
        *(Fact(label(name), in_words(name, getattr(offer, name), names)) for name in _REACH),
        Fact("Öffnungszeiten", in_words("opening_hours", offer.opening_hours, names)),
        Fact("Termine", in_words("dates", offer.dates, names)),
        Fact("Nur in der Zeit", in_words("season", offer.season, names)),
        Fact("Pause", pause(offer)),
        Fact("Ort", _place(offer)),
        Fact("Plätze", places(offer, today)),
        Fact("Kosten", _cost(offer)),
    ]
    asked = {label("phone"), "Ort", "Kosten"} | ({"Öffnungszeiten"} if not offer.dates else set())
    return [one for one in found if one.lines or one.label in asked]


def pause(offer: Offer) -> list[str]:
    """Until when it pauses, and why."""
    if offer.status != Offer.Status.PAUSED:
        return []
    until = f"bis {_day(offer.paused_until)}" if offer.paused_until else "ohne Ende"
    return [f"{until}: {offer.pause_reason}" if offer.pause_reason else until]


def _place(offer: Offer) -> list[str]:
    if offer.hidden_address:
        return [SECRET_PLACE]
    town = f"{offer.postal_code} {offer.city}".strip()
    return [part for part in (offer.street, town) if part]


def places(offer: Offer, today: date) -> list[str]:
    """Free places and waiting time, as long as what was said of them holds."""
    if not still_true(offer.places_until, today=today):
        return []
    lines = []
    if offer.places_free is not None:
        free = {0: "zurzeit kein Platz frei", 1: "1 Platz frei"}
        lines.append(free.get(offer.places_free, f"{offer.places_free} Plätze frei"))
    if offer.waiting_weeks:
        lines.append(f"Wartezeit {offer.waiting_weeks} {'Woche' if offer.waiting_weeks == 1 else 'Wochen'}")
    return [f"{', '.join(lines)} (gilt bis {_day(offer.places_until)})"] if lines else []


def _day(day: date | None) -> str:
    return german(day, "j. F Y") if day else ""


def _cost(offer: Offer) -> list[str]:
    return [part for part in (str(offer.get_cost_kind_display()) if offer.cost_kind else "", offer.cost_note) if part]
