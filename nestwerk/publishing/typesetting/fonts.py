"""The fonts of everything printed: installed packages only, so that a page looks the same on every machine.

Source Sans Pro writes Latin, Greek and Cyrillic, Noto Sans Arabic the rest of the languages offers are written in.
A sign that none of them has would make typst refuse the whole document (PDF/UA wants every sign to be readable),
so ``writable`` takes such signs out beforehand.
"""

from __future__ import annotations

import struct
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst

PACKAGES = ("font_source_sans_pro", "fontpkg_noto_sans_arabic")
FAMILIES = ("Source Sans Pro", "Noto Sans Arabic")
READ = ("SourceSansPro-Regular.ttf", "NotoSansArabic[wdth,wght].ttf")  # one face says what the family can write
INVISIBLE = frozenset("\n\t\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2068\u2069")  # need no glyph
UNICODE = 4, 12  # formats of the table we read


@cache
def folders() -> tuple[Path, ...]:
    """Where the fonts lie. ModuleNotFoundError names the package that is missing."""
    found = []
    for package in PACKAGES:
        spec = find_spec(package)
        if spec is None or not spec.submodule_search_locations:
            raise ModuleNotFoundError(f"The fonts of {package} are not installed.", name=package)
        found.append(Path(spec.submodule_search_locations[0]) / "files")
    return tuple(found)


@cache
def faces() -> typst.Fonts:
    """The faces as typst wants them, searched once per process."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders()))


def writable(text: str) -> str:
    """``text`` with composed letters and without signs that no font has (pictures, other scripts)."""
    composed = unicodedata.normalize("NFC", text)
    if composed.isascii() and composed.isprintable():
        return composed
    known = signs()
    kept = (sign for sign in composed if ord(sign) in known or sign in INVISIBLE)
    return "".join(sign if sign != "\t" else " " for sign in kept)


@cache
def signs() -> frozenset[int]:
    """The code points the fonts can write."""
    files = [file for folder in folders() for file in folder.iterdir() if file.name in READ]
    return frozenset().union(*(_covered(file.read_bytes()) for file in files))


def _covered(font: bytes) -> set[int]:
    """The code points of a font file, from its table "cmap" (OpenType, formats 4 and 12)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    at = next(
        offset
        for tag, _, offset, _ in (struct.unpack_from(">4sIII", font, 12 + 16 * i) for i in range(tables))
        if tag == b"cmap"
    )
    (many,) = struct.unpack_from(">H", font, at + 2)
    found: set[int] = set()
    for number in range(many):
        _, _, offset = struct.unpack_from(">HHI", font, at + 4 + 8 * number)
        (kind,) = struct.unpack_from(">H", font, at + offset)
        if kind == 4:
            found |= _format_4(font, at + offset)
        elif kind == 12:
            found |= _format_12(font, at + offset)
    return found


def _format_4(font: bytes, at: int) -> set[int]:
    (double,) = struct.unpack_from(">H", font, at + 6)
    many = double // 2
    ends = struct.unpack_from(f">{many}H", font, at + 14)
    starts = struct.unpack_from(f">{many}H", font, at + 16 + double)
    deltas = struct.unpack_from(f">{many}h", font, at + 16 + 2 * double)
    places = at + 16 + 3 * double
    found = set()
    for i, (start, end, delta) in enumerate(zip(starts, ends, deltas, strict=True)):
        (offset,) = struct.unpack_from(">H", font, places + 2 * i)
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if offset:
                (glyph,) = struct.unpack_from(">H", font, places + 2 * i + offset + 2 * (code - start))
            if (glyph + delta) % 65536 and (glyph or not offset):
                found.add(code)
    return found


def _format_12(font: bytes, at: int) -> set[int]:
    (many,) = struct.unpack_from(">I", font, at + 12)
    found: set[int] = set()
    for i in range(many):
        start, end, _ = struct.unpack_from(">III", font, at + 16 + 12 * i)
        found.update(range(start, end + 1))
    return found
