"""Records for tests, invented throughout: one network, its offers, its helplines."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from nestwerk.catalogue.records import ContactRecord, HelplineRecord, NetworkRecord, OfferRecord, TermRecord


def make_offer(**rest: Any) -> OfferRecord:
    """An offer that knows its title and nothing else, plus what the test gives."""
    unknown: dict[str, Any] = {}
    for name, field in OfferRecord.__dataclass_fields__.items():
        kind = str(field.type)
        if kind.startswith("tuple"):
            unknown[name] = ()
        elif kind.startswith("dict"):
            unknown[name] = {}
        elif kind == "bool":
            unknown[name] = False
        elif "None" in kind:
            unknown[name] = None
        else:
            unknown[name] = ""
    unknown |= {"id": "krabbelgruppe", "network": "musterland", "title": "Krabbelgruppe Zwergenland"}
    return replace(OfferRecord(**unknown), **rest)


def make_network(**rest: Any) -> NetworkRecord:
    """The network of an invented district in Thuringia."""
    known: dict[str, Any] = {
        "slug": "musterland",
        "name": "Frühe Hilfen Musterland",
        "short_name": "Landkreis Musterland",
        "ags": ("16999",),
        "land": "TH",
        "kind": "landkreis",
        "intro": {"de": "Wir sind für Sie da.", "en": "We are there for you."},
        "contact": ContactRecord(role="Koordination", phone="030 23125 100", email="hilfe@example.org"),
        "languages": ("de",),
        "accent": "#0b5559",
        "logo": "",
        "unverified": True,
        "lat": 50.4,
        "lon": 11.2,
        "spaces": (),
        "organisations": (),
        "places": (("Musterstadt, Stadt", "16999001", 50.4, 11.2), ("Neudorf", "16999002", 50.5, 11.3)),
        "postal_codes": ("99999",),
        "outline": (((50.2, 11.0), (50.6, 11.0), (50.6, 11.4), (50.2, 11.4)),),
    }
    return NetworkRecord(**(known | rest))


def make_term(code: str, de: str, *, plain: str = "", en: str = "", shown: bool = True) -> TermRecord:
    """A term; its kind follows from its code."""
    kind = {"need": "need", "offer": "offer_type", "tg": "target_group", "pt": "partner_type"}[code.split(".")[0]]
    return TermRecord(code, kind, {"de": de, "de-einfach": plain or de, "en": en or de}, shown)


def make_helpline(key: str, **rest: Any) -> HelplineRecord:
    """A helpline for parents, open around the clock."""
    known: dict[str, Any] = {
        "key": key,
        "audience": "parents",
        "kinds": ("comfort",),
        "names": {"de": key.title()},
        "notes": {},
        "phone": "0800 1110111",
        "sms": "",
        "chat": "",
        "website": "",
        "fax": "",
        "opening_hours": "24/7",
        "languages": ("de",),
        "lands": (),
        "without_voice": False,
        "checked_on": "2026-11-01",
        "source": "",
    }
    return HelplineRecord(**(known | rest))
