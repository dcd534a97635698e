"""Every event that can be on record, with the sentence a coordinator reads: "Ada Beispiel hat …". One line each.

``record`` is called with a literal from here; ``tests/test_events.py`` compares this list with the code, both ways.
"""

from __future__ import annotations

from django.apps import apps

from .chain import ERASED

EVENTS: dict[str, str] = {
    "access.denied": "wurde abgewiesen",
    "audit.erased": "hat die Angaben zu einem Konto aus dem Protokoll gelöscht",
    "audit.exported": "hat das Protokoll als Tabelle gespeichert",
    "audit.verified": "hat das Protokoll geprüft",
    "catalogue.published": "hat die Angebote im Netz erneuert",
    "installation.restored": "hat eine Sicherung eingespielt",
    "installation.saved": "hat eine Sicherung angelegt",
    "networks.logo_changed": "hat das Logo des Netzwerks geändert",
    "networks.logo_removed": "hat das Logo des Netzwerks entfernt",
    "networks.settings_changed": "hat die Angaben des Netzwerks geändert",
    "offers.exported": "hat Angebote als Tabelle gespeichert",
    "offers.imported": "hat Angebote aus einer Tabelle eingelesen",
    "offers.report_done": "hat einen Hinweis erledigt",
    "offers.report_reopened": "hat einen Hinweis wieder geöffnet",
    "partners.assigned": "hat festgelegt, wer einen Partner betreut",
    "retention.deleted": "hat gelöscht, was nach dem Löschkonzept fällig war",
}


def sentence(event: str) -> str:
    """What the event says, in German; for one of an older version that is no longer listed its name."""
    return EVENTS.get(event, f"„{event}“")


STRANGER = "stranger"  # the detail of a denial to an account that has no role here: its name is none of ours
HATS: dict[str, str] = {
    "coordinator": "Netzwerkkoordination",
    "space": "Sozialraumkoordination",
    "editor": "Redaktion",
    "partner": "Partner",
    "guest": "Gast",
    "planner": "Planung",
    "operator": "Betrieb",
    "land": "Landeskoordination",
}
DETAILS: dict[str, str] = {
    STRANGER: "ohne Rolle in diesem Netzwerk",
    "403": "Die Rolle reicht nicht",
    "404": "Nicht gefunden",
    "whole": "in Ordnung",
    "broken": "nicht in Ordnung",
    "request": "auf Verlangen",
    **HATS,
}


def who(user_id: int | None, hat: str, names: dict[int, str]) -> str:
    """Who acted, as a German text."""
    if user_id is not None:
        return names.get(user_id, f"Konto {user_id} (gelöscht)")
    if hat.startswith(f"{ERASED}:"):
        return "Gelöschtes Konto"
    return "Der Betrieb" if hat == "operator" else "Das System"


def thing(label: str, thing_id: str) -> str:
    """What it was done to, e.g. "Angebot 17": the model's German name and the number."""
    if not label:
        return ""
    try:
        name = str(apps.get_model(label)._meta.verbose_name)
    except LookupError:  # a model of an older version
        name = label
    return f"{name} {thing_id}"
