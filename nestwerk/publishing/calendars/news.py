"""What is new in a network as Atom (RFC 4287) and RSS 2.0: the offers that last changed for the public."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape

MOST = 50
_CONTROLS = {code: " " for code in range(32) if code not in (9, 10, 13)} | {0xFFFE: " ", 0xFFFF: " "}


@dataclass(frozen=True, slots=True)
class Entry:
    """One offer: its id, what it is called, a sentence, who offers it, where its page is, when it last changed."""

    id: str
    title: str
    summary: str
    provider: str
    address: str
    at: datetime


def atom(entries: Sequence[Entry], *, title: str, address: str, page: str, stand: datetime) -> bytes:
    """The feed; ``address`` is its own. ``stand``: when there is no entry."""
    items = "".join(
        f"<entry><id>urn:uuid:{uuid5(NAMESPACE_URL, one.id)}</id><title>{_(one.title)}</title>"
        f"<updated>{_iso(one.at)}</updated><author><name>{_(one.provider or title)}</name></author>"
        f'<link rel="alternate" type="text/html" href="{_attribute(one.address)}"/>'
        f"<summary>{_(one.summary)}</summary></entry>\n"
        for one in entries
    )
    updated = entries[0].at if entries else stand
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">'
        f"<id>{_(address)}</id><title>{_(title)}</title><updated>{_iso(updated)}</updated>"
        f'<link rel="self" type="application/atom+xml" href="{_attribute(address)}"/>'
        f'<link rel="alternate" type="text/html" href="{_attribute(page)}"/>'
        f"<author><name>{_(title)}</name></author><generator>Nestwerk</generator>\n{items}</feed>\n"
    ).encode()


def rss(entries: Sequence[Entry], *, title: str, address: str, page: str, stand: datetime) -> bytes:
    """The same for older readers. A changed offer is a new item there: they know no other way to say it."""
    items = "".join(
        f"<item><title>{_(one.title)}</title><link>{_(one.address)}</link>"
        f'<guid isPermaLink="false">{uuid5(NAMESPACE_URL, f"{one.id}|{one.at.isoformat()}")}</guid>'
        f"<pubDate>{format_datetime(one.at.astimezone(UTC), usegmt=True)}</pubDate>"
        f"<description>{_(one.summary)}</description></item>\n"
        for one in entries
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
        f"<title>{_(title)}</title><link>{_(page)}</link><description>{_(title)}</description><language>de</language>"
        f'<atom:link rel="self" type="application/rss+xml" href="{_attribute(address)}"/>'
        f"<lastBuildDate>{format_datetime((entries[0].at if entries else stand).astimezone(UTC), usegmt=True)}"
        f"</lastBuildDate>\n{items}</channel></rss>\n"
    ).encode()


def _(words: str) -> str:
    return escape(words.translate(_CONTROLS))


def _attribute(words: str) -> str:
    return escape(words.translate(_CONTROLS), {'"': "&quot;"})


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
