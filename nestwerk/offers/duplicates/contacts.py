"""Telephone numbers, mail addresses and web addresses brought to one spelling."""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers

FREE_MAIL = frozenset(
    [
        "gmx.de",
        "gmx.net",
        "gmx.at",
        "gmx.ch",
        "web.de",
        "t-online.de",
        "gmail.com",
        "googlemail.com",
        "yahoo.de",
        "yahoo.com",
        "outlook.de",
        "outlook.com",
        "hotmail.de",
        "hotmail.com",
        "live.de",
        "freenet.de",
        "arcor.de",
        "aol.com",
        "aol.de",
        "posteo.de",
        "mailbox.org",
        "icloud.com",
        "me.com",
        "1und1.de",
        "online.de",
        "kabelmail.de",
        "vodafone.de",
        "vodafonemail.de",
        "email.de",
        "mail.de",
        "proton.me",
        "protonmail.com",
        "o2online.de",
        "o2mail.de",
        "magenta.de",
        "unitybox.de",
        "netcologne.de",
        "ewetel.net",
        "primacom.net",
        "alice.de",
        "alice-dsl.net",
        "debitel.net",
    ]
)
SHARED_HOSTS = frozenset(
    [
        "facebook.com",
        "instagram.com",
        "youtube.com",
        "linktr.ee",
        "jimdo.com",
        "jimdofree.com",
        "wixsite.com",
        "wordpress.com",
        "blogspot.com",
        "sites.google.com",
        "twitter.com",
        "x.com",
        "tiktok.com",
        "wordpress.de",
        "beepworld.de",
        "kirche.de",
    ]
)
_BETWEEN = re.compile(r"[|,;]|\b(?:oder|und|o\.)\b|\bfax\b.*", re.IGNORECASE)
_TAIL = re.compile(r"(?<=\d)\s*/\s*-?\d{1,3}\s*$")
_OPEN = re.compile(r"\(0\)")
_SHORTEST = 5
_MOST = 3


@lru_cache(maxsize=8192)
def phones(text: str) -> tuple[str, ...]:
    """The telephone numbers in a cell, at most three, as digits behind the leading 0; local ones without area code.

    ``0341 123-2052 und 0341 123-2053`` gives two, ``+49 (0)341 1232052`` the same as the first.
    """
    if not text:
        return ()
    found: list[str] = []
    for part in _BETWEEN.split(_OPEN.sub("", text)):
        digits = _number(_TAIL.sub("", part))
        if len(digits) >= _SHORTEST and digits not in found:
            found.append(digits)
    return tuple(found[:_MOST])


def _number(text: str) -> str:
    try:
        parsed = phonenumbers.parse(text, "DE")
    except phonenumbers.NumberParseException:
        return ""
    return str(parsed.national_number)


def same_phone(one: tuple[str, ...], other: tuple[str, ...]) -> bool | None:
    """Whether two cells share a number (one may lack the area code); None where one has none."""
    if not one or not other:
        return None
    for number in one:
        for second in other:
            if number == second:
                return True
            short, long = sorted((number, second), key=len)
            if len(short) >= _SHORTEST and 2 <= len(long) - len(short) <= 5 and long.endswith(short):
                return True
    return False


def near_phone(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two numbers differ only in the last two digits: two extensions of one house."""
    return any(len(a) == len(b) >= 7 and a[:-2] == b[:-2] for a in one for b in other)


def mail(text: str) -> str:
    """The first mail address of a cell in small letters."""
    first = re.split(r"[\s,;|]+", text.strip(), maxsplit=1)[0].lower()
    return first.removeprefix("mailto:") if "@" in first else ""


def own_domain(address: str) -> str:
    """The domain of a mail address, empty for those everyone may have."""
    domain = address.rpartition("@")[2]
    return "" if domain in FREE_MAIL else domain


def page(text: str) -> tuple[str, str]:
    """Host and path of the first web address of a cell, without ``www``: ``("awo-kiel.de", "kitas")``."""
    first = re.split(r"[\s,;|]+", text.strip(), maxsplit=1)[0].lower()
    first = re.sub(r"^(?:https?:)?/*", "", first)
    host, _, path = first.partition("/")
    host = host.removeprefix("www.").split(":")[0]
    if "." not in host or host in SHARED_HOSTS:
        return "", ""
    return host, re.sub(r"(?:index|home|start)?(?:\.\w{3,5})?/?(?:#.*)?$", "", path)
