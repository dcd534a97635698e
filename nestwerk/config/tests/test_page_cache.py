import gzip
import json

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nestwerk.common import packed
from nestwerk.config.health import with_health
from nestwerk.config.pagecache import PageCache, normalised

PAGE = b"<!doctype html><title>Angebote finden</title>" + b"<p>Hilfe in der Naehe</p>" * 200


class Site:
    """A small application that counts how often it is asked, and a clock to set."""

    def __init__(self, *, megabytes=1.0, headers=(), status="200 OK", body=PAGE):
        self.asked = []
        self.now = 1000.0
        self.version = "v1"
        self.status, self.headers, self.body = status, list(headers), body
        self.cache = PageCache(
            self.app,
            version=lambda: self.version,
            allowed_host=lambda host: host == "hilfe.example.org",
            megabytes=megabytes,
            clock=lambda: self.now,
        )

    def app(self, environ, start_response):
        self.asked.append((environ["REQUEST_METHOD"], environ["PATH_INFO"], environ["QUERY_STRING"]))
        start_response(self.status, [("Content-Type", "text/html; charset=utf-8"), *self.headers])
        return [self.body]

    def get(self, path="/", query="", method="GET", **more):
        said = {}
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "hilfe.example.org"}
        environ.update(more)

        def start(status, headers, exc_info=None):
            said.update(status=status, headers={name.lower(): value for name, value in headers})

        said["body"] = b"".join(self.cache(environ, start))
        return said


def test_a_page_is_made_once_and_then_served_from_memory():
    site = Site()
    first, second = site.get(), site.get()
    assert first == second
    assert second["body"] == PAGE
    assert len(site.asked) == 1


def test_head_answers_like_get_without_the_body():
    site = Site()
    head, get = site.get(method="HEAD"), site.get()
    assert head["body"] == b""
    assert head["headers"] == get["headers"]
    assert site.asked == [("GET", "/", "")]


@pytest.mark.parametrize(("encoding", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress), ("", bytes)])
def test_each_packing_unpacks_to_the_page(encoding, unpack):
    said = Site().get(HTTP_ACCEPT_ENCODING=encoding)
    assert unpack(said["body"]) == PAGE
    assert said["headers"].get("content-encoding", "") == encoding
    assert said["headers"]["content-length"] == str(len(said["body"]))
    assert said["headers"]["vary"] == "Accept-Encoding"


def test_what_a_browser_keeps_for_good_is_packed_as_small_as_it_goes():
    body = " ".join(f"--farbe-{number * number % 977}: {number % 17}em;" for number in range(600)).encode()
    lasting = Site(body=body, headers=[("Cache-Control", "public, max-age=31536000, immutable")])
    passing = Site(body=body, headers=[("Cache-Control", "no-cache")])
    small, quick = (site.get(HTTP_ACCEPT_ENCODING="br")["body"] for site in (lasting, passing))
    assert brotli.decompress(small) == brotli.decompress(quick) == body
    assert len(small) < len(quick)


def test_refused_packings_are_not_used():
    assert packed.wanted_encoding("br;q=0, gzip") == "gzip"
    assert packed.wanted_encoding("identity") == ""
    assert packed.wanted_encoding("gzip, deflate, br, zstd") == "br"


def test_a_new_snapshot_makes_every_page_anew():
    site = Site()
    site.get()
    site.version = "v2"
    site.get()
    assert len(site.asked) == 2


def test_nothing_is_kept_before_there_is_a_snapshot():
    site = Site()
    site.version = ""
    site.get()
    site.get()
    assert len(site.asked) == 2
    assert len(site.cache.pages) == 0


def test_a_page_lives_a_minute():
    site = Site()
    site.get()
    site.now += 59.9
    site.get()
    assert len(site.asked) == 1
    site.now += 0.2
    site.get()
    assert len(site.asked) == 2


def test_a_page_goes_when_something_on_it_opens_or_closes():
    site = Site(headers=[("X-Fresh-Until", "1010")])
    assert "x-fresh-until" not in site.get()["headers"]
    site.now = 1009.9
    site.get()
    assert len(site.asked) == 1
    site.now = 1010.0
    site.get()
    assert len(site.asked) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "404 Not Found"},
        {"status": "500 Internal Server Error"},
        {"status": "302 Found"},
        {"headers": [("Set-Cookie", "a=b")]},
        {"headers": [("Vary", "Cookie")]},
    ],
)
def test_what_is_not_one_page_for_everybody_is_never_kept(wrong):
    site = Site(**wrong)
    site.get()
    assert site.get()["status"] == site.status
    assert len(site.asked) == 2
    assert len(site.cache.pages) == len(site.cache.searches) == 0


def test_post_and_the_workspace_go_past_it_untouched():
    site = Site()
    site.get(method="POST", query="b=1&a=2")
    site.get("/netz/sonneberg/", "b=1&a=2", HTTP_COOKIE="session=1")
    site.get("/netz/sonneberg/", "b=1&a=2", HTTP_COOKIE="session=2")
    assert site.asked == [("POST", "/", "b=1&a=2"), *[("GET", "/netz/sonneberg/", "b=1&a=2")] * 2]


def test_an_unknown_host_is_refused_before_the_look_up():
    site = Site()
    site.get()
    said = site.get(HTTP_HOST="evil.example.net")
    assert said["status"] == "400 Bad Request"
    assert PAGE not in said["body"]
    assert len(site.asked) == 1


def test_the_order_of_parameters_and_unknown_ones_make_no_second_page():
    site = Site()
    site.get("/suche", "q=schreibaby&ort=Lauscha")
    site.get("/suche", "ort=Lauscha&utm_source=x&q=schreibaby")
    assert site.asked == [("GET", "/suche", "ort=Lauscha&q=schreibaby")]
    site.get("/suche", "ort=Lauscha&q=stillen")
    assert len(site.asked) == 2


def test_repeated_values_keep_their_order():
    assert normalised("ohne=b&q=x&ohne=a") == "ohne=b&ohne=a&q=x"


def test_the_part_for_htmx_is_not_the_page():
    site = Site()
    for extra in (
        {},
        {"HTTP_HX_REQUEST": "true"},
        {"HTTP_HX_REQUEST": "true", "HTTP_HX_HISTORY_RESTORE_REQUEST": "true"},
    ):
        site.get("/suche", "q=x", **extra)
    assert len(site.asked) == 3


def test_an_unchanged_page_is_not_sent_again():
    site = Site()
    tag = site.get()["headers"]["etag"]
    again = site.get(HTTP_IF_NONE_MATCH=tag)
    assert again["status"] == "304 Not Modified"
    assert again["body"] == b""
    assert site.get(HTTP_IF_NONE_MATCH='W/"other"')["body"] == PAGE


def test_a_result_page_the_browser_must_not_keep_has_no_tag_but_is_kept_here():
    site = Site(headers=[("Cache-Control", "no-store")])
    assert "etag" not in site.get("/suche", "q=x")["headers"]
    site.get("/suche", "q=x")
    assert len(site.asked) == 1


def test_a_flood_of_invented_searches_stays_bounded_and_leaves_the_good_pages_alone():
    site = Site(megabytes=0.5)
    site.get("/sonneberg/")
    for number in range(2000):
        site.get("/suche", f"q=wort{number}")
        site.get(f"/suche/{number}", f"junk={number}") if number % 50 == 0 else None
    assert site.cache.searches.size <= 0.5 * 0.2 * 1024 * 1024
    assert site.cache.pages.size <= 0.5 * 0.8 * 1024 * 1024
    asked = len(site.asked)
    site.get("/sonneberg/")
    assert len(site.asked) == asked


def test_sizes_are_counted_right_when_packings_are_added_and_entries_dropped():
    site = Site(megabytes=0.2)
    for number in range(300):
        for encoding in ("", "gzip", "br"):
            site.get(f"/{number}/", HTTP_ACCEPT_ENCODING=encoding)
    store = site.cache.pages
    assert store.size == sum(store._sizes.values()) <= store.limit
    assert store.size == sum(entry.size + sum(map(len, key)) for key, entry in store._entries.items())
    assert 0 < len(store) < 300


def test_an_address_that_is_too_long_is_refused():
    site = Site()
    assert site.get("/suche", "q=" + "x" * 5000)["status"] == "400 Bad Request"
    assert site.get("/suche", "&".join(f"q={n}" for n in range(100)))["status"] == "400 Bad Request"
    assert site.asked == []


@given(query=st.text(max_size=300), path=st.text(max_size=50), host=st.text(max_size=50))
def test_no_input_raises(query, path, host):
    site = Site()
    assert site.get("/" + path, query)["status"] in ("200 OK", "400 Bad Request")
    site.get("/" + path, query, HTTP_HOST=host)


def test_health_is_answered_without_the_application_and_for_any_host():
    site, ready = Site(), []
    front = with_health(site.cache, ready=lambda: "".join(ready))

    def ask(path):
        said = []
        body = b"".join(
            front({"PATH_INFO": path, "REQUEST_METHOD": "GET", "HTTP_HOST": "10.0.0.7"}, lambda s, h: said.append(s))
        )
        return said[0], body

    assert ask("/healthz") == ("200 OK", b"ok\n")
    assert ask("/readyz")[0] == "503 Service Unavailable"
    ready.append("v1")
    assert ask("/readyz") == ("200 OK", b"ready v1\n")
    assert site.asked == []


def test_headers_no_browser_sends_are_answered_and_forgotten():
    site = Site()
    asked = packed._accepted.cache_info().misses
    for number in range(20):
        said = site.get(HTTP_ACCEPT_ENCODING=f"gzip;x={number}{'x' * 300_000}")
        assert (said["status"], said["body"]) == ("200 OK", PAGE)
        assert site.get(HTTP_HOST=f"{number}{'x' * 300_000}")["status"] == "400 Bad Request"
    assert packed._accepted.cache_info().misses == asked
    assert site.cache._allowed_host.cache_info().currsize == 1


def test_too_many_parameters_are_refused_to_programs_in_the_form_of_the_api():
    query = "&".join(["language=aa"] * 100)
    said = Site().get("/api/v1/search", query)
    assert (said["status"], said["headers"]["content-type"]) == ("400 Bad Request", "application/json; charset=utf-8")
    assert set(json.loads(said["body"])["error"]) == {"code", "message", "parameter"}
    assert Site().get("/suche", query)["headers"]["content-type"] == "text/plain; charset=utf-8"
