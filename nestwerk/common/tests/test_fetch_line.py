"""The line itself: addresses, certificates and names that lead nowhere (R-86)."""

import socket
import ssl
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from nestwerk.common.fetch import Client, Limits, Trouble
from nestwerk.common.fetch.names import system_resolver

from .foreign import Authority, foreign, make_authority, raw, saying

IMPATIENT = Limits(connect=0.3, whole=0.6, body=1000)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("authority"))


def test_a_server_that_never_shakes_hands() -> None:
    with foreign(raw(b"", pause=1.5)) as server:
        result = server.client(limits=IMPATIENT).check(f"https://haus.example:{server.port}/")
    assert result.trouble is Trouble.SLOW


def test_a_port_where_nobody_listens() -> None:
    with foreign(saying("200 OK")) as server:
        client = server.client()
    result = client.check(f"http://haus.example:{server.port}/")
    assert (result.trouble, result.broken) == (Trouble.UNREACHABLE, False)


def test_certificates_are_checked_against_the_name_although_the_address_is_pinned(authority: Authority) -> None:
    with foreign(saying("200 OK"), tls=authority.server("haus.example", "xn--strae-oqa.example")) as server:
        client = server.client(authorities=authority.pem)
        assert client.check(f"https://haus.example:{server.port}/").works
        assert client.check(f"https://straße.example:{server.port}/").works
        wrong = client.check(f"https://anders.example:{server.port}/")
        assert (wrong.trouble, wrong.broken) == (Trouble.CERTIFICATE, True)
        assert client.check(f"https://127.0.0.1:{server.port}/").trouble is Trouble.CERTIFICATE
    assert "Host: haus.example:" in server.requests[0]


def test_the_name_is_told_to_the_server_before_it_shows_its_certificate(authority: Authority) -> None:
    asked: list[str | None] = []
    tls = authority.server("haus.example")
    tls.sni_callback = lambda line, name, context: asked.append(name)
    with foreign(saying("200 OK"), tls=tls) as server:
        server.client(authorities=authority.pem).check(f"https://haus.example:{server.port}/")
    assert asked == ["haus.example"]


@pytest.mark.parametrize(
    ("days", "own_witness", "trusted", "trouble"),
    [
        (-1, False, True, Trouble.CERTIFICATE),
        (1, True, True, Trouble.CERTIFICATE),
        (1, False, False, Trouble.CHAIN),
    ],
)
def test_certificates_out_of_date_or_of_their_own_making(
    authority: Authority, tmp_path: Path, days: int, own_witness: bool, trusted: bool, trouble: Trouble
) -> None:
    tls = authority.server("haus.example", days=days, own_witness=own_witness)
    with foreign(saying("200 OK"), tls=tls) as server:
        client = server.client(authorities=authority.pem if trusted else "")
        result = client.check(f"https://haus.example:{server.port}/")
    assert (result.trouble, result.broken, server.requests) == (trouble, trouble is Trouble.CERTIFICATE, [])


def test_plain_words_on_a_secure_port() -> None:
    with foreign(raw(b"HTTP/1.1 400 Bad Request\r\n\r\n")) as server:
        result = server.client().check(f"https://haus.example:{server.port}/")
    assert result.trouble is Trouble.UNREADABLE


@pytest.mark.parametrize(
    ("error", "trouble", "broken"),
    [
        (socket.gaierror(socket.EAI_NONAME, "unknown"), Trouble.NAME, True),
        (socket.gaierror(socket.EAI_AGAIN, "later"), Trouble.UNREACHABLE, False),
        (TimeoutError(), Trouble.SLOW, False),
        (OSError(), Trouble.UNREACHABLE, False),
    ],
)
def test_names_that_lead_nowhere(error: OSError, trouble: Trouble, broken: bool) -> None:
    def resolve(host: str, seconds: float) -> list[str]:
        raise error

    result = Client(resolve=resolve).check("https://haus.example/")
    assert (result.trouble, result.broken) == (trouble, broken)
    assert Client(resolve=lambda host, seconds: []).check("https://haus.example/").trouble is Trouble.NAME


def test_a_name_that_takes_all_the_time_leaves_none_for_connecting() -> None:
    times = iter([0.0, 0.0, 20.0, 20.0])
    with foreign(saying("200 OK")) as server:
        client = replace(server.client(), clock=lambda: next(times))
        assert client.fetch(f"http://haus.example:{server.port}/").trouble is Trouble.SLOW
    assert server.requests == []


def test_the_system_is_asked_within_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "127.0.0.1" in system_resolver("localhost", 5)
    with pytest.raises(socket.gaierror):
        system_resolver("a" * 70 + ".example", 5)
    waiting = threading.Event()

    def for_ever(*rest: object, **more: object) -> list[tuple[object, ...]]:
        waiting.wait(2)
        return []

    def broken(*rest: object, **more: object) -> None:
        raise OSError("no socket left")

    monkeypatch.setattr(socket, "getaddrinfo", broken)
    with pytest.raises(OSError, match="no socket left"):
        system_resolver("haus.example", 5)
    monkeypatch.setattr(socket, "getaddrinfo", for_ever)
    with pytest.raises(TimeoutError):
        system_resolver("haus.example", 0.05)
    waiting.set()


def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with foreign(saying("200 OK")) as server:
        assert server.client().check(f"http://haus.example:{server.port}/").works


def test_the_clock_is_passed_in() -> None:
    times = iter([0.0, *([20.0] * 50)])
    result = Client(resolve=lambda host, seconds: ["1.1.1.1"], clock=lambda: next(times)).check("https://haus.example/")
    assert result.trouble is Trouble.SLOW


def test_older_ways_of_securing_a_line_are_not_used() -> None:
    from nestwerk.common.fetch.wire import _context

    context = _context("")
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2
    assert (context.check_hostname, context.verify_mode) == (True, ssl.CERT_REQUIRED)
