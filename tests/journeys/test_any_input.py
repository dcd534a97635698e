"""Whatever is typed into an address: an answer, never an error of ours; and nothing of it in the log."""

from __future__ import annotations

import http.client
import json
from urllib.parse import quote, quote_from_bytes, urlsplit

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.journeys.conftest import Installation

NASTY = st.sampled_from(
    [
        "'; DROP TABLE offers_offer; --", "1 OR 1=1", "%00", "\x00\x01", "{{7*7}}", "${7*7}",
        "<script>alert(1)</script>",
        "\u202e\u2066abc\u2069", "👶🏽🍼" * 60, "é" * 300, "ﷺ" * 150, "../../etc/passwd", "\r\nSet-Cookie: a=b",
        "-" * 300,
        "baby " * 60, "٣ أشهر", "ı" * 300, "\ud7ff", "0x7f", "1e309", "99999999999999999999", "ß" * 299 + "ẞ",
    ]
)  # fmt: skip
TEXT = st.one_of(NASTY, st.text(max_size=300), st.binary(max_size=120))
PAGES = st.sampled_from(
    ["/suche", "/sonneberg/suche", "/en/oder-spree/suche", "/de-einfach/sonneberg/suche", "/zustaendig",
     "/sonneberg/angebote", "/sonneberg/angebote/x", "/sonneberg/", "/api/v1/search", "/notfall", "/"]
)  # fmt: skip
NAMES = st.sampled_from(
    ["q", "ort", "alter", "sprache", "zugang", "kosten", "art", "thema", "ohne", "seite", "nach", "von", "network",
     "near", "age_months", "language", "access", "cost", "type", "need", "lang", "limit", "offset", "unknown"]
)  # fmt: skip
LIMITS = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def encoded(value: str | bytes) -> str:
    return quote_from_bytes(value) if isinstance(value, bytes) else quote(value.encode("utf-8", "replace"))


def ask(site: str, target: str, headers: dict[str, str] | None = None) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(urlsplit(site).netloc, timeout=20)
    try:
        connection.request("GET", target, headers=headers or {})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


@LIMITS
@given(page=PAGES, parameters=st.lists(st.tuples(NAMES, TEXT), max_size=4))
def test_no_parameter_breaks_a_page(site: str, page: str, parameters: list[tuple[str, str | bytes]]) -> None:
    query = "&".join(f"{name}={encoded(value)}" for name, value in parameters)
    status, body = ask(site, f"{page}?{query}"[:8000])
    assert status in (200, 301, 302, 400, 404), (status, page, query)
    assert b"<script>alert(1)</script>" not in body
    assert b"Traceback" not in body


@LIMITS
@given(path=st.text(min_size=1, max_size=80))
def test_no_path_breaks_the_site(site: str, path: str) -> None:
    status, _ = ask(site, "/" + quote(path.encode("utf-8", "replace")))
    assert status < 500


def test_the_api_keeps_its_own_description(site: str) -> None:
    schema = schemathesis.openapi.from_url(f"{site}/api/v1/openapi.json")

    for operation in schema.get_all_operations():

        @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.ok().as_strategy())
        def run(case: schemathesis.Case) -> None:
            response = case.call(base_url=site)
            assert response.status_code < 500, case.as_curl_command()
            assert response.headers["content-type"][0].startswith("application/json")
            if response.status_code == 400:
                assert set(response.json()["error"]) == {"code", "message", "parameter"}

        run()


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("q=" + "a" * 301, "q"),
        ("age_months=zwei", "age_months"),
        ("age_months=-10", "age_months"),
        ("limit=0", "limit"),
        ("limit=51", "limit"),
        ("offset=-1", "offset"),
        ("network=gibtsnicht", "network"),
        ("near=Nirgendwohausen-Ost", "near"),
        ("access=walk_in", "access"),
        ("cost=umsonst", "cost"),
        ("language=t%C3%BCrkisch", "language"),
        ("type=need.sleep", "type"),
        ("need=offer.spz", "need"),
        ("lang=xx", "lang"),
    ],
)
def test_a_bad_parameter_of_the_api_is_named(site: str, query: str, parameter: str) -> None:
    status, body = ask(site, f"/api/v1/search?{query}")
    error = json.loads(body)["error"]
    assert (status, error["parameter"]) == (400, parameter)
    assert error["message"]


def test_what_was_typed_is_in_no_log(installation: Installation) -> None:
    word = "kennwortfuersprotokoll"
    for page in ("/sonneberg/suche", "/suche", "/api/v1/search", f"/{word}"):
        ask(installation.url, f"{page}?q={word}&near={word}&ort={word}", {"Referer": f"http://x/{word}"})
    for path in installation.data_dir.rglob("*"):
        if path.is_file() and path.suffix in {".log", ".txt", ""} and path.stat().st_size < 5_000_000:
            try:
                assert word.encode() not in path.read_bytes(), path
            except PermissionError:
                continue
