"""Texts in Leichte Sprache as HTML: every sentence keeps its own line, as those who wrote it set it."""

from __future__ import annotations

from itertools import groupby

from markupsafe import Markup, escape

HEADING, ITEM = "## ", "- "


def as_written(text: str) -> Markup:
    """Paragraphs between empty lines, headings after ``##``, lists after ``-``; a line stays a line."""
    blocks = (block.split("\n") for block in text.replace("\r\n", "\n").split("\n\n"))
    parts = [part for block in blocks for kind, lines in groupby(block, _kind) if (part := _part(kind, list(lines)))]
    return Markup("\n").join(parts)


def _kind(line: str) -> str:
    return next((mark for mark in (HEADING, ITEM) if line.startswith(mark)), "")


def _part(kind: str, lines: list[str]) -> Markup:
    said = [escape(line.removeprefix(kind).strip()) for line in lines if line.strip()]
    if not said:
        return Markup()
    if kind == HEADING:
        return Markup("\n").join(Markup("<h3>{}</h3>").format(line) for line in said)
    if kind == ITEM:
        return Markup("<ul>{}</ul>").format(Markup().join(Markup("<li>{}</li>").format(line) for line in said))
    return Markup("<p>{}</p>").format(Markup("<br>").join(said))
