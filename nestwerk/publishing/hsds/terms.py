"""The taxonomies of the API: those of the catalogue by kind, and one for facts the standard has no field for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nestwerk.catalogue.records import TermRecord

from . import ids

FACTS = "fact"
KINDS: dict[str, tuple[str, str]] = {
    "need": ("Anliegen", "Wobei ein Angebot hilft: die Anliegen, mit denen Familien suchen."),
    "offer_type": ("Angebotsarten", "Was ein Angebot ist."),
    "target_group": ("Zielgruppen", "Für wen ein Angebot da ist."),
    "partner_type": ("Arten von Anbietern", "Was für eine Stelle ein Angebot macht."),
    FACTS: ("Merkmale", "Angaben, für die der Standard kein eigenes Feld hat. Der Wert steht im Attribut."),
}
_FACTS: dict[str, tuple[str, str]] = {
    "fact.age_from_months": ("Alter ab (Monate)", "Ganze Monate; −9 bis −1 ist die Schwangerschaft, 0 die Geburt."),
    "fact.age_to_months": ("Alter bis (Monate)", "Ganze Monate, einschließlich; −9 bis −1 ist die Schwangerschaft."),
    "fact.network": ("Netzwerk", "Kurzname des Netzwerks, zu dem das Angebot gehört."),
    "fact.social_space": ("Sozialraum", "Kurzname der Region im Netzwerk."),
    "fact.source": ("Quelle", "Woher der Datensatz stammt."),
    "fact.hidden_address": ("Adresse geheim", "Der Ort wird zum Schutz der Familien nicht veröffentlicht."),
    "fact.anonymous": ("Ohne Namen möglich", "„yes“: Niemand muss seinen Namen nennen. „no“: Der Name wird gebraucht."),
    "fact.season": ("Nur in der Zeit", "Wann im Jahr es das Angebot gibt."),
    "fact.opening_hours": ("Öffnungszeiten", "In der Schreibweise von OpenStreetMap, vollständig."),
    "fact.places_free": ("Freie Plätze", "Anzahl."),
    "fact.waiting_weeks": ("Wartezeit (Wochen)", "Ungefähr."),
    "fact.carrier": ("Mitgetragen von", "Eine weitere Stelle, die das Angebot trägt."),
    "fact.messenger": ("Messenger", "Adresse oder Nummer für Nachrichten."),
    "fact.chat": ("Chat", "Adresse des Chats."),
    "fact.video": ("Video", "Adresse für Gespräche mit Bild."),
    "access.drop_in": ("Ohne Termin", "Einfach vorbeikommen."),
    "access.appointment": ("Mit Termin", "Vorher einen Termin ausmachen."),
    "access.referral": ("Mit Überweisung oder Vermittlung", "Eine Praxis oder andere Stelle vermittelt."),
    "access.home_visit": ("Kommt nach Hause", "Das Angebot kommt zur Familie."),
    "access.phone": ("Am Telefon", "Das Angebot gibt es am Telefon."),
    "access.online": ("Im Internet", "Das Angebot gibt es im Internet."),
    "access.mobile": ("Fährt in die Orte", "Das Angebot kommt in den Ort."),
    "cost.free": ("Kostenlos", "Es kostet nichts."),
    "cost.paid": ("Kostet etwas", "Es kostet etwas."),
    "cost.reducible": ("Ermäßigung möglich", "Es kostet etwas; eine Ermäßigung ist möglich."),
    "cost.insurance": ("Zahlt die Krankenkasse", "Die Krankenkasse bezahlt meist."),
}


@dataclass(frozen=True)
class Vocabulary:
    """Taxonomies and terms as the API gives them out, by id and by code."""

    taxonomies: dict[str, dict[str, Any]]
    terms: dict[str, dict[str, Any]]
    by_code: dict[str, dict[str, Any]]
    code_of: dict[str, str]

    def codes_in(self, taxonomy_id: str) -> frozenset[str]:
        """The codes of all terms of a taxonomy; none for an unknown one."""
        return frozenset(code for code, term in self.by_code.items() if term["taxonomy_id"] == taxonomy_id)


_kept: list[tuple[Mapping[str, TermRecord], Vocabulary]] = []  # the last one: terms change with the commons only


def vocabulary(records: Mapping[str, TermRecord]) -> Vocabulary:
    """The vocabulary of these terms. Made once for as long as the snapshot holds the same."""
    if not _kept or _kept[-1][0] is not records:
        _kept[:] = [(records, _made(records))]
    return _kept[-1][1]


def _made(records: Mapping[str, TermRecord]) -> Vocabulary:
    taxonomies = {
        ids.shared("taxonomy", kind): {
            "id": ids.shared("taxonomy", kind),
            "name": f"Nestwerk: {name}",
            "description": description,
        }
        for kind, (name, description) in KINDS.items()
    }
    by_code = {
        code: _term(code, record.kind, record.labels["de"], record.labels.get("de-einfach", ""))
        for code, record in records.items()
        if record.kind in KINDS
    }
    by_code |= {code: _term(code, FACTS, name, description) for code, (name, description) in _FACTS.items()}
    terms = {term["id"]: term for term in by_code.values()}
    return Vocabulary(taxonomies, terms, by_code, {term["id"]: code for code, term in by_code.items()})


def _term(code: str, kind: str, name: str, description: str) -> dict[str, Any]:
    taxonomy = KINDS[kind][0]
    return {
        "id": ids.shared("term", code),
        "code": code,
        "name": name,
        "description": description or f"{taxonomy}: {name}",
        "taxonomy": f"Nestwerk: {taxonomy}",
        "language": "de",
        "taxonomy_id": ids.shared("taxonomy", kind),
    }
