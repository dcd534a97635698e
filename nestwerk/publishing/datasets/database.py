"""The data set as an SQLite file that Datasette serves as it is: plain tables, foreign keys, a full-text index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson

from nestwerk.catalogue.records import NetworkRecord, OfferRecord

from .rows import about
from .scope import Scope, attribution
from .text_files import WAYS

TABLES = """
CREATE TABLE about (name TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE networks (
  slug TEXT PRIMARY KEY, name TEXT NOT NULL, area TEXT, land TEXT, ags TEXT, contact TEXT, phone TEXT, email TEXT,
  website TEXT, licence TEXT NOT NULL, licence_url TEXT, attribution TEXT NOT NULL, unverified INTEGER NOT NULL
);
CREATE TABLE terms (
  code TEXT PRIMARY KEY, kind TEXT NOT NULL, label TEXT NOT NULL, label_plain TEXT, label_en TEXT
);
CREATE TABLE organisations (
  id TEXT PRIMARY KEY, network TEXT NOT NULL REFERENCES networks(slug), name TEXT NOT NULL, type TEXT, sector TEXT
);
CREATE TABLE offers (
  id TEXT PRIMARY KEY, network TEXT NOT NULL REFERENCES networks(slug),
  organisation TEXT NOT NULL REFERENCES organisations(id), title TEXT NOT NULL, summary TEXT, description TEXT,
  age_from_months INTEGER, age_to_months INTEGER, interpreter TEXT, cost_kind TEXT, cost_note TEXT, anonymous INTEGER,
  certificate INTEGER, street TEXT, postal_code TEXT, city TEXT, latitude REAL, longitude REAL, position_exact INTEGER,
  hidden_address INTEGER NOT NULL, social_space TEXT, phone TEXT, email TEXT, website TEXT, sms TEXT, messenger TEXT,
  chat TEXT, video TEXT, opening_hours TEXT, wheelchair TEXT, season TEXT, dates TEXT, status TEXT NOT NULL,
  paused_until TEXT, last_verified TEXT, source TEXT, url TEXT NOT NULL
);
CREATE TABLE offer_terms (
  offer TEXT NOT NULL REFERENCES offers(id), term TEXT NOT NULL, kind TEXT NOT NULL, position INTEGER NOT NULL
);
CREATE TABLE offer_values (
  offer TEXT NOT NULL REFERENCES offers(id), name TEXT NOT NULL, value TEXT NOT NULL
);
CREATE TABLE translations (
  offer TEXT NOT NULL REFERENCES offers(id), language TEXT NOT NULL, title TEXT, summary TEXT, description TEXT
);
CREATE VIEW offer_types AS SELECT offer, term, position FROM offer_terms WHERE kind = 'offer_type';
CREATE VIEW needs AS SELECT offer, term FROM offer_terms WHERE kind = 'need';
CREATE VIEW target_groups AS SELECT offer, term FROM offer_terms WHERE kind = 'target_group';
CREATE VIEW languages AS SELECT offer, value AS language FROM offer_values WHERE name = 'language';
CREATE VIEW access AS SELECT offer, value AS access FROM offer_values WHERE name = 'access';
"""
INDEXES = """
CREATE INDEX offers_by_network ON offers(network);
CREATE INDEX offers_by_organisation ON offers(organisation);
CREATE INDEX offers_by_postal_code ON offers(postal_code);
CREATE INDEX terms_of_offer ON offer_terms(offer);
CREATE INDEX offers_of_term ON offer_terms(term);
CREATE INDEX values_of_offer ON offer_values(offer, name);
CREATE INDEX translations_of_offer ON translations(offer);
CREATE VIRTUAL TABLE offers_search USING fts5(title, summary, description, content='offers',
  tokenize='unicode61 remove_diacritics 2');
INSERT INTO offers_search(offers_search) VALUES ('rebuild');
"""
AT_ONCE = 500  # offers
_VALUES = (
    ("language", "languages"), ("access", "access"), ("served_postal_code", "served_postal_codes"),
    ("served_ags", "served_ags"), ("carrier", "carriers"), ("funder", "funders"),
)  # fmt: skip
_TERMS = (("offer_type", "offer_types"), ("need", "needs"), ("target_group", "target_groups"))


def write_database(scope: Scope, path: Path) -> None:
    """Write the file to ``path``, which must not exist, some hundred offers at a time."""
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=FILE;")
        base.executescript(TABLES)
        base.execute("BEGIN")
        base.executemany("INSERT INTO about VALUES (?, ?)", about(scope))
        base.executemany(
            "INSERT INTO terms VALUES (?, ?, ?, ?, ?)",
            (
                (term.code, term.kind, term.labels["de"], term.labels.get("de-einfach"), term.labels.get("en"))
                for term in scope.snap.terms.values()
            ),
        )
        for network in scope.networks:
            base.execute(_insert("networks", 13), _network(scope, network))
            given = (one for one in network.organisations if not one.no_bulk)  # what is deleted may stay in the file
            organisations = ((one.id, network.slug, one.name, one.type, one.sector) for one in given)
            base.executemany("INSERT OR IGNORE INTO organisations VALUES (?, ?, ?, ?, ?)", organisations)
        for many in _batches(scope):
            _write(base, scope, many)
        base.execute("DELETE FROM organisations WHERE id NOT IN (SELECT organisation FROM offers)")
        base.execute("COMMIT")
        base.executescript(f"{INDEXES} ANALYZE;")


def _batches(scope: Scope) -> Iterator[list[OfferRecord]]:
    many: list[OfferRecord] = []
    for _, record in scope.all_offers():
        many.append(record)
        if len(many) == AT_ONCE:
            yield many
            many = []
    yield many


def _write(base: sqlite3.Connection, scope: Scope, many: list[OfferRecord]) -> None:
    base.executemany(
        "INSERT OR IGNORE INTO organisations VALUES (?, ?, ?, ?, '')",  # of one that stands in no list any more
        ((one.organisation_id, one.network, one.organisation, one.organisation_type) for one in many),
    )
    base.executemany(_insert("offers", 37), (_offer(scope, one) for one in many))
    base.executemany(
        _insert("offer_terms", 4),
        (
            (one.id, code, kind, at)
            for one in many
            for kind, name in _TERMS
            for at, code in enumerate(getattr(one, name))
        ),
    )
    base.executemany(
        _insert("offer_values", 3),
        ((one.id, kind, value) for one in many for kind, name in _VALUES for value in getattr(one, name)),
    )
    base.executemany(
        _insert("translations", 5),
        (
            (one.id, code, text.get("title"), text.get("summary"), text.get("description"))
            for one in many
            for code, text in one.texts.items()
        ),
    )


def _insert(table: str, columns: int) -> str:
    return f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})"  # noqa: S608 - our own names


def _network(scope: Scope, network: NetworkRecord) -> tuple[Any, ...]:
    licence, contact = scope.licence(network), network.contact
    return (
        network.slug, network.name, network.short_name, network.land, " ".join(network.ags), contact.role,
        contact.phone, contact.email, contact.website, licence.title, licence.text or None, attribution(network),
        network.unverified,
    )  # fmt: skip


def _offer(scope: Scope, one: OfferRecord) -> tuple[Any, ...]:
    place = (one.street, one.postal_code, one.city, one.lat, one.lon, one.position_exact)
    if one.hidden_address:
        place = ("", "", "", None, None, False)
    values = (
        one.id, one.network, one.organisation_id, one.title, one.summary, one.description, one.age_from_months,
        one.age_to_months, one.interpreter, one.cost_kind, one.cost_note, one.anonymous, one.certificate, *place,
        one.hidden_address, one.social_space, *(getattr(one, name) for name in WAYS), one.opening_hours,
        one.wheelchair, one.season, orjson.dumps(one.dates).decode() if one.dates else None,
        "paused" if one.paused else "published", one.paused_until, one.last_verified, one.source, scope.address(one),
    )  # fmt: skip
    return tuple(None if value == "" else value for value in values)


def metadata(scope: Scope) -> dict[str, Any]:
    """``metadata.json`` for Datasette: title, source, licence, and what the tables hold."""
    licence = scope.licences[0] if len(scope.licences) == 1 else None
    named = {
        "title": scope.title,
        "description": f"Stand: {scope.stand.isoformat()}",
        "source": ", ".join(dict.fromkeys(attribution(network) for network in scope.networks)),
        "source_url": scope.page,
        "license": licence.title if licence else "je Netzwerk, siehe Tabelle networks",
        "license_url": licence.text if licence and licence.text else scope.page,
    }
    return named | {
        "databases": {
            "angebote": {
                "tables": {
                    "offers": {
                        "description": "Veröffentlichte Angebote; leer heißt unbekannt, nie „nein“.",
                        "label_column": "title",
                        "facets": ["network", "city", "cost_kind"],
                        "fts_table": "offers_search",
                        "units": {"age_from_months": "months", "age_to_months": "months"},
                    },
                    "organisations": {"description": "Wer die Angebote macht.", "label_column": "name"},
                    "networks": {
                        "description": "Netzwerke Frühe Hilfen, je mit Lizenz und Quelle.",
                        "label_column": "name",
                    },
                    "terms": {"description": "Begriffe zu Anliegen, Angebotsarten und Zielgruppen.",
                              "label_column": "label"},
                    "offer_terms": {"description": "Begriffe eines Angebots, der wichtigste zuerst (position 0)."},
                    "offer_values": {"description": "Sprachen, Zugang, Gebiet, Träger und Förderer eines Angebots."},
                    "translations": {"description": "Titel und Texte in weiteren Sprachen."},
                    "about": {"description": "Stand, Quelle und Lizenz."},
                }
            }
        }
    }  # fmt: skip
