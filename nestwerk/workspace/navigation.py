"""The rooms of the workspace, as data. Which of them a role sees follows from ``networks/data/rights.tsv``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django.urls import NoReverseMatch, reverse

from nestwerk.common.ui.icons import ICONS
from nestwerk.networks.rights import pages


class Place(NamedTuple):
    """A page one can go to by name: what it is called, its address name, its icon, and other words for it."""

    label: str
    name: str
    icon: str
    words: str = ""


class Room(NamedTuple):
    """A place as a link on a page."""

    label: str
    address: str
    icon: str
    here: str  # "page": one stands there; "true": one stands below it; empty: elsewhere


ROOMS = (
    Place("Heute", "workspace:today", "today", "start übersicht aufgaben"),
    Place("Angebote", "offers:list", "offers", "verzeichnis kurse gruppen entwürfe"),
    Place("Partner", "partners:list", "partners", "organisationen träger anbieter adressen"),
    Place("Pflege", "offers:desk", "upkeep", "fällig überfällig erinnern aktualität frische bestätigen ausblenden"),
    Place("Einlesen", "offers:imports", "lists", "liste import excel csv hochladen tabelle übernehmen"),
    Place("Prüfung", "offers:review", "review", "prüfen freigeben übernehmen zurückgeben redaktion"),
    Place("Hinweise", "offers:reports", "reports", "meldungen fehler stimmt etwas nicht"),
    Place("Produkte", "publishing:products", "products", "broschüre kalender einbetten newsletter daten seiten"),
    Place("Mitglieder", "networks:members", "members", "personen rollen einladungen einladen team"),
    Place("Netzwerk", "networks:settings", "settings", "einstellungen farbe logo impressum kontakt"),
    Place("Zahlen", "workspace:numbers", "numbers", "statistik auswertung diagramme"),
    Place("Protokoll", "audit:lines", "log", "verlauf nachweis audit"),
    Place("Post", "jobs:mails", "post", "mails e-mail postausgang"),
)
HOME = "workspace:today"  # its address begins those of all others
# Pages without a room of their own stand below the room whose address theirs begins with, or below one of these.
BELOW = dict.fromkeys(("guete", "doppelt", "beobachtet"), "offers:desk")
BELOW |= dict.fromkeys(("broschuere", "seiten", "praxisbeispiele"), "publishing:products")
# Of roles in the installation instead of in a network.
APPOINTED = (
    Place("Betrieb", "installation:operation", "operation"),
    Place("Land", "installation:land", "land"),
)
# Found by the command field, but no rooms.
FURTHER = (
    Place("Tastatur", "workspace:keyboard", "", "tasten tastenkürzel hilfe"),
    Place("Anrufliste", "offers:calls", "", "telefon anrufen"),
    Place("Frische des Verzeichnisses", "offers:freshness", "", "verlauf aktualität"),
    Place("Güte", "offers:quality", "", "qualität vollständig lücken fehlt"),
    Place("Regeln der Pflege", "offers:upkeep", "", "fristen erinnerungen uhr abwesend urlaub"),
    Place("Stimmt das noch?", "offers:confirm_due", "", "bestätigen fällig"),
    Place("Doppelt?", "offers:pairs", "", "dubletten doppelte einträge zusammenführen"),
    Place("Zusammengeführt", "offers:merges", "", "rückgängig dubletten trennen"),
    Place("Beobachtet", "offers:watched", "", "beobachten änderungen merken"),
    Place("Partner aufnehmen", "offers:new_partner", "", "neuer partner organisation träger anlegen"),
    Place("Angebot anlegen", "offers:new", "", "neues angebot"),
    Place("Jemanden einladen", "networks:invite", "", "neues mitglied einladung"),
)
ACCOUNT = (
    Place("Mein Konto", "mfa_index", "", "sicherheit zweiter faktor passkey kennwort"),
    Place("Rolle wechseln", "roles:hats", "", "hut netzwerk wechseln"),
    Place("Meine Sitzungen", "usersessions_list", "", "geräte abmelden"),
)


def room(place: Place, role: str, slug: str, here: str = "", land: str = "") -> Room | None:
    """The place as a link; None if the role may not open it or no such page is installed."""
    declared = pages().get(place.name)
    if declared is None or not declared.allows(role):
        return None
    kwargs = {"network": {"network": slug}, "land": {"land": land}}.get(declared.door, {})
    try:
        address = reverse(place.name, kwargs=kwargs)
    except NoReverseMatch:
        return None
    return Room(place.label, address, ICONS.get(place.icon, ""), "page" if place.name == here else "")


def rooms(role: str, slug: str, here: str = "", path: str = "") -> list[Room]:
    """The rooms this role may open in this network, in their order.

    ``here`` is the name of the page shown. ``path``, its address, marks the room that a page without one stands below.
    """
    found = {place.name: link for place in ROOMS if (link := room(place, role, slug, here))}
    if path and not any(link.here for link in found.values()):
        above = _above(path, slug, found)
        if above in found:
            found[above] = found[above]._replace(here="true")
    return list(found.values())


def _above(path: str, slug: str, found: Mapping[str, Room]) -> str:
    """The name of the room a page stands below; empty if it stands alone."""
    first = path.removeprefix(f"/netz/{slug}/").split("/")[0]
    begun = [name for name, link in found.items() if name != HOME and path.startswith(link.address)]
    return BELOW.get(first) or max(begun, key=lambda name: len(found[name].address), default="")


def installation_rooms(role: str, land: str, here: str = "") -> list[Room]:
    """The rooms of an appointed role: the operator's, or those of a Land."""
    return [found for place in APPOINTED if (found := room(place, role, "", here, land))]


def places_called(words: str, role: str, slug: str) -> list[Room]:
    """Pages whose name or other words begin like each of ``words``."""
    asked = words.casefold().split()
    if not asked:
        return []
    found = []
    for place in (*ROOMS, *FURTHER, *ACCOUNT):
        known = f"{place.label} {place.words}".casefold().split()
        if all(any(word.startswith(one) for word in known) for one in asked) and (link := room(place, role, slug)):
            found.append(link)
    return found


def place_named(words: str, role: str, slug: str) -> Room | None:
    """The page that is called exactly so."""
    asked = words.casefold().strip()
    for place in (*ROOMS, *FURTHER, *ACCOUNT):
        if place.label.casefold() == asked:
            return room(place, role, slug)
    return None
