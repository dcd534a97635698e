"""The shelf: every product a coordinator can take, in the order of the page "Produkte"."""

from __future__ import annotations

from typing import NamedTuple

from django.urls import NoReverseMatch, reverse

from nestwerk.networks.rights import pages


class Product(NamedTuple):
    """One product: its group on the shelf, what it is called, one sentence, the name of its page, a place on it."""

    group: str
    title: str
    sentence: str
    page: str
    part: str = ""


class Shown(NamedTuple):
    """A product as it stands on the shelf."""

    title: str
    sentence: str
    address: str


PRINT, WEB, DATA = "Zum Drucken", "Für Websites und Kalender", "Daten"
GROUPS = (PRINT, WEB, DATA)
PRODUCTS: tuple[Product, ...] = (
    Product(
        PRINT,
        "Broschüre",
        "Ein Heft mit allen Angeboten, Notfallseite und QR-Codes: zum Auslegen, Herunterladen und für die Druckerei.",
        "publishing:brochure",
    ),
    Product(
        WEB,
        "Kalender",
        "Alle Termine zum Abonnieren: ganzes Netzwerk, Region, Ort, Thema oder ein Angebot. Dazu, was neu ist.",
        "publishing:calendars",
    ),
    Product(
        WEB,
        "Einbetten",
        "Suchfeld, Listen, Termine oder ein Angebot auf der Website einer Gemeinde. Mit Vorschau und fertigem Code.",
        "publishing:embeds",
    ),
    Product(
        PRINT,
        "Elternbegleitbuch",
        "Von der Schwangerschaft bis drei: Fristen, Untersuchungen und Ihre Angebote im richtigen Moment.",
        "publishing:handbook",
    ),
    Product(
        WEB,
        "Eigene Seiten",
        "Was Ihr Netzwerk ist und will, Meldungen, Pressetexte, Porträts, Förderung: selbst geschrieben.",
        "publishing:pages",
    ),
    Product(
        WEB,
        "Leichte Sprache und Gebärdensprache",
        "Texte und Videos, die Menschen geschrieben und geprüft haben. Und die Barrieren, die Sie schon kennen.",
        "publishing:access",
    ),
    Product(
        WEB,
        "Praxisbeispiele",
        "Was bei Ihnen gut ging, für alle Netzwerke – und was andere herausgefunden haben, als Ihr Entwurf.",
        "publishing:examples",
    ),
    Product(
        WEB,
        "Newsletter",
        "Neues, Geändertes und Termine per Mail: für Eltern nach Alter des Kindes, für Fachkräfte nach Themen.",
        "publishing:newsletter",
    ),
    Product(
        DATA,
        "Offene Daten",
        "Alle Angebote als Datei für andere: CSV, Excel, Datenbank, Datenportale. Hier wählen Sie die Lizenz.",
        "networks:settings",
        "#id_imprint_data_licence",
    ),
    Product(
        PRINT,
        "Plakate und Handzettel",
        "Für jedes Angebot und jeden Termin: A3, A4, A5 oder gefaltet, mit Ihrer Farbe und QR-Code.",
        "publishing:posters",
    ),
    Product(
        PRINT,
        "Terminlisten und Blätter für Praxen",
        "Was wann stattfindet, das Blatt zum Mitgeben, das Wochenblatt fürs Wartezimmer, die Mappe für Fachkräfte.",
        "publishing:lists",
    ),
    Product(
        PRINT,
        "Pressetext",
        "Texte mit den Zahlen von heute: kurz, lang, mit Kontakt. Zum Kopieren.",
        "publishing:press",
    ),
)


def shelf(role: str, slug: str) -> list[tuple[str, list[Shown]]]:
    """The groups with what this role may open in the network ``slug``; groups with nothing in them are left out."""
    found: list[tuple[str, list[Shown]]] = []
    for group in GROUPS:
        shown = [
            Shown(product.title, product.sentence, address)
            for product in PRODUCTS
            if product.group == group and (address := _address(product, role, slug))
        ]
        if shown:
            found.append((group, shown))
    return found


def _address(product: Product, role: str, slug: str) -> str:
    declared = pages().get(product.page)
    if declared is None or not declared.allows(role):
        return ""
    try:
        return reverse(product.page, kwargs={"network": slug}) + product.part
    except NoReverseMatch:
        return ""
