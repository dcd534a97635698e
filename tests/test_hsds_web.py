"""How the open data interface behaves as a web address: open to all, kept by caches, clear about errors, described."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client
from django.test.client import FakePayload
from django.urls import get_resolver
from jsonschema import Draft202012Validator
from schemathesis.specs.openapi.definitions import OPENAPI_31

from nestwerk.catalogue.publish import publish
from nestwerk.config.pagecache import PageCache
from nestwerk.config.wsgi import snapshot_version
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.models import Offer
from nestwerk.offers.tests.builders import AT, make_offer
from nestwerk.publishing.hsds.asked import PARAMETERS
from nestwerk.publishing.tests.hsds_calls import ROOT, get

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
UNKNOWN = "00000000-0000-4000-8000-000000000000"
LISTS = ("services", "service_at_locations", "locations", "organizations", "taxonomies", "taxonomy_terms")


@pytest.fixture
def offer(data_dir: Path) -> Offer:
    network = make_network("hier")
    for number in range(30):
        made = make_offer(network, title=f"Angebot {number:02}", city="Sonneberg", postal_code="96515")
    publish(at=AT)
    return made


def asked(cache: PageCache, path: str, method: str = "GET", **headers: str) -> tuple[str, dict[str, str], bytes]:
    """What a program in front of the page cache sees."""
    path, _, query = path.partition("?")
    seen: list[Any] = []
    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": f"{ROOT}{path}", "QUERY_STRING": query, "HTTP_HOST": "testserver",
        "SERVER_NAME": "testserver", "SERVER_PORT": "80", "wsgi.input": FakePayload(b""), "wsgi.url_scheme": "http",
        **headers,
    }  # fmt: skip
    body = b"".join(cache(environ, lambda status, heads, exc=None: seen.extend((status, heads))))
    return seen[0], {name.lower(): value for name, value in seen[1]}, body


@pytest.fixture
def cache() -> PageCache:
    return PageCache(WSGIHandler(), version=snapshot_version, allowed_host=lambda header: True)


def test_an_answer_is_packed_named_and_not_sent_twice(offer: Offer, cache: PageCache) -> None:
    status, headers, body = asked(cache, "/services?per_page=20")
    assert status == "200 OK"
    assert headers["access-control-allow-origin"] == "*"
    assert headers["content-type"] == "application/json"
    assert not {"set-cookie", "x-fresh-until"} & set(headers)
    for encoding, unpacked in (("gzip", gzip.decompress), ("br", brotli.decompress)):
        _, packed, small = asked(cache, "/services?per_page=20", HTTP_ACCEPT_ENCODING=encoding)
        assert packed["content-encoding"] == encoding
        assert unpacked(small) == body
        assert len(small) < len(body) / 4
    status, again, nothing = asked(cache, "/services?per_page=20", HTTP_IF_NONE_MATCH=headers["etag"])
    assert (status, nothing) == ("304 Not Modified", b"")
    assert again["access-control-allow-origin"] == "*"
    assert asked(cache, "/services?per_page=21", HTTP_IF_NONE_MATCH=headers["etag"])[0] == "200 OK"
    assert asked(cache, "/services?per_page=20", "HEAD")[2] == b""


def test_a_new_publication_gives_a_new_answer(offer: Offer, cache: PageCache) -> None:
    _, before, _ = asked(cache, "/services")
    make_offer(offer.network, title="Neu")
    publish(at=AT, wait=False)
    cache_after = PageCache(WSGIHandler(), version=lambda: "later", allowed_host=lambda header: True)
    from nestwerk.catalogue import live

    assert live._live is not None
    live._live.look()
    status, after, _ = asked(cache_after, "/services", HTTP_IF_NONE_MATCH=before["etag"])
    assert status == "200 OK"
    assert after["etag"] != before["etag"]


def test_what_somebody_looks_for_is_kept_by_nobody_on_the_way(offer: Offer) -> None:
    for query in ("search=baby", "postcode=96515"):
        assert Client().get(f"{ROOT}/services?{query}")["Cache-Control"] == "no-store"
    assert Client().get(f"{ROOT}/services?page=2")["Cache-Control"] == "public, max-age=60"


def test_all_lines_are_streamed_packed_and_named(offer: Offer) -> None:
    answer: Any = Client().get(f"{ROOT}/services?format=ndjson", headers={"accept-encoding": "gzip"})
    assert (answer.streaming, answer["Content-Type"]) == (True, "application/x-ndjson")
    lines = gzip.decompress(b"".join(answer.streaming_content)).splitlines()
    assert len(lines) == 30
    assert json.loads(lines[0])["name"] == "Angebot 00"
    again = Client().get(f"{ROOT}/services?format=ndjson", headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("method", ["options", "post", "put", "delete"])
def test_other_methods_are_answered_for_other_pages_too(offer: Offer, method: str) -> None:
    answer = getattr(Client(), method)(f"{ROOT}/services", headers={"origin": "https://example.org"})
    assert answer.status_code == (204 if method == "options" else 405)
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Access-Control-Allow-Methods"] == answer["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    "path", [*(f"/{name}/{UNKNOWN}" for name in LISTS), "/services/keine-uuid", "/metadata", "/a/b"]
)
def test_what_is_not_there_is_said_as_json(offer: Offer, path: str) -> None:
    answer = Client().get(f"{ROOT}{path}")
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not_found"
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_before_the_first_publication_it_says_so(data_dir: Path) -> None:
    answer = Client().get(f"{ROOT}/services")
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "not_ready")


def test_the_document_names_every_address_and_parameter(offer: Offer) -> None:
    root = get("/")
    assert Client().get(ROOT).json() == root
    document = Client().get(root["openapi_url"].partition("://")[2].partition("/")[2].join(("/", ""))).json()
    assert document["openapi"] == "3.1.0"
    assert document["info"]["version"] == root["version"] == "HSDS-UK-3.0"
    spoken = {f"/{name}" for name in LISTS} | {f"/{name}/{{id}}" for name in LISTS} | {"/"}
    assert set(document["paths"]) == spoken
    assert document["servers"][0]["url"].endswith(ROOT)
    routes = {str(pattern.pattern) for pattern in _patterns()}
    for path in spoken:
        assert f"api/hsds/v3{path}".replace("{id}", "<str:known>") in routes
    for name in LISTS:
        said = {one["name"] for one in document["paths"][f"/{name}"]["get"]["parameters"]}
        assert said == set(PARAMETERS[name])
    names = [operation["get"]["operationId"] for operation in document["paths"].values()]
    assert len(set(names)) == len(names)


def _patterns() -> list[Any]:
    found = []
    for one in get_resolver().url_patterns:
        found += one.url_patterns if hasattr(one, "url_patterns") else [one]
    return found


def test_every_answer_is_what_the_document_says(offer: Offer) -> None:
    document = Client().get(f"{ROOT}/openapi.json").json()
    for path, operation in document["paths"].items():
        schema = operation["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        judge = Draft202012Validator({**schema, "components": document["components"]})
        Draft202012Validator.check_schema({**schema, "components": document["components"]})
        address = path.replace("{id}", str(_first(path))) if "{id}" in path else path
        assert [error.message for error in judge.iter_errors(get(address))] == []
        for error in operation["get"]["responses"].values():
            assert error["description"]
    wrong = Client().get(f"{ROOT}/services?page=0").json()
    judge = Draft202012Validator({"$ref": "#/components/schemas/Problem", "components": document["components"]})
    assert list(judge.iter_errors(wrong)) == []


def _first(path: str) -> str:
    return str(get(path.removesuffix("/{id}"))["contents"][0]["id"])


def test_the_description_is_openapi_by_its_own_schema() -> None:
    """Against the schema of OpenAPI 3.1, and each schema in it against JSON Schema 2020-12."""
    document = Client().get(f"{ROOT}/openapi.json").json()
    wrong = [f"{list(one.path)}: {one.message}" for one in Draft202012Validator(OPENAPI_31).iter_errors(document)]
    assert wrong == []
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
