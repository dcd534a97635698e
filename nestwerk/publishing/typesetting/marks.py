"""Drawn things on paper: the project's icons and QR codes, as vector pictures."""

from __future__ import annotations

import io
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


MASK = 2  # any of the eight can be read; weighing them against each other would be four fifths of the work


@lru_cache(maxsize=4096)
def qr_svg(address: str) -> str:
    """``address`` as a QR code: black on nothing, without a margin (the page leaves it white)."""
    kept = io.BytesIO()
    segno.make_qr(address, error="m", mask=MASK).save(
        kept, kind="svg", border=0, xmldecl=False, svgns=True, omitsize=True, lineclass=None, svgclass=None, nl=False
    )
    return kept.getvalue().decode("ascii")
