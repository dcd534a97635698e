"""How a coordinator writes: a few marks that a person can read, and nothing a script could hide in.

A line ``## Überschrift`` or ``### kleinere Überschrift``; lines with ``- `` or ``1. `` are lists; ``> `` is a quote;
``![Was man sieht](bild:…)`` on a line of its own is a picture; an empty line ends a paragraph. Within a line
``**fett**``, ``*kursiv*`` and ``[Worte](https://…)``; ``[Titel](datei:…)`` leads to a document of the page.
Everything else is the text as it stands, angle brackets included.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 20_000  # characters of one text
PICTURE = re.compile(r"!\[([^\]\[\n]{0,300})\]\(bild:([0-9a-f]{16})\)\s*")
_HEADING = re.compile(r"(#{1,6})\s+(\S.*)")
_ITEM = re.compile(r"(?:[-*•]|(\d{1,3})[.)])\s+(\S.*)")
_QUOTE = re.compile(r">\s?(.*)")
INLINE = re.compile(
    r"\*\*(?P<strong>[^*\n]{1,500})\*\*"
    r"|\*(?P<weak>[^*\s](?:[^*\n]{0,498}[^*\s])?)\*"
    r"|\[(?P<words>[^\]\[\n]{1,300})\]\((?P<address>[^()\s]{1,500})\)"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 2 or 3: the title of the page is the first."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list; ``ordered`` with numbers."""

    ordered: bool
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the page by its mark, with what is to be seen on it (may be missing while somebody writes)."""

    alt: str
    mark: str


Block = Heading | Paragraph | Items | Quote | Picture


def blocks(text: str) -> list[Block]:
    """The blocks of a text in their order. Never raises: what is no mark is a paragraph."""
    found: list[Block] = []
    for kind, lines in _runs(text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n")):
        if kind == "heading":
            marks, words = lines[0]
            found.append(Heading(2 if len(marks) < 3 else 3, words))
        elif kind == "picture":
            found.append(Picture(lines[0][0].strip(), lines[0][1]))
        elif kind in ("ordered", "plain"):
            found.append(Items(kind == "ordered", tuple(words for _, words in lines)))
        elif kind == "quote":
            found.append(Quote(tuple(words for _, words in lines)))
        else:
            found.append(Paragraph(tuple(words for _, words in lines)))
    return found


def _runs(text: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Neighbouring lines of one kind; headings and pictures stand alone."""
    kind, lines = "", list[tuple[str, str]]()
    for line in (*text.split("\n"), ""):
        now, pair = _line(line.strip())
        if lines and (now != kind or now in ("", "heading", "picture")):
            yield kind, lines
            lines = []
        kind = now
        if now:
            lines.append(pair)


def _line(line: str) -> tuple[str, tuple[str, str]]:
    if not line:
        return "", ("", "")
    if picture := PICTURE.fullmatch(line):
        return "picture", (picture[1], picture[2])
    if heading := _HEADING.fullmatch(line):
        return "heading", (heading[1], heading[2].rstrip("# ").strip() or heading[2])
    if item := _ITEM.fullmatch(line):
        return ("ordered" if item[1] else "plain"), ("", item[2])
    if quote := _QUOTE.fullmatch(line):
        return "quote", ("", quote[1])
    return "paragraph", ("", line)


def texts_of(block: Block) -> tuple[str, ...]:
    """The lines of a block with their inline marks; none of a picture."""
    match block:
        case Heading(text=text):
            return (text,)
        case Paragraph(lines=lines) | Quote(lines=lines):
            return lines
        case Items(items=items):
            return items
    return ()


def addresses(text: str) -> list[tuple[str, str]]:
    """(words, address) of every link in a text."""
    return [
        (found["words"], found["address"])
        for block in blocks(text)
        for line in texts_of(block)
        for found in INLINE.finditer(_unwrapped(line))
        if found["address"]
    ]


def _unwrapped(line: str) -> str:
    return line.replace("*", " ")


def plain(text: str) -> str:
    """The words alone, for searching, for hints on wording and for a first sentence somewhere else."""
    parts = []
    for block in blocks(text):
        lines = (INLINE.sub(lambda m: m["strong"] or m["weak"] or m["words"], line) for line in texts_of(block))
        parts.append("\n".join(lines))
    return "\n\n".join(part for part in parts if part)


def marks(text: str) -> set[str]:
    """The files a text shows or leads to."""
    pictures = {block.mark for block in blocks(text) if isinstance(block, Picture)}
    return pictures | {address[6:] for _, address in addresses(text) if address.startswith("datei:")}
