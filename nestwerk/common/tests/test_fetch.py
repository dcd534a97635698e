"""The client against real servers that behave and that do not (R-86)."""

import gzip
import socket
import time
import tracemalloc
import zlib
from collections.abc import Sequence

import pytest

from nestwerk.common.fetch import Client, Limits, Trouble

from .foreign import foreign, raw, saying

SMALL = Limits(connect=2, whole=5, body=1000, header=2000)
CHUNKS = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
IMPATIENT = Limits(connect=0.3, whole=0.6, body=1000)
PACKED = gzip.compress(b"Hallo" * 100, mtime=0)  # a time in it would name the tests differently in each process


def test_a_page_that_is_there() -> None:
    with foreign(saying("200 OK", "Content-Type: text/html; charset=utf-8", body=b"<p>Hallo</p>")) as server:
        result = server.client().check(f"http://haus.example:{server.port}/kurse?tag=mo#unten")
    assert result.works
    assert not result.broken
    assert (result.status, result.media_type, result.cause, result.sentence) == (200, "text/html", "", "")
    assert result.address == f"http://haus.example:{server.port}/kurse?tag=mo#unten"
    (request,) = server.requests
    lines = request.split("\r\n")
    assert lines[0] == "HEAD /kurse?tag=mo HTTP/1.1"
    assert lines[1] == f"Host: haus.example:{server.port}"
    assert lines[2].startswith("User-Agent: Nestwerk ")
    assert not [line for line in lines if line.startswith(("Cookie", "Referer", "Authorization"))]


def test_the_page_itself() -> None:
    with foreign(saying("200 OK", "Content-Type: text/calendar", body=b"BEGIN:VCALENDAR")) as server:
        result = server.client().fetch(f"http://haus.example:{server.port}/")
    assert (result.body, result.complete, result.media_type) == (b"BEGIN:VCALENDAR", True, "text/calendar")
    assert [request[:4] for request in server.requests] == ["GET "]


@pytest.mark.parametrize("status", ["405 Method Not Allowed", "501 Not Implemented", "404 Not Found", "403 No"])
def test_where_the_head_is_not_to_be_had_the_page_is_asked_for(status: str) -> None:
    def talk(line: socket.socket, request: str) -> None:
        saying(status if request.startswith("HEAD") else "200 OK", body=b"da")(line, request)

    with foreign(talk) as server:
        result = server.client().check(f"http://haus.example:{server.port}/")
    assert (result.status, result.body) == (200, b"da")
    assert [request.split()[0] for request in server.requests] == ["HEAD", "GET"]
    assert server.names == ["haus.example"], "looked up once for both"


def test_a_server_that_hangs_up_on_the_head() -> None:
    def talk(line: socket.socket, request: str) -> None:
        if not request.startswith("HEAD"):
            saying("200 OK")(line, request)

    with foreign(talk) as server:
        assert server.client().check(f"http://haus.example:{server.port}/").works


@pytest.mark.parametrize(
    ("status", "broken", "says"),
    [
        ("404 Not Found", True, "Diese Seite gibt es nicht mehr."),
        ("410 Gone", True, "Diese Seite gibt es nicht mehr."),
        ("403 Forbidden", False, "Die Seite lässt unsere Prüfung nicht zu. Bitte öffnen Sie sie einmal selbst."),
        (
            "429 Too Many Requests",
            False,
            "Die Seite lässt unsere Prüfung nicht zu. Bitte öffnen Sie sie einmal selbst.",
        ),
        ("503 Service Unavailable", False, "Die Seite meldet einen Fehler (503)."),
    ],
)
def test_only_what_is_surely_gone_is_called_broken(status: str, broken: bool, says: str) -> None:
    with foreign(saying(status)) as server:
        result = server.client().check(f"http://haus.example:{server.port}/")
    assert (result.works, result.broken, result.sentence) == (False, broken, says)


def test_redirects_are_followed_and_told() -> None:
    def talk(line: socket.socket, request: str) -> None:
        path = request.split()[1]
        if path == "/alt":
            saying("301 Moved Permanently", "Location: /mitte")(line, request)
        elif path == "/mitte":
            saying("308 Permanent Redirect", f"Location: http://neu.example:{server.port}/grün")(line, request)
        else:
            saying("200 OK")(line, request)

    with foreign(talk) as server:
        result = server.client().check(f"http://haus.example:{server.port}/alt")
    assert (result.address, result.moved) == (f"http://neu.example:{server.port}/gr%C3%BCn", True)
    assert server.names == ["haus.example", "haus.example", "neu.example"], "each hop is looked up and checked anew"


def test_a_redirect_for_the_day_is_no_move() -> None:
    def talk(line: socket.socket, request: str) -> None:
        saying("302 Found", "Location: /neu")(line, request) if "/alt" in request else saying("200 OK")(line, request)

    with foreign(talk) as server:
        result = server.client().check(f"http://haus.example:{server.port}/alt")
    assert (result.works, result.moved, result.address) == (True, False, f"http://haus.example:{server.port}/neu")


def test_after_five_redirects_it_is_enough() -> None:
    def talk(line: socket.socket, request: str) -> None:
        number = int(request.split()[1].strip("/") or 0)
        target = f"Location: /{number + 1}"
        saying("302 Found", target)(line, request) if number < goal else saying("200 OK")(line, request)

    goal = 5
    with foreign(talk) as server:
        assert server.client().check(f"http://haus.example:{server.port}/0").works
    goal = 6
    with foreign(talk) as server:
        result = server.client().check(f"http://haus.example:{server.port}/0")
        assert (result.trouble, len(server.requests)) == (Trouble.REDIRECTS, 6)
    assert result.cause == "Die Seite leitet immer weiter und kommt nirgends an."


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1:1/",
        "http://127.1/",
        "http://[::ffff:127.0.0.1]/",
        "//10.0.0.1/",
        "file:///etc/passwd",
        "http://2130706433/",
        "http://haus.example:22/",
        "https://ada:geheim@haus.example/",
        "http://metadata.internal/",
        "gopher://haus.example/",
    ],
)
def test_a_redirect_into_the_house_is_not_followed(location: str) -> None:
    with foreign(saying("302 Found", f"Location: {location}")) as server:
        result = server.client().check(f"http://haus.example:{server.port}/")
    assert (result.trouble, len(server.requests), server.names) == (Trouble.INSIDE, 1, ["haus.example"])
    assert not result.broken, "there is a page; where it leads is not ours to judge"
    assert result.cause == "Die Seite leitet an eine Adresse weiter, die wir nicht öffnen."
    assert result.address == f"http://haus.example:{server.port}/"


def test_a_redirect_to_a_name_that_leads_into_the_house_is_not_followed() -> None:
    with foreign(saying("302 Found", "Location: http://anders.example/")) as server:
        result = server.client(answers=[["127.0.0.1"], ["10.0.0.1"]]).check(f"http://haus.example:{server.port}/")
    assert (result.trouble, server.names) == (Trouble.INSIDE, ["haus.example", "anders.example"])


def test_a_name_that_changes_between_check_and_use_changes_nothing() -> None:
    """DNS rebinding: the second answer would be the inner address; it is never asked for."""
    with foreign(saying("405 No", body=b"x")) as server:
        client = server.client(answers=[["127.0.0.1"], ["10.0.0.1"]])
        result = client.check(f"http://haus.example:{server.port}/")
    assert (result.status, len(server.requests), server.names) == (405, 2, ["haus.example"])
    with foreign(saying("302 Found", "Location: /noch-einmal")) as server:
        client = server.client(answers=[["127.0.0.1"], ["10.0.0.1"]])
        result = client.check(f"http://haus.example:{server.port}/")
    assert (result.trouble, len(server.requests)) == (Trouble.INSIDE, 1)


def test_loopback_is_closed_although_a_test_opened_one_door() -> None:
    with foreign(saying("200 OK")) as server, foreign(saying("200 OK")) as other:
        client = server.client()
        assert client.check(f"http://127.0.0.1:{server.port}/").works
        assert client.check(f"http://127.0.0.1:{other.port}/").trouble is Trouble.REFUSED
        assert client.check(f"http://127.0.0.2:{server.port}/").trouble is Trouble.REFUSED
        assert Client().check(f"http://127.0.0.1:{server.port}/").trouble is Trouble.REFUSED
    assert (len(server.requests), other.requests) == (1, [])


def test_a_second_address_is_tried_when_the_first_is_silent() -> None:
    with foreign(saying("200 OK")) as server:
        client = server.client(answers=[["::1", "127.0.0.1"]])
        assert client.check(f"http://haus.example:{server.port}/").works


def test_a_body_of_two_gigabytes_is_left_there() -> None:
    sent, length = 0, b""

    def talk(line: socket.socket, request: str) -> None:
        nonlocal sent
        line.sendall(b"HTTP/1.1 200 OK\r\n" + length + b"\r\n")
        block = b"x" * 65536
        for _ in range(2 * 1024**3 // len(block)):
            line.sendall(block)
            sent += len(block)

    for said in (b"Content-Length: 2147483648\r\n", b""):
        sent, length = 0, said
        with foreign(talk) as server:
            tracemalloc.start()
            result = server.client(limits=Limits(connect=2, whole=5)).fetch(f"http://haus.example:{server.port}/")
            _, peak = tracemalloc.get_traced_memory()
            tracemalloc.stop()
        assert (result.trouble, result.body, result.status) == (Trouble.TOO_BIG, b"", 200)
        assert peak < 4 * 1024**2
        assert sent < 64 * 1024**2
    with foreign(lambda line, request: None if request.startswith("HEAD") else talk(line, request)) as server:
        result = server.client(limits=SMALL).check(f"http://haus.example:{server.port}/")
    assert (result.works, len(result.body), result.complete) == (True, 1000, False)


def chunked(*pieces: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize("packing", ["gzip", "x-gzip", "deflate"])
def test_a_bomb_is_counted_after_unpacking(packing: str) -> None:
    flat = b"\0" * 100 * 1024**2
    packed = zlib.compress(flat) if packing == "deflate" else gzip.compress(flat)
    del flat
    with foreign(saying("200 OK", f"Content-Encoding: {packing}", body=packed)) as server:
        client = server.client(limits=Limits(connect=2, whole=5, body=256 * 1024))
        tracemalloc.start()
        result = client.fetch(f"http://haus.example:{server.port}/")
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert (result.trouble, result.body) == (Trouble.TOO_BIG, b"")
    assert peak < 4 * 1024**2


@pytest.mark.parametrize(
    ("packing", "packed"),
    [
        ("gzip", PACKED),
        ("GZIP", PACKED),
        ("deflate", zlib.compress(b"Hallo" * 100)),
        ("deflate", zlib.compress(b"Hallo" * 100, wbits=-15)),
        ("identity", b"Hallo" * 100),
    ],
)
def test_packed_pages_are_unpacked(packing: str, packed: bytes) -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: {packing}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
    with foreign(raw(head + chunked(packed[:7], packed[7:]))) as server:
        result = server.client(limits=SMALL).fetch(f"http://haus.example:{server.port}/")
    assert (result.body, result.trouble) == (b"Hallo" * 100, None)


@pytest.mark.parametrize(
    ("what", "pieces"),
    [
        ("no answer", [b""]),
        ("not HTTP", [b"SSH-2.0-OpenSSH_9.2\r\n"]),
        ("shorter than said", [b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nkurz"]),
        ("a broken chunk", [CHUNKS + b"zz\r\nx"]),
        ("a chunk too few", [CHUNKS + b"5\r\nHa"]),
        (
            "packing cut off",
            [b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", gzip.compress(b"Hallo" * 50, mtime=0)[:20]],
        ),
        ("packing that is none", [b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nHallo"]),
        ("packing unknown", [b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nHallo"]),
        ("packed twice", [b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip\r\n\r\nHallo"]),
        ("a head without end", [b"HTTP/1.1 200 OK\r\n", *([b"X-A: " + b"a" * 500 + b"\r\n"] * 200)]),
        ("one endless line", [b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000]),
        ("hints for ever", [b"HTTP/1.1 103 Early Hints\r\n\r\n" * 10_000]),
        ("continues for ever", [b"HTTP/1.1 100 Continue\r\n\r\n" * 10_000]),
        ("a redirect to nowhere", [b"HTTP/1.1 302 Found\r\n\r\n"]),
        ("a redirect nobody can read", [b"HTTP/1.1 302 Found\r\nLocation: http://[::\r\n\r\n"]),
        ("chunks all frame", [CHUNKS, *([b"1;" + b"x" * 30_000 + b"\r\na\r\n"] * 50)]),
    ],
)
def test_what_cannot_be_read_is_said_so(what: str, pieces: Sequence[bytes]) -> None:
    with foreign(raw(*pieces)) as server:
        result = server.client(limits=SMALL).fetch(f"http://haus.example:{server.port}/")
    assert result.trouble in (Trouble.UNREADABLE, Trouble.INSIDE), what
    assert (result.works, result.body, bool(result.cause)) == (False, b"", True)


def test_hints_ahead_of_the_answer_are_skipped() -> None:
    answer = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nda"
    with foreign(raw(answer)) as server:
        assert server.client().fetch(f"http://haus.example:{server.port}/").body == b"da"


@pytest.mark.parametrize(
    "pieces",
    [
        [b"HTTP/1.1 200 OK\r\nX-Slow: ", *([b"a"] * 40)],
        [b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", *([b"a"] * 40)],
        [CHUNKS, *([b"1\r\na\r\n"] * 40)],
        [b"", *([b""] * 40)],
    ],
)
def test_one_byte_now_and_then_does_not_go_on_for_ever(pieces: Sequence[bytes]) -> None:
    with foreign(raw(*pieces, pause=0.05)) as server:
        begun = time.monotonic()
        result = server.client(limits=IMPATIENT).fetch(f"http://haus.example:{server.port}/")
        took = time.monotonic() - begun
    assert (result.trouble, result.cause) == (Trouble.SLOW, "Die Seite braucht zu lange, bis sie antwortet.")
    assert took < 1.5, "each byte comes in time, the whole does not"
