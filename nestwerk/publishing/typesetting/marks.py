"""Drawn things on paper: the project's icons and QR codes, as vector pictures."""

from __future__ import annotations

from functools import lru_cache

import segno

from nestwerk.finder.icons import shape

_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="{shape}" fill="none" stroke="{colour}"'
    ' stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/></svg>'
)


def icon_svg(name: str, colour: str) -> bytes:
    """The icon ``name`` in a colour ``#rrggbb``. KeyError if there is none."""
    return _ICON.format(shape=shape(name), colour=colour).encode()


_CODE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path d="{strokes}" stroke="#000"/></svg>'
MASK = 2  # any of the eight can be read; weighing them against each other would be four fifths of the work


@lru_cache(maxsize=4096)
def qr_svg(address: str) -> str:
    """``address`` as a QR code: black on nothing, without a margin (the page leaves it white)."""
    rows = segno.make_qr(address, error="m", mask=MASK).matrix
    strokes = "".join(_strokes(y, bytes(row)) for y, row in enumerate(rows))
    return _CODE.format(side=len(rows), strokes=strokes)


def _strokes(y: int, row: bytes) -> str:
    """The dark runs of one row as pieces of a path."""
    found, begins = [], row.find(1)
    while begins >= 0:
        ends = row.find(0, begins)
        ends = len(row) if ends < 0 else ends
        found.append(f"M{begins} {y}.5h{ends - begins}")
        begins = row.find(1, ends)
    return "".join(found)
