"""Make what was typed comparable: one spelling for umlauts, scripts and apostrophes, cut into words.

The word lists and the queries go through the same door, so a fold may lose information (``ue`` and ``ü``
both become ``u``) as long as it loses the same on both sides.
"""

from __future__ import annotations

import re
import unicodedata

from nestwerk.matching.text import LONGEST_WORD

_ARABIC = {
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ى": "ي",
    "ئ": "ي",
    "ؤ": "و",
    "ء": "",
    "ة": "ه",
    "گ": "ك",
    "ک": "ك",
    "ی": "ي",
}


def _letters() -> dict[int, str]:
    table = {ord("ё"): "е", ord("ґ"): "г", ord("ı"): "i", ord("ø"): "o", ord("æ"): "a", ord("ß"): "ss"}
    table |= {ord(letter): plain for letter, plain in _ARABIC.items()}
    for code in range(0xC0, 0x250):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii():
            table[code] = base.lower()
    for code in (0x27, 0x60, 0xB4, 0x2BC, 0x2018, 0x2019, 0x201B, 0x2032, 0x640, 0x200B, 0x200C, 0x200D, 0xFEFF, 0xAD):
        table[code] = ""  # apostrophes join (б'є, won't), as do stretching, zero-width and soft hyphens
    for code in (*range(0x300, 0x370), *range(0x64B, 0x660), 0x670, *range(0x200E, 0x2010), *range(0x202A, 0x202F)):
        table[code] = ""  # marks above letters, vowel signs, direction controls
    for code in range(0x2066, 0x206A):
        table[code] = ""
    return table


_LETTERS = _letters()
_STRETCHED = re.compile(r"([^\W\d])\1{2,}")
_WORD = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+")
_KEPT = re.compile(r"[^\W\d_]+")


def fold(text: str) -> str:
    """Return ``text`` in the one spelling that is compared: lower case, no accents, ae/oe/ue as a/o/u."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    folded = folded.replace("ae", "a").replace("oe", "o").replace("ue", "u")
    return _STRETCHED.sub(r"\1", folded)


def words(text: str) -> list[str]:
    """Cut ``text`` into folded words and numbers, in the order they stand, each no longer than ``LONGEST_WORD``."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(fold(text))]


def word_pattern(text: str) -> str:
    """Fold one entry of a word list; the star at either end survives."""
    head, tail = text.startswith("*"), text.endswith("*")
    body = "".join(_KEPT.findall(fold(text))) or fold(text.strip("*"))
    return ("*" if head else "") + body + ("*" if tail else "")
