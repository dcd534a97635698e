"""From a plain text to paragraphs and lists. Nobody writes markup, and nothing a person typed becomes any."""

from __future__ import annotations

import re
from typing import NamedTuple

ADDRESS = re.compile(r"https://[^\s<>\"]+[^\s<>\".,;:!?)]")
MARK = "- "


class Piece(NamedTuple):
    """Part of a line: words, or an address that can be opened."""

    words: str
    address: str = ""


class Block(NamedTuple):
    """A paragraph (``lines`` has one) or a list."""

    is_list: bool
    lines: tuple[tuple[Piece, ...], ...]


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text: an empty line ends a paragraph, lines that begin with "- " are a list."""
    found: list[Block] = []
    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        words: list[str] = []
        points: list[str] = []
        for line in filter(None, (line.strip() for line in part.split("\n"))):
            if line.startswith(MARK):
                points.append(line[len(MARK) :])
            elif points:
                points[-1] += f" {line}"
            else:
                words.append(line)
        if words:
            found.append(Block(False, (_pieces(" ".join(words)),)))
        if points:
            found.append(Block(True, tuple(_pieces(one) for one in points)))
    return tuple(found)


def _pieces(line: str) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    at = 0
    for match in ADDRESS.finditer(line):
        if match.start() > at:
            pieces.append(Piece(line[at : match.start()]))
        pieces.append(Piece(match[0].removeprefix("https://"), match[0]))
        at = match.end()
    if at < len(line):
        pieces.append(Piece(line[at:]))
    return tuple(pieces)
