"""What differs between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

SAME, GONE, NEW = "", "del", "ins"
MOST = 1200  # words that are compared one by one; longer stretches are told as a whole
_TOKENS = re.compile(r"\s+|[^\W_]+|[\W_]", re.UNICODE)


class Piece(NamedTuple):
    """A stretch of a text: ``kind`` is "del" (stood there before), "ins" (stands there now) or empty (the same)."""

    kind: str
    text: str


def differences(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """The old text with what goes marked, and the new one with what comes. Joined, each is its whole text again."""
    if not before or not after:
        return _whole(GONE, before), _whole(NEW, after)
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    if max(len(middle_old), len(middle_new)) > MOST:
        steps: Any = [("replace", 0, len(middle_old), 0, len(middle_new))]
    else:
        steps = SequenceMatcher(None, middle_old, middle_new, autojunk=False).get_opcodes()
    left, right = [Piece(SAME, "".join(old[:start]))], [Piece(SAME, "".join(new[:start]))]
    for kind, a, b, c, d in steps:
        left.append(Piece(SAME if kind == "equal" else GONE, "".join(middle_old[a:b])))
        right.append(Piece(SAME if kind == "equal" else NEW, "".join(middle_new[c:d])))
    rest = "".join(old[len(old) - end :])
    return _readable([*left, Piece(SAME, rest)]), _readable([*right, Piece(SAME, rest)])


def _whole(kind: str, text: str) -> list[Piece]:
    return [Piece(kind, text)] if text else []


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    number = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        number += 1
    return number


def _readable(pieces: Sequence[Piece]) -> list[Piece]:
    """Neighbours of one kind as one piece, and over a mere blank: so that a changed sentence reads as one."""
    found: list[Piece] = []
    kept = [piece for piece in pieces if piece.text]
    for number, piece in enumerate(kept):
        between = 0 < number < len(kept) - 1 and not piece.kind and piece.text.isspace() and "\n" not in piece.text
        if between and kept[number - 1].kind and kept[number - 1].kind == kept[number + 1].kind:
            piece = Piece(kept[number - 1].kind, piece.text)
        if found and found[-1].kind == piece.kind:
            found[-1] = Piece(piece.kind, found[-1].text + piece.text)
        else:
            found.append(piece)
    return found
