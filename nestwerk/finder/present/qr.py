"""QR codes for paper: inline SVG, black on white, drawn once per address."""

from __future__ import annotations

from functools import lru_cache

import segno
from markupsafe import Markup


def qr_of_list(address: str) -> Markup:
    """The same for an address that holds what somebody chose: remembered nowhere, as coarse as its length allows."""
    drawn = segno.make_qr(address, error="l").svg_inline(border=4, omitsize=True, svgclass="qr", lineclass=None)
    return Markup(drawn)  # noqa: S704 - as below


@lru_cache(maxsize=512)
def qr_code(address: str) -> Markup:
    """``address`` as inline SVG without fixed size. DataOverflowError beyond about 2,300 characters."""
    drawn = segno.make_qr(address, error="m").svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None)
    return Markup(drawn)  # noqa: S704 - segno draws shapes only; the address itself is not in the markup
