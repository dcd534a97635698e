"""Words and links for what waits."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.urls import NoReverseMatch, reverse

from nestwerk.common.ui.numbers import german_number

from .queries.today import Waiting

# kind → one, several, since when (with the date behind it), what the address asks for
_WORDS = {
    "overdue": ("Angebot ist überfällig", "Angebote sind überfällig", "zu bestätigen seit", "?frische=overdue"),
    "due_soon": ("Angebot wird bald fällig", "Angebote werden bald fällig", "zuerst am", "?frische=soon"),
    "in_review": ("Angebot wartet auf Prüfung", "Angebote warten auf Prüfung", "das älteste vom", "?stand=in_review"),
    "review": ("Änderung wartet auf Prüfung", "Änderungen warten auf Prüfung", "die älteste vom", ""),
    "pairs": ("Paar ist vielleicht doppelt", "Paare sind vielleicht doppelt", "das älteste vom", ""),
    "sources": ("Quelle lässt sich nicht lesen", "Quellen lassen sich nicht lesen", "zuletzt gelesen am", ""),
    "calendars": ("Kalender lässt sich nicht lesen", "Kalender lassen sich nicht lesen", "der erste seit", "#kalender"),
    "watched": ("beobachtetes Angebot hat sich geändert", "beobachtete Angebote haben sich geändert", "", ""),
    "draft": ("Entwurf ist noch nicht fertig", "Entwürfe sind noch nicht fertig", "der älteste vom", "?stand=draft"),
    "reports": ("Hinweis von Familien wartet", "Hinweise von Familien warten", "der älteste vom", ""),
    "invitations": ("Einladung läuft bald ab", "Einladungen laufen bald ab", "die älteste vom", ""),
    "factors": ("Mitglied hat noch keinen zweiten Schritt", "Mitglieder haben noch keinen zweiten Schritt",
                "das erste seit", ""),
    "mails": ("Mail kam nicht an", "Mails kamen nicht an", "die älteste vom", ""),
}  # fmt: skip
# What is due is done on a page of its own, which asks in other words than the list.
_ASKING = {
    ("overdue", "offers:desk"): "?was=ueberfaellig",
    ("due_soon", "offers:desk"): "?was=bald",
    ("overdue", "offers:confirm_due"): "",
    ("due_soon", "offers:confirm_due"): "",
}


class Line(NamedTuple):
    """One line of "Heute"."""

    number: str
    words: str
    since: str
    oldest: date | None
    address: str


def lines(waiting: list[Waiting], slug: str) -> list[Line]:
    """What waits, in German, each with the page where it is done."""
    return [
        Line(
            german_number(one.number),
            _WORDS[one.kind][0 if one.number == 1 else 1],
            _since(_WORDS[one.kind][2], one.number),
            one.oldest,
            address_of(one.page, slug, _ASKING.get((one.kind, one.page), _WORDS[one.kind][3])),
        )
        for one in waiting
    ]


def _since(words: str, number: int) -> str:
    """Since when; of a single thing there is no oldest: "das älteste vom" → "vom"."""
    return words.split()[-1] if number == 1 and words.startswith(("das ", "die ", "der ", "zuerst ")) else words


def address_of(page: str, slug: str, asking: str = "") -> str:
    """The page of this network; empty if no such page is installed."""
    try:
        return reverse(page, kwargs={"network": slug}) + asking
    except NoReverseMatch:
        return ""
