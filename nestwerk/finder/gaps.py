"""Rendered once, filled often: a piece of a page with gaps for what each request adds.

A gap is a control character in the rendered text. Control characters never come from the catalogue or from what a
reader typed (both are cleaned), so nothing else can open one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup

_GAP = re.compile("([\x01-\x08])")


def gaps(*names: str) -> dict[str, str]:
    """Marks for at most eight gaps by name, to be written into a template as they stand."""
    if len(names) > 8:
        raise ValueError("eight gaps at most")
    return {name: chr(number) for number, name in enumerate(names, 1)}


def cut(rendered: str) -> tuple[str, ...]:
    """``rendered`` cut at its gaps; the marks stay between the pieces."""
    return tuple(_GAP.split(rendered))


def fill(pieces: Sequence[str], filled: dict[str, str]) -> Markup:
    """The pieces joined, each mark replaced by its safe text. Marks without one stay: give them all."""
    return Markup("".join(map(filled.get, pieces, pieces)))  # noqa: S704 - pieces are rendered templates


def in_attribute(address: str) -> str:
    """An address of ours (percent-encoded) inside an attribute."""
    return address.replace("&", "&amp;")
