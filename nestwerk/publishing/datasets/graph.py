"""A small graph of resources, written as Turtle and as JSON-LD. No blank nodes, no library: a catalogue needs no more.

A resource has an address, a type and properties by prefixed name; a value is an :class:`Iri` or a :class:`Text`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dcatde": "http://dcat-ap.de/def/dcatde/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


class Iri(str):
    """An address. What may not stand in one is written with per cent signs."""

    __slots__ = ()

    def __new__(cls, text: str) -> Iri:
        """The address."""
        return super().__new__(cls, quote(text, safe="%/:=&?~#+!$,;'@()*[]"))


@dataclass(frozen=True, slots=True)
class Text:
    """A literal with its language, or with its type ("xsd:date")."""

    text: str
    language: str = ""
    type: str = ""


Value = Iri | Text


@dataclass(slots=True)
class Resource:
    """One resource. Values keep the order they are added in; empty ones are left out."""

    iri: Iri
    type: str
    properties: list[tuple[str, list[Value]]] = field(default_factory=list)

    def add(self, name: str, *values: Value | None) -> None:
        """Add the values that are there."""
        there = [value for value in values if value is not None and (not isinstance(value, Text) or value.text)]
        if there:
            self.properties.append((name, there))


def turtle(resources: list[Resource]) -> str:
    """The graph as Turtle."""
    lines = [f"@prefix {name}: <{address}> ." for name, address in PREFIXES.items()]
    for one in resources:
        lines += ["", f"<{one.iri}> a {one.type}"]
        for name, values in one.properties:
            lines[-1] += " ;"
            lines.append(f"    {name} {', '.join(_turtle(value) for value in values)}")
        lines[-1] += " ."
    return "\n".join(lines) + "\n"


def _turtle(value: Value) -> str:
    if isinstance(value, Iri):
        return f"<{value}>"
    written = '"' + re.sub(r'[\\"\n\r\t]', lambda match: _ESCAPES[match[0]], value.text) + '"'
    if value.language:
        return f"{written}@{value.language}"
    return f"{written}^^{value.type}" if value.type else written


def json_ld(resources: list[Resource]) -> dict[str, Any]:
    """The graph as JSON-LD, flat, with its prefixes as context."""
    return {"@context": dict(PREFIXES), "@graph": [_json(one) for one in resources]}


def _json(one: Resource) -> dict[str, Any]:
    found: dict[str, Any] = {"@id": one.iri, "@type": one.type}
    for name, values in one.properties:
        found[name] = [_json_value(value) for value in values]
    return found


def _json_value(value: Value) -> dict[str, str]:
    if isinstance(value, Iri):
        return {"@id": value}
    found = {"@value": value.text}
    if value.language:
        found["@language"] = value.language
    elif value.type:
        found["@type"] = value.type
    return found
