"""The open feed of practice examples: Atom for readers, JSON for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from xml.sax.saxutils import escape

from .content import PARTS, Published

TITLE = "Praxisbeispiele aus den Netzwerken Frühe Hilfen"


def atom(examples: Sequence[Published], base: str) -> str:
    """An Atom 1.0 document. ``base``: the public address without a slash at the end."""
    page = f"{base}/praxisbeispiele"
    updated = max((one.published_at for one in examples), default="1970-01-01T00:00:00+00:00")
    entries = "".join(_entry(one, page) for one in examples)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">'
        f"<id>{escape(page)}</id><title>{escape(TITLE)}</title><updated>{updated}</updated>"
        f'<link href="{escape(page)}"/><link rel="self" href="{escape(page)}.atom"/>{entries}</feed>\n'
    )


def _entry(one: Published, page: str) -> str:
    return (
        f"<entry><id>urn:uuid:{one.id}</id><title>{escape(one.example.title)}</title>"
        f'<updated>{one.published_at}</updated><link href="{escape(page)}/{one.id}"/>'
        f"<author><name>{escape(one.network)}</name></author>"
        f'<summary>{escape(one.example.goal)}</summary><content type="text">{escape(_text(one))}</content></entry>'
    )


def _text(one: Published) -> str:
    texts = [f"{label}\n{text}" for name, label in PARTS if (text := getattr(one.example, name))]
    return "\n\n".join(texts)


def _files(one: Published, base: str) -> list[dict[str, Any]]:
    return [
        asdict(file) | {"url": f"{base}/praxisbeispiele/{one.id}/dateien/{file.mark}"} for file in one.example.files
    ]


def as_json(examples: Sequence[Published], base: str) -> dict[str, Any]:
    """Every field of every example, with where it comes from."""
    return {
        "title": TITLE,
        "examples": [
            {
                "id": one.id, "url": f"{base}/praxisbeispiele/{one.id}", "network": one.slug,
                "network_name": one.network, "published_at": one.published_at, "origin": one.origin,
                **one.example.stored(), "files": _files(one, base),
            }
            for one in examples
        ],
    }  # fmt: skip
