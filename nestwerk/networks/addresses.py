"""Words that can never be the slug of a network, because the public site uses them as the first part of an address."""

from __future__ import annotations

# Addresses of the site and of the parts to come, languages, and files browsers ask for by themselves.
RESERVED = frozenset(
    {
        "admin", "angebote", "api", "ar", "barrierefreiheit", "bestaetigen", "betrieb", "daten", "datenschutz", "de",
        "de-einfach", "du", "en", "favicon",
        "favicon.ico", "feed", "healthz", "hilfe", "impressum", "kalender", "konto", "land", "media", "metrics", "netz",
        "netzwerk", "notfall", "praxisbeispiele", "readyz", "robots", "robots.txt", "ru", "sitemap", "sitemap.xml",
        "static", "stil", "suche", "tr", "ueber", "uk", "widget", "www", "zeigekarte", "zustaendig",
    }
)  # fmt: skip
