"""The description for data portals: what DCAT-AP.de asks for, as Turtle and as JSON-LD, saying the same."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from nestwerk.catalogue.records import ContactRecord
from nestwerk.publishing.datasets.catalogue import catalogue
from nestwerk.publishing.datasets.formats import FORMATS
from nestwerk.publishing.datasets.graph import PREFIXES, Iri, Resource, Text, json_ld, turtle
from nestwerk.publishing.datasets.scope import Scope

from .test_xzufi import CAFE, scope_with


def described(scope: Scope, sizes: dict[tuple[str, str], int] | None = None) -> dict[str, list[dict[str, Any]]]:
    """Resources of the JSON-LD by type."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in json_ld(catalogue(scope, sizes or {}))["@graph"]:
        found.setdefault(one["@type"], []).append(one)
    return found


def value(one: dict[str, Any], name: str) -> Any:
    (only,) = one[name]
    return only.get("@id") or only.get("@value")


OPEN = {"imprint": {"operator": "Landkreis Musterland\nJugendamt", "data_licence": "dl-by-de-2.0"}}


def test_catalogue_data_set_and_files_have_what_the_profile_asks_for() -> None:
    found = described(scope_with(CAFE, **OPEN), {("musterland", "csv"): 1234})
    (whole,) = found["dcat:Catalog"]
    assert {"dcterms:title", "dcterms:description", "dcterms:publisher", "dcat:dataset"} <= set(whole)
    (one,) = found["dcat:Dataset"]
    needed = {"dcterms:title", "dcterms:description", "dcterms:publisher", "dcat:theme", "dcat:contactPoint",
              "dcatde:politicalGeocodingURI", "dcatde:politicalGeocodingLevelURI", "dcterms:spatial",
              "dcterms:modified", "dcat:distribution", "dcatap:availability", "dcat:keyword"}  # fmt: skip
    assert needed <= set(one)
    assert value(one, "dcatde:politicalGeocodingURI") == "http://dcat-ap.de/def/politicalGeocoding/districtKey/16999"
    assert one["dcterms:spatial"] == one["dcatde:politicalGeocodingURI"], "convention 11: mirrored"
    assert len(found["dcat:Distribution"]) == len(FORMATS)
    for file in found["dcat:Distribution"]:
        assert value(file, "dcterms:license") == "http://dcat-ap.de/def/licenses/dl-by-de/2.0"
        assert value(file, "dcatde:licenseAttributionByText") == "Landkreis Musterland"
        assert value(file, "dcat:accessURL") == value(file, "dcat:downloadURL")
    assert [value(file, "dcat:byteSize") for file in found["dcat:Distribution"] if "dcat:byteSize" in file] == ["1234"]
    (agent,) = found["foaf:Agent"]
    assert value(agent, "foaf:name") == "Landkreis Musterland"


def test_the_contact_is_an_office_and_missing_where_there_is_none() -> None:
    (contact,) = described(scope_with(CAFE, **OPEN))["vcard:Organization"]
    assert value(contact, "vcard:fn") == "Koordination"
    assert value(contact, "vcard:hasEmail") == "mailto:hilfe@example.org"
    assert "vcard:Organization" not in described(scope_with(CAFE, contact=ContactRecord(phone="1")))


def test_what_nobody_may_use_again_says_so() -> None:
    scope = scope_with(CAFE)
    (file, *_) = described(scope)["dcat:Distribution"]
    assert value(file, "dcterms:license") == "http://dcat-ap.de/def/licenses/other-closed"
    assert value(file, "dcterms:description") == "Keine Lizenz gewählt"
    scope = replace(scope, networks=[replace(scope.networks[0], unverified=True)], default_licence="cc-by-4.0")
    (one,) = described(scope)["dcat:Dataset"]
    assert value(one, "dcterms:description").startswith("Nicht verifiziert – nicht nachnutzen.")
    (file, *_) = described(scope)["dcat:Distribution"]
    assert value(file, "dcterms:license") == "http://dcat-ap.de/def/licenses/other-closed"


def test_every_resource_that_is_named_is_there() -> None:
    graph = json_ld(catalogue(scope_with(CAFE, **OPEN), {}))["@graph"]
    there = {one["@id"] for one in graph}
    assert len(there) == len(graph)
    linked = {
        link["@id"]
        for one in graph
        for name in ("dcat:dataset", "dcat:distribution", "dcterms:publisher", "dcat:contactPoint")
        for link in one.get(name, [])
    }
    assert linked <= there
    assert {name.split(":")[0] for one in graph for name in one if not name.startswith("@")} <= set(PREFIXES)


def test_turtle_says_the_same_and_no_text_breaks_out_of_it() -> None:
    one = Resource(Iri('https://example.org/a b>"'), "dcat:Dataset")
    one.add("dcterms:title", Text('Ein "Titel" \\ mit\nZeile .', "de"), Text(""))
    one.add("dcterms:license", Iri("http://example.org/<x>"), None)
    written = turtle([one])
    assert "<https://example.org/a%20b%3E%22> a dcat:Dataset ;" in written
    assert '    dcterms:title "Ein \\"Titel\\" \\\\ mit\\nZeile ."@de ;' in written
    assert "    dcterms:license <http://example.org/%3Cx%3E> ." in written
    resources = catalogue(scope_with(CAFE, **OPEN), {})
    blocks = re.findall(r"^<([^>]+)> a (\S+)", turtle(resources), re.M)
    assert blocks == [(str(each.iri), each.type) for each in resources]
