"""What is not public stays closed, however it is written (R-86)."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import nestwerk
from nestwerk.common.fetch import Client, Trouble
from nestwerk.common.fetch.addresses import is_public, read_address
from nestwerk.common.fetch.result import Failed

LISTS = Path(__file__).parent / "foreign_addresses"
CLOSED = (LISTS / "closed.txt").read_text(encoding="utf-8").split()
OPEN = (LISTS / "open.txt").read_text(encoding="utf-8").split()


@pytest.mark.parametrize("ip", CLOSED)
def test_what_is_not_public_is_closed(ip: str) -> None:
    assert not is_public(ip)


@pytest.mark.parametrize("ip", OPEN)
def test_what_is_public_is_open(ip: str) -> None:
    assert is_public(ip)


@pytest.mark.parametrize("text", ["", "localhost", "127.1", "0x7f000001", "2130706433", "1.1.1.1.", "01.1.1.1", "::g"])
def test_what_is_no_ip_address_is_not_public(text: str) -> None:
    assert not is_public(text)


def forbidden(host: str, seconds: float) -> list[str]:
    raise AssertionError(f"{host} was looked up")


REFUSED = (LISTS / "refused.txt").read_text(encoding="utf-8").split()


@pytest.mark.parametrize("address", REFUSED)
def test_odd_addresses_are_refused_before_any_name_is_looked_up(address: str) -> None:
    result = Client(resolve=forbidden).check(address)
    assert (result.trouble, result.status, result.body) == (Trouble.REFUSED, None, b""), address
    assert result.cause.endswith(".")
    assert result.broken


@pytest.mark.parametrize(
    "address",
    [
        "",
        " ",
        "http://exa mple.org/",
        "http://exam\tple.org/",
        "http://example.org/\r\nHost: x",
        "http://example.org/\x00",
        f"http://{'a' * 64}.org/",
        f"http://{'a.' * 130}org/",
        f"http://example.org/{'x' * 2000}",
    ],
)
def test_line_ends_blanks_and_endless_names_are_refused(address: str) -> None:
    assert Client(resolve=forbidden).check(address).trouble is Trouble.REFUSED


def test_an_ip_address_of_the_network_is_refused_when_a_name_leads_there() -> None:
    for ip in CLOSED:
        asked = []

        def resolve(host: str, seconds: float, ip: str = ip, asked: list[str] = asked) -> list[str]:
            asked.append(host)
            return ["1.1.1.1", ip]

        result = Client(resolve=resolve).check("https://beratung.example/")
        assert (result.trouble, asked) == (Trouble.INSIDE, ["beratung.example"]), ip
        assert not result.broken, "the county that serves this house may name its own pages so"


@pytest.mark.parametrize(
    ("address", "host", "again"),
    [
        ("https://Example.ORG", "example.org", "https://example.org/"),
        (
            "HTTPS://example.org:443/a/../b?x=ä b".replace(" ", "+"),
            "example.org",
            "https://example.org/a/../b?x=%C3%A4+b",
        ),
        ("http://example.org:8080/Ä%20b#Kurse", "example.org", "http://example.org:8080/%C3%84%20b#Kurse"),
        ("https://familienbüro.example/", "xn--familienbro-1hb.example", "https://xn--familienbro-1hb.example/"),
        ("https://straße.example/", "xn--strae-oqa.example", "https://xn--strae-oqa.example/"),
        ("https://XN--STRAE-OQA.example/", "xn--strae-oqa.example", "https://xn--strae-oqa.example/"),
        ("https://помощь.example/", "xn--l1adbb7cs.example", "https://xn--l1adbb7cs.example/"),
        ("https://1a-hilfe.example./", "1a-hilfe.example", "https://1a-hilfe.example/"),
        ("https://mein_haus.example/", "mein_haus.example", "https://mein_haus.example/"),
        ("https://[2A00:1450::1]:443/", "2a00:1450::1", "https://[2a00:1450::1]/"),
        ("https://1.1.1.1/", "1.1.1.1", "https://1.1.1.1/"),
    ],
)
def test_an_ordinary_address_is_read_and_written_again(address: str, host: str, again: str) -> None:
    target = read_address(address)
    assert (target.host, target.address) == (host, again)
    assert read_address(again) == target


@given(st.text(max_size=60))
def test_whatever_is_typed_is_refused_or_written_as_plain_ascii(text: str) -> None:
    for address in (
        text,
        f"http://{text}",
        f"https://{text}.example/{text}",
        f"https://example.org/{text}?{text}#{text}",
    ):
        try:
            target = read_address(address)
        except Failed:
            continue
        assert target.address.isascii()
        assert not set(target.address) & set(" \r\n\t\\")
        assert read_address(target.address).host == target.host


def test_nobody_but_a_test_opens_a_door_in_the_wall() -> None:
    """``allowed`` and ``authorities`` are named nowhere outside the client itself, so no setting can reach them."""
    root = Path(nestwerk.__file__).parent
    named = []
    for path in root.rglob("*.py"):
        if "tests" in path.parts or path.is_relative_to(root / "common" / "fetch"):
            continue
        text = path.read_text(encoding="utf-8")
        if "common.fetch" not in text and "import fetch" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.keyword) and node.arg in ("allowed", "authorities", "extra_ports"):
                named.append(path.name)
    assert named == []
    package = root / "common" / "fetch"
    assert not any("django" in path.read_text(encoding="utf-8") for path in package.glob("*.py"))
