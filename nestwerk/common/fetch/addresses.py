"""Which addresses may be opened at all. Values in, values out: no connection is made and no name looked up here."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import idna

from .result import Failed, Trouble

LONGEST = 2000  # characters
PORTS = {"http": 80, "https": 443}
USUAL_PORTS = frozenset({80, 443, 8080, 8443})

# IANA IPv4 and IPv6 Special-Purpose Address Registries. Written out, because the ranges that Python's `is_global`
# knows changed between patch releases of 3.11.
_CLOSED_V4 = [
    ipaddress.IPv4Network(text)
    for text in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT, metadata of one cloud
        "127.0.0.0/8",
        "168.63.129.16/32",  # public by its number, yet one cloud's inner door
        "169.254.0.0/16",  # link-local, metadata of most clouds
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
]
# Global unicast is 2000::/3 and nothing else; so loopback, mapped and compatible IPv4, unique local, link-local,
# site-local and multicast need no line of their own.
_OPEN_V6 = ipaddress.IPv6Network("2000::/3")
_CLOSED_V6 = [
    ipaddress.IPv6Network(text)
    for text in (
        "2001::/23",  # protocol assignments: Teredo, benchmarking, ORCHID
        "2001:db8::/32",
        "2002::/16",  # 6to4: carries an IPv4 address, no longer used
        "3fff::/20",
    )
]
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # how a server without IPv4 reaches it; the last 32 bits count

_CONTROL = re.compile(r"[\x00-\x20\x7f\\]")
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))+")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_HOUSE_NAMES = ("localhost", "local", "internal", "arpa", "lan", "home", "corp", "intranet", "onion")


@dataclass(frozen=True, slots=True)
class Target:
    """One address, taken apart and written again by ourselves. ``host`` is ASCII, IPv6 without brackets."""

    scheme: str
    host: str
    port: int
    path: str  # with the query, percent-encoded
    address: str  # the whole, with its fragment

    @property
    def authority(self) -> str:
        """What belongs into ``Host``."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def read_address(text: str, *, extra_ports: frozenset[int] = frozenset()) -> Target:
    """Take an address apart. Raises Failed with a German sentence if it is none that we open.

    ``extra_ports``: allowed besides the usual ones (tests).
    """
    text = text.strip(" ")
    if len(text) > LONGEST:
        raise _unfit(f"Diese Adresse ist zu lang: höchstens {LONGEST} Zeichen.")
    if _CONTROL.search(text):
        raise _unfit("In dieser Adresse steht ein Leerzeichen oder ein Zeichen, das dort nicht hingehört.")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise _unfit("Diese Adresse können wir nicht lesen.") from None
    scheme = parts.scheme
    if scheme not in PORTS or not parts.netloc:
        raise _unfit("Eine Internetadresse beginnt mit https:// oder http://.")
    if "@" in parts.netloc:
        raise _unfit("In dieser Adresse steht ein Zugangsname. Bitte schreiben Sie sie ohne das, was vor dem @ steht.")
    port = PORTS[scheme] if port is None else port
    if port not in USUAL_PORTS | extra_ports:
        raise _unfit(f"Den Anschluss {port} öffnen wir nicht. Internetseiten brauchen ihn nicht.")
    host = _host(parts.hostname or "", bracketed="[" in parts.netloc)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~") + (
        "?" + quote(parts.query, safe="/?%:@!$&'()*+,;=~") if parts.query else ""
    )
    target = Target(scheme, host, port, path, "")
    fragment = "#" + quote(parts.fragment, safe="/?%:@!$&'()*+,;=~") if parts.fragment else ""
    return Target(scheme, host, port, path, f"{scheme}://{target.authority}{path}{fragment}")


def is_public(ip: str) -> bool:
    """Whether an IP address (as text) belongs to the public internet. What cannot be read does not."""
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _CLOSED_V4)
    if address.scope_id:
        return False
    if address in _NAT64:
        return is_public(str(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)))
    return address in _OPEN_V6 and not any(address in network for network in _CLOSED_V6)


def as_ip(host: str) -> str:
    """The host if it is an IP address, else nothing."""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        return ""


def _host(host: str, *, bracketed: bool) -> str:
    """The host in ASCII. Names are compared after the mapping of UTS 46, so that no look-alike digits slip through."""
    if "%" in host:
        raise _unfit("Diese Adresse ist ungewöhnlich geschrieben. Solche Adressen öffnen wir nicht.")
    if bracketed:
        if ":" not in host or not (found := as_ip(host)):
            raise _unfit("Diese Adresse können wir nicht lesen.")
        return found
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except (idna.IDNAError, UnicodeError):
            raise _unfit("Den Namen dieser Seite können wir nicht lesen. Bitte prüfen Sie, ob er stimmt.") from None
    host = host.lower().removesuffix(".")
    if _NUMBER.fullmatch(host.rpartition(".")[2]):  # a browser reads "127.1", "0x7f.1" and "2130706433" as IPv4
        if not (found := as_ip(host)):
            raise _unfit("Diese Adresse ist ungewöhnlich geschrieben. Solche Adressen öffnen wir nicht.")
        return found
    if host.rpartition(".")[2] in _HOUSE_NAMES:
        raise _unfit("Diese Adresse gilt nur in einem Haus oder Büro. Familien können sie nicht öffnen.")
    if len(host) > 253 or not _HOST.fullmatch(host):
        raise _unfit("Den Namen dieser Seite können wir nicht lesen. Bitte prüfen Sie, ob er stimmt.")
    return host


def _unfit(sentence: str) -> Failed:
    return Failed(Trouble.REFUSED, sentence)
