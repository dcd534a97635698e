"""The OpenAPI 3.1 document: every address, parameter and answer, made of what the code itself uses."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import orjson
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from . import shape
from .asked import MOST_FULL, MOST_PER_PAGE, PARAMETERS, PER_PAGE
from .schedules import DAYS
from .values import LONGEST_SEARCH

LISTS: dict[str, tuple[str, type[BaseModel], type[BaseModel], str]] = {
    "services": ("service", shape.PlainService, shape.Service, "Services"),
    "service_at_locations": (
        "service_at_location", shape.PlainServiceAtLocation, shape.ServiceAtLocation, "Services at their locations",
    ),
    "locations": ("location", shape.PlainLocation, shape.Location, "Locations of services (not part of the standard)"),
    "organizations": ("organization", shape.PlainOrganization, shape.Organization, "Organisations"),
    "taxonomies": ("taxonomy", shape.Taxonomy, shape.Taxonomy, "Taxonomies"),
    "taxonomy_terms": ("taxonomy_term", shape.TaxonomyTerm, shape.TaxonomyTerm, "Terms of the taxonomies"),
}  # fmt: skip
OPTIONAL = ("service_at_locations", "locations", "organizations", "taxonomies", "taxonomy_terms")
_UUID = {"type": "string", "format": "uuid"}
_FLAG = {"type": "boolean", "default": False}
_MANY = {"type": "array", "items": _UUID, "maxItems": 20}
QUERY: dict[str, tuple[str, dict[str, Any]]] = {
    "page": ("Number of the page; one beyond the last is empty.", {"type": "integer", "minimum": 1, "default": 1}),
    "per_page": (
        f"Results on a page; with `full` at most {MOST_FULL}.",
        {"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE, "default": PER_PAGE},
    ),
    "format": (
        "`ndjson` sends all results, one a line, without pages.",
        {"type": "string", "enum": ["json", "ndjson"], "default": "json"},
    ),
    "search": (
        "Services: what a family would type; best results first. Elsewhere: words of the name.",
        {"type": "string", "maxLength": LONGEST_SEARCH},
    ),
    "taxonomy_term_id": ("Services that carry this term; several: all of them.", _MANY),
    "taxonomy_id": ("Services that carry any term of this taxonomy. Terms: those of it.", _MANY),
    "organization_id": ("Services of this organisation.", _UUID),
    "modified_after": (
        "What changed at or after this instant; alone, also what is gone since (`defunct`).",
        {"type": "string", "format": "date-time"},
    ),
    "minimum_age": ("Services whose minimum age is at least this, in years.", {"type": "number", "minimum": 0}),
    "maximum_age": ("Services whose maximum age is at most this, in years.", {"type": "number", "minimum": 0}),
    "start_time": ("A time of the week that begins then or later.", {"type": "string", "pattern": r"^\d{1,2}:\d{2}$"}),
    "end_time": ("A time of the week that ends then or earlier.", {"type": "string", "pattern": r"^\d{1,2}:\d{2}$"}),
    "day": ("A time of the week on this day.", {"type": "string", "enum": list(DAYS)}),
    "postcode": (
        "Services whose area holds this postal code; where no area is known, those there (with `proximity`: near it).",
        {"type": "string", "pattern": r"^\d{5}$"},
    ),
    "proximity": (
        "Metres from the middle of `postcode`. A hidden address is near nothing.",
        {"type": "integer", "minimum": 0, "maximum": 500_000},
    ),
    "network": ("Extension: only this network, by its short name.", {"type": "string"}),
    "minimal": ("Ids and instants only, all on one page if `per_page` is not given.", _FLAG),
    "full": ("Everything nested instead of plain fields.", _FLAG),
    "full_service": ("The services of an organisation with everything nested.", _FLAG),
    "top_only": ("Terms without a parent: here all of them.", _FLAG),
    "parent_id": ("Terms below this one: here none.", _UUID),
}


@lru_cache(maxsize=2)
def written(base: str, version: str) -> bytes:
    """The document of the interface at the address ``base``."""
    return orjson.dumps(_document(base, version))


def _document(base: str, version: str) -> dict[str, Any]:
    models = {model for _, plain, full, _ in LISTS.values() for model in (plain, full)}
    models |= {shape.Details, shape.Problem, shape.MinimalService}
    ordered = sorted(models, key=lambda model: model.__name__)
    _, schemas = models_json_schema(
        [(model, "validation") for model in ordered], ref_template="#/components/schemas/{model}"
    )
    components = {name: _without_defaults(schema) for name, schema in sorted(schemas["$defs"].items())}
    paths: dict[str, Any] = {"/": {"get": _operation("root", "Version and profile", [], _ref("Details"), [])}}
    for name, (one, plain, full, summary) in LISTS.items():
        tags = ["Optional"] if name in OPTIONAL else []
        parameters = [_parameter(asked) for asked in PARAMETERS[name]]
        kinds = list(dict.fromkeys((plain, full, *((shape.MinimalService,) if name == "services" else ()))))
        items = _ref(kinds[0].__name__) if len(kinds) == 1 else {"anyOf": [_ref(kind.__name__) for kind in kinds]}
        paths[f"/{name}"] = {"get": _operation(f"list_{name}", summary, parameters, _page(items), tags, items)}
        own = [_parameter(asked) for asked in PARAMETERS["organization" if one == "organization" else "item"]]
        known = {"name": "id", "in": "path", "required": True, "schema": _UUID}
        paths[f"/{name}/{{id}}"] = {"get": _operation(f"get_{one}", f"{summary}: one by its id", [known, *own],
                                                      _ref(full.__name__), tags)}  # fmt: skip
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": "Nestwerk: HSDS",
            "version": version,
            "summary": "Published offers of early help in HSDS 3.0 and its UK profile.",
            "description": "Without a key. All parameters combine with AND. Texts are German.",
            "license": {
                "name": "EUPL-1.2 (software); the networks name the licence of their data",
                "identifier": "EUPL-1.2",
            },
        },
        "servers": [{"url": base}],
        "tags": [{"name": "Optional", "description": "Optional endpoints of the standard"}],
        "paths": paths,
        "components": {"schemas": components},
    }


def _operation(
    name: str, summary: str, parameters: list[Any], schema: Any, tags: list[str], line: Any = None
) -> dict[str, Any]:
    content = {"application/json": {"schema": schema}}
    if line is not None:
        content["application/x-ndjson"] = {"schema": line}
    refused = {"description": "A parameter or a value nobody can make sense of", "content": _problem()}
    answers = {
        "200": {"description": summary, "content": content},
        "304": {"description": "Not changed since the ETag that was sent"},
        "422": refused,
        "503": {"description": "Nothing is published yet", "content": _problem()},
    }
    if "get_" in name:
        answers["404"] = {"description": "Nothing has this id", "content": _problem()}
    found = {
        "operationId": name,
        "summary": summary,
        "parameters": parameters,
        "responses": dict(sorted(answers.items())),
    }
    return {**found, "tags": tags} if tags else found


def _parameter(name: str) -> dict[str, Any]:
    description, schema = QUERY[name]
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


def _problem() -> dict[str, Any]:
    return {"application/json": {"schema": _ref("Problem")}}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _page(items: Any) -> dict[str, Any]:
    numbers = {
        name: {"type": "integer", "minimum": 0} for name in ("total_items", "total_pages", "page_number", "size")
    }
    flags = {name: {"type": "boolean"} for name in ("first_page", "last_page", "empty")}
    properties = {**numbers, **flags, "contents": {"type": "array", "items": items}}
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _without_defaults(schema: Any) -> Any:
    """A field that may be missing has no default: missing means not known."""
    if isinstance(schema, dict):
        return {name: _without_defaults(value) for name, value in schema.items() if name not in ("default", "title")}
    return [_without_defaults(value) for value in schema] if isinstance(schema, list) else schema
