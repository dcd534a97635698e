"""Every event that can be on record, with the sentence a coordinator reads: "Ada Beispiel hat …". One line each.

``record`` is called with a literal from here; ``tests/test_events.py`` compares this list with the code, both ways.
"""

from __future__ import annotations

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
}


def sentence(event: str) -> str:
    """What the event says, in German; for one of an older version that is no longer listed its name."""
    return EVENTS.get(event, f"„{event}“")
