"""The numbers of the emergency page in further languages. A test compares each with the curated help lines."""

from __future__ import annotations

from typing import NamedTuple


class Number(NamedTuple):
    """A number as written and as dialled, the key of its words, and its German name (empty for the shortest)."""

    shown: str
    dialled: str
    key: str
    name: str = ""


class Written(NamedTuple):
    """A way without the voice: key of its words, German name, address (empty for a fax)."""

    key: str
    name: str
    address: str


CHECKED_ON = "2026-11-22"  # the oldest check among the help lines below
FIRST = (Number("112", "112", "rescue"), Number("110", "110", "police"), Number("116 117", "116117", "doctor"))
TALK = (
    Number("0800 111 0 111", "08001110111", "talk", "Telefonseelsorge"),
    Number("0800 111 0 550", "08001110550", "parents", "Elterntelefon"),
)
OTHERS = (
    Number("116 016", "116016", "violence", "Hilfetelefon Gewalt gegen Frauen"),
    Number("0800 40 40 020", "08004040020", "pregnant", "Hilfetelefon Schwangere in Not"),
    Number("116 111", "116111", "children", "Kinder- und Jugendtelefon"),
)
# Poison centres by the Länder they serve; the Länder stand as on a German door.
CENTRES = (
    ("Baden-Württemberg", "0761 19240", "076119240"),
    ("Bayern", "089 19240", "08919240"),
    ("Berlin, Brandenburg", "030 19240", "03019240"),
    ("Bremen, Hamburg, Niedersachsen, Schleswig-Holstein", "0551 19240", "055119240"),
    ("Hessen, Rheinland-Pfalz, Saarland", "06131 19240", "0613119240"),
    ("Mecklenburg-Vorpommern, Sachsen, Sachsen-Anhalt, Thüringen", "0361 730730", "0361730730"),
    ("Nordrhein-Westfalen", "0228 19240", "022819240"),
)
SILENT = (
    Written("nora", "nora", "https://www.nora-notruf.de"),
    Written("fax", "Fax 112", ""),
    Written("tess", "Tess", "https://www.tess-relay-dienste.de"),
)
